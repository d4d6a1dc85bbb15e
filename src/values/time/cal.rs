//! Stretches of the calendar: years, quarters, weeks, days, known in full or in part.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::written::Written;

/// A stretch of the calendar. A missing year (or week) is one the text leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cal {
    /// A hundred years; `19` is 1900–1999.
    Century(i32),
    /// Ten years; `198` is 1980–1989.
    Decade(i32),
    /// A calendar (or fiscal, if `true`) year.
    Year(i32, bool),
    /// First or second half of a year.
    Half(Option<i32>, u32),
    /// Quarter 1–4.
    Quarter(Option<i32>, u32),
    /// A season; winter belongs to the year it begins in.
    Season(Option<i32>, Season),
    /// Month 1–12.
    Month(Option<i32>, u32),
    /// ISO week-year and week.
    Week(i32, u32),
    /// Saturday and Sunday of an ISO week.
    Weekend(i32, u32),
    /// A day.
    Day(NaiveDate),
    /// Month and day of an open year.
    MonthDay(u32, u32),
    /// Day of an open month.
    DayOfMonth(u32),
    /// Weekday 1 (Monday) – 7 of an open week.
    Weekday(u32),
}

/// TIMEX3 seasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// March–May.
    Spring,
    /// June–August.
    Summer,
    /// September–November.
    Autumn,
    /// December–February.
    Winter,
}

impl Season {
    /// From the TIMEX3 code `SP`, `SU`, `FA`, `WI`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "SP" => Self::Spring,
            "SU" => Self::Summer,
            "FA" => Self::Autumn,
            "WI" => Self::Winter,
            _ => return None,
        })
    }

    /// The TIMEX3 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// First month (meteorological, northern hemisphere).
    #[must_use]
    pub fn first_month(self) -> u32 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

/// Units that dates are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// From a slot's value.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "weekend" => Self::Weekend,
            "week" => Self::Week,
            "month" => Self::Month,
            "season" => Self::Season,
            "quarter" => Self::Quarter,
            "half" => Self::Half,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            "millennium" => Self::Millennium,
            _ => return None,
        })
    }
}

/// Adds `n` months, clamping the day (31 March − 1 month = 28 or 29 February).
#[must_use]
pub(super) fn add_months(date: NaiveDate, n: i64) -> Option<NaiveDate> {
    let m = Months::new(u32::try_from(n.unsigned_abs()).ok()?);
    if n < 0 { date.checked_sub_months(m) } else { date.checked_add_months(m) }
}

/// Adds `n` days.
#[must_use]
pub(super) fn add_days(date: NaiveDate, n: i64) -> Option<NaiveDate> {
    let d = Days::new(n.unsigned_abs());
    if n < 0 { date.checked_sub_days(d) } else { date.checked_add_days(d) }
}

fn ymd(y: i32, m: u32, d: u32) -> Option<NaiveDate> {
    // Four-digit years only: TIMEX3 and EDTF write them so.
    if !(1..=9999).contains(&y) { None } else { NaiveDate::from_ymd_opt(y, m, d) }
}

impl Cal {
    /// The stretch of the given unit that holds `date`.
    #[must_use]
    pub fn around(date: NaiveDate, unit: Unit) -> Option<Self> {
        let (y, m) = (date.year(), date.month());
        Some(match unit {
            Unit::Century | Unit::Millennium => Self::Century(y.div_euclid(100)),
            Unit::Decade => Self::Decade(y.div_euclid(10)),
            Unit::Year => Self::Year(y, false),
            Unit::Half => Self::Half(Some(y), m.div_ceil(6)),
            Unit::Quarter => Self::Quarter(Some(y), m.div_ceil(3)),
            Unit::Season => {
                let (y, s) = match m {
                    3..=5 => (y, Season::Spring),
                    6..=8 => (y, Season::Summer),
                    9..=11 => (y, Season::Autumn),
                    12 => (y, Season::Winter),
                    _ => (y - 1, Season::Winter),
                };
                Self::Season(Some(y), s)
            }
            Unit::Month => Self::Month(Some(y), m),
            Unit::Week => Self::Week(date.iso_week().year(), date.iso_week().week()),
            Unit::Weekend => Self::Weekend(date.iso_week().year(), date.iso_week().week()),
            Unit::Day => Self::Day(date),
            Unit::Hour | Unit::Minute | Unit::Second => return None,
        })
    }

    /// Its granularity.
    #[must_use]
    pub fn unit(&self) -> Unit {
        match self {
            Self::Century(_) => Unit::Century,
            Self::Decade(_) => Unit::Decade,
            Self::Year(..) => Unit::Year,
            Self::Half(..) => Unit::Half,
            Self::Quarter(..) => Unit::Quarter,
            Self::Season(..) => Unit::Season,
            Self::Month(..) => Unit::Month,
            Self::Week(..) => Unit::Week,
            Self::Weekend(..) => Unit::Weekend,
            Self::Day(_) | Self::MonthDay(..) | Self::DayOfMonth(_) | Self::Weekday(_) => Unit::Day,
        }
    }

    /// First day and the day after the last; `None` while a part is open.
    #[must_use]
    pub fn interval(&self) -> Option<(NaiveDate, NaiveDate)> {
        let (from, to) = match *self {
            Self::Century(c) => ((c * 100).max(1), c * 100 + 100),
            Self::Decade(d) => ((d * 10).max(1), d * 10 + 10),
            Self::Year(y, _) => (y, y + 1),
            Self::Half(y, h) => return months(y?, h * 6 - 5, 6),
            Self::Quarter(y, q) => return months(y?, q * 3 - 2, 3),
            Self::Season(y, s) => return months(y?, s.first_month(), 3),
            Self::Month(y, m) => return months(y?, m, 1),
            Self::Week(y, w) => {
                let monday = NaiveDate::from_isoywd_opt(y, w, chrono::Weekday::Mon)?;
                return Some((monday, add_days(monday, 7)?));
            }
            Self::Weekend(y, w) => {
                let saturday = NaiveDate::from_isoywd_opt(y, w, chrono::Weekday::Sat)?;
                return Some((saturday, add_days(saturday, 2)?));
            }
            Self::Day(d) => return Some((d, d.succ_opt()?)),
            Self::MonthDay(..) | Self::DayOfMonth(_) | Self::Weekday(_) => return None,
        };
        Some((ymd(from, 1, 1)?, NaiveDate::from_ymd_opt(to, 1, 1)?))
    }

    /// First day; `None` while a part is open.
    #[must_use]
    pub fn start(&self) -> Option<NaiveDate> {
        self.interval().map(|i| i.0)
    }

    /// Its year; `None` while it is open or when it spans several.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        match *self {
            Self::Year(y, _) | Self::Week(y, _) | Self::Weekend(y, _) => Some(y),
            Self::Half(y, _) | Self::Quarter(y, _) | Self::Season(y, _) | Self::Month(y, _) => y,
            Self::Day(d) => Some(d.year()),
            _ => None,
        }
    }

    /// The stretch `n` units away, kept at the coarser of the two granularities: a day plus a
    /// month is a month; but a quarter minus a year is a quarter, as in "a year earlier".
    #[must_use]
    pub fn shift(&self, n: i64, unit: Unit) -> Option<Self> {
        let moved = self.moved(n, unit)?;
        let kept = unit == Unit::Year && self.unit() > Unit::Week;
        Self::around(moved, if kept { self.unit() } else { self.unit().max(unit) })
    }

    /// Its first day moved by `n` units.
    #[must_use]
    pub fn moved(&self, n: i64, unit: Unit) -> Option<NaiveDate> {
        let start = self.start()?;
        let moved = match unit {
            Unit::Hour | Unit::Minute | Unit::Second => return None,
            Unit::Day => add_days(start, n)?,
            Unit::Week | Unit::Weekend => add_days(start, n.checked_mul(7)?)?,
            Unit::Month => add_months(start, n)?,
            Unit::Season | Unit::Quarter => add_months(start, n.checked_mul(3)?)?,
            Unit::Half => add_months(start, n.checked_mul(6)?)?,
            Unit::Year => add_months(start, n.checked_mul(12)?)?,
            Unit::Decade => add_months(start, n.checked_mul(120)?)?,
            Unit::Century => add_months(start, n.checked_mul(1200)?)?,
            Unit::Millennium => add_months(start, n.checked_mul(12000)?)?,
        };
        ymd(moved.year(), 1, 1)?;
        Some(moved)
    }

    /// Its TIMEX3 value.
    #[must_use]
    pub fn value(&self) -> String {
        self.value_at("")
    }

    /// Its TIMEX3 value with a time of day behind it.
    pub(super) fn value_at(&self, time: &str) -> String {
        let mut out = Written::new();
        self.write(&mut out);
        out.text(time).finish()
    }

    fn write(&self, out: &mut Written) {
        match *self {
            Self::Century(c) => out.wide(c, 2),
            Self::Decade(d) => out.wide(d, 3),
            Self::Year(y, false) => out.year(Some(y)),
            Self::Year(y, true) => out.text("FY").year(Some(y)),
            Self::Half(y, h) => out.year(y).text("-H").number(h),
            Self::Quarter(y, q) => out.year(y).text("-Q").number(q),
            Self::Season(y, s) => out.year(y).text("-").text(s.code()),
            Self::Month(y, m) => out.year(y).text("-").two(m),
            Self::Week(y, w) => out.year(Some(y)).text("-W").two(w),
            Self::Weekend(y, w) => out.year(Some(y)).text("-W").two(w).text("-WE"),
            Self::Day(d) => out.day(d),
            Self::MonthDay(m, d) => out.text("XXXX-").two(m).text("-").two(d),
            Self::DayOfMonth(d) => out.text("XXXX-XX-").two(d),
            Self::Weekday(w) => out.text("XXXX-WXX-").number(w),
        };
    }

    /// Extended Date/Time Format (ISO 8601-2), where it has one.
    #[must_use]
    pub fn edtf(&self) -> Option<String> {
        let mut out = Written::new();
        match *self {
            Self::Century(c) => out.wide(c, 2).text("XX"),
            Self::Decade(d) => out.wide(d, 3).text("X"),
            Self::Year(y, _) => out.year(Some(y)),
            // Sub-year groupings: 21–24 seasons, 33–36 quarters, 40–41 semesters.
            Self::Season(y, s) => out.year(y).text("-").number(20 + s.first_month() / 3),
            Self::Quarter(y, q) => out.year(y).text("-").number(32 + q),
            Self::Half(y, h) => out.year(y).text("-").number(39 + h),
            Self::Week(..) | Self::Weekend(..) => {
                let (from, to) = self.interval()?;
                out.day(from).text("/").day(to.pred_opt()?)
            }
            Self::Weekday(_) => return None,
            _ => return Some(self.value()),
        };
        Some(out.finish())
    }
}

fn months(y: i32, first: u32, n: i64) -> Option<(NaiveDate, NaiveDate)> {
    let from = ymd(y, first, 1)?;
    Some((from, add_months(from, n)?))
}

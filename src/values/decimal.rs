//! Digits as written → exact decimals. Characters only; number *words* are in `number_scan`.

use rust_decimal::Decimal;

/// What a run of digits looks like; rules tell years, codes and clock times apart by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DigitShape {
    /// `33,970`
    Grouped,
    /// `1.9`, `.5`
    Decimal,
    /// Four plain digits from 1500 to 2099.
    Year,
    /// `007`
    LeadingZero,
    /// `½`, `2½`
    Vulgar,
    /// Any other plain digits.
    Plain,
}

impl DigitShape {
    /// Name in slot tests: `:number{shape=year}`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Grouped => "grouped",
            Self::Decimal => "decimal",
            Self::Year => "year",
            Self::LeadingZero => "leading_zero",
            Self::Vulgar => "vulgar",
            Self::Plain => "plain",
        }
    }
}

/// Parses one token that begins with a digit, a decimal point or a vulgar fraction.
///
/// Takes `33,970`, `1,00,000`, `33 970` (no-break or thin spaces), `1.9`, `.5`, `0,5`,
/// `1.000.000`, `½`, `2½` and a power of ten in superscripts (`10⁶`). Gives `None` for anything
/// else (`1.2.3`, `12,34,5`) and for numbers that no exact decimal of 28 digits can hold.
#[must_use]
pub fn parse_digits(text: &str) -> Option<(Decimal, DigitShape)> {
    let bytes = text.as_bytes();
    if bytes.iter().all(u8::is_ascii_digit) {
        let value = Decimal::from_str_exact(text).ok()?;
        let shape = match bytes {
            [b'1', b'5'..=b'9', _, _] | [b'2', b'0', _, _] => DigitShape::Year,
            [b'0', _, ..] => DigitShape::LeadingZero,
            _ => DigitShape::Plain,
        };
        return Some((value, shape));
    }
    if let Some(last) = text.chars().next_back()
        && let Some((num, den)) = vulgar(last)
    {
        let whole = text.get(..text.len() - last.len_utf8())?.trim_end();
        let whole = if whole.is_empty() { Decimal::ZERO } else { parse_digits(whole)?.0 };
        let part = Decimal::from(num).checked_div(Decimal::from(den))?;
        return Some((whole.checked_add(part)?, DigitShape::Vulgar));
    }
    if text.chars().next_back().is_some_and(|c| superscript(c).is_some()) {
        return power(text);
    }
    grouped(text)
}

/// `10⁶`; a superscript behind any other number is a note mark and is left out of the value.
fn power(text: &str) -> Option<(Decimal, DigitShape)> {
    let cut = text.find(|c| superscript(c).is_some())?;
    let (base, marks) = text.split_at(cut);
    let (value, shape) = parse_digits(base)?;
    if base != "10" {
        return Some((value, shape));
    }
    let mut exponent = 0u32;
    for c in marks.chars() {
        exponent = exponent * 10 + superscript(c)?;
        if exponent > 27 {
            return None;
        }
    }
    Some((power_of_ten(exponent as i32)?, DigitShape::Plain))
}

/// `10^exponent`, if an exact decimal can hold it (from -28 to 27).
#[must_use]
pub fn power_of_ten(exponent: i32) -> Option<Decimal> {
    let step = if exponent < 0 { Decimal::new(1, 1) } else { Decimal::TEN };
    if !(-28..=27).contains(&exponent) {
        return None;
    }
    (0..exponent.abs()).try_fold(Decimal::ONE, |acc, _| acc.checked_mul(step))
}

fn grouped(text: &str) -> Option<(Decimal, DigitShape)> {
    let mut plain = [0u8; 40];
    let mut len = 0usize;
    let mut push = |b: u8| -> Option<()> {
        *plain.get_mut(len)? = b;
        len += 1;
        Some(())
    };
    let (commas, dots, spaces) = text.chars().fold((0, 0, 0), |(c, d, s), ch| match ch {
        ',' => (c + 1, d, s),
        '.' => (c, d + 1, s),
        ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’' => (c, d, s + 1),
        _ => (c, d, s),
    });
    if commas > 0 && spaces > 0 {
        return None;
    }
    // One mark groups, the other is the decimal point; a lone mark is decided by what follows.
    let (group, point) = match (commas, dots) {
        (0, 0 | 1) => (' ', '.'),
        (0, _) => ('.', '\0'),
        (1, 1) if text.rfind(',') > text.rfind('.') => ('.', ','),
        (_, 0 | 1) if commas == 1 && dots == 0 && !three_after(text, ',') => ('\0', ','),
        (_, 0 | 1) => (',', '.'),
        (1, _) => ('.', ','),
        _ => return None,
    };
    let mut since_group: Option<usize> = None;
    let mut head = 0usize;
    let mut in_fraction = false;
    let mut shape = DigitShape::Plain;
    for ch in text.chars() {
        let ch =
            if matches!(ch, '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’') { ' ' } else { ch };
        if ch.is_ascii_digit() {
            push(ch as u8)?;
            if !in_fraction {
                since_group = since_group.map(|n| n + 1);
                if since_group.is_none() {
                    head += 1;
                }
            }
        } else if ch == point && !in_fraction {
            if since_group.is_some_and(|n| n != 3) {
                return None;
            }
            in_fraction = true;
            shape = DigitShape::Decimal;
            push(b'.')?;
        } else if ch == group && !in_fraction {
            // Groups of three; groups of two before the last one (Indian).
            let ok = match since_group {
                None => (1..=3).contains(&head),
                Some(n) => n == 3 || n == 2,
            };
            if !ok {
                return None;
            }
            since_group = Some(0);
            shape = DigitShape::Grouped;
        } else {
            return None;
        }
    }
    if !in_fraction && since_group.is_some_and(|n| n != 3) {
        return None;
    }
    let digits = std::str::from_utf8(plain.get(..len)?).ok()?;
    let value = if let Some(rest) = digits.strip_prefix('.') {
        Decimal::new(rest.parse::<i64>().ok()?, u32::try_from(rest.len()).ok()?)
    } else {
        Decimal::from_str_exact(digits.trim_end_matches('.')).ok()?
    };
    Some((value, shape))
}

/// Is the only `mark` followed by exactly three digits, and before it more than a bare zero?
fn three_after(text: &str, mark: char) -> bool {
    text.split_once(mark).is_some_and(|(a, b)| b.len() == 3 && a != "0")
}

/// Numerator and denominator of a vulgar fraction character.
#[must_use]
pub fn vulgar(c: char) -> Option<(i64, i64)> {
    Some(match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    })
}

/// The digit that a raised one stands for.
pub(super) fn superscript(c: char) -> Option<u32> {
    Some(match c {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴'..='⁹' => c as u32 - '⁰' as u32,
        _ => return None,
    })
}

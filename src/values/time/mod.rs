//! Times: from the slots of a rule's match to TIMEX3 values, intervals and EDTF.
//!
//! The pattern files say what words mean (`op = "weekday"`, `wd = 3`); here is only the calendar.
//! A [`TimeFrame`] holds the slots, a [`Context`] what they are resolved against, and
//! [`resolve`] gives a [`TimeValue`](crate::record::TimeValue). Values follow TIMEX3 (TimeML
//! 1.2.1), intervals are half-open, EDTF is ISO 8601-2.
//!
//! ```
//! use chrono::NaiveDate;
//! use claimgraph::values::time::{Context, Direction, TimeFrame, resolve};
//!
//! // "will vote on Tuesday", said on a Friday
//! let frame = TimeFrame::from_iter([("op", "weekday"), ("wd", "2")]);
//! let friday = NaiveDate::from_ymd_opt(2024, 4, 19);
//! let ctx = Context { doc_date: friday, direction: Direction::Future, ..Context::default() };
//! let time = resolve(&frame, &ctx).unwrap().time;
//! assert_eq!(time.value, "2024-04-23");
//! assert_eq!(time.to.as_deref(), Some("2024-04-24"));
//! ```
//!
//! | `op` | slots | example |
//! |---|---|---|
//! | `date` | `year` `month` `day` (`century` `yy`, `yshift`, `wd`, `dir`) | 7 October 2023 |
//! | `numdate` | `a` `b` `c` | 7/8/07 |
//! | `weekday` | `wd` (`dir`, `wshift`) | next Tuesday |
//! | `shift` | `n` `unit` `dir` (`anchor=last`, `gran`) | two days ago |
//! | `same` | `unit` | that year |
//! | `season` `quarter` `half` | `season`, `q`, year | the third quarter of 2009 |
//! | `decade` `century` | `yy` or year, `n` | the '80s |
//! | `holiday` | `holiday` = rule, year | Christmas Eve |
//! | `weekend` `weekof` `nthday` `dom` | | the first Monday of May |
//! | `clock` | `hour` `minute` `second` `ampm` `zone`, `pod` | 5 p.m. |
//! | `duration` `set` | `n` `unit` | two weeks; every Monday |
//! | `ref` | `value` | now |
//!
//! Everywhere: `pod` or clock slots put a time of day on a day, `part`/`mod` give the TIMEX3
//! modifier, `rel` (`since`, `until`, …) opens the interval.

mod cal;
mod clock;
mod context;
mod dates;
mod direction;
mod frame;
mod holiday;
mod in_text;
mod lengths;
mod nearest;
mod relative;
mod resolutions;
mod resolve;
mod tenses;
mod timeline;
mod written;

pub use cal::{Cal, Season, Unit};
pub use context::{Anchor, Asked, Context, Direction};
pub use direction::{Tense, direction};
pub use frame::TimeFrame;
pub use in_text::TimeNames;
pub use resolutions::Resolutions;
pub use resolve::{Resolved, resolve};
pub use timeline::Timeline;

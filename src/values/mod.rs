//! Typed values: numbers, quantities, units, times. Arithmetic and calendars; no words.

pub mod decimal;
pub mod number;
pub mod number_scan;
pub mod quantity;
pub mod unit;
pub mod time;

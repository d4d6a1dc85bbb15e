//! Typed values: numbers, quantities, units, times. Arithmetic and calendars; no words.

pub mod decimal;
pub mod hooks;
pub mod number;
pub mod number_scan;
pub mod quantity;
pub mod quantity_slots;
pub mod singular;
pub mod time;
pub mod unit;

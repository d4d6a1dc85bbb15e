//! Typed values: numbers, quantities, units, times. Arithmetic and calendars; no words.

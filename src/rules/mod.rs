//! Pattern files: reading, parsing, checking, compiling.

pub mod ast;

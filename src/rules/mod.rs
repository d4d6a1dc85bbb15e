//! Pattern files: reading, parsing, checking, compiling.
//!
//! [`ast::RuleSet::load`] turns the text of pattern files into an [`ast::RuleSet`] and a list of
//! [`diagnostic::Diagnostic`]s; nothing here reads the disk except [`files`].

pub mod ast;
pub mod check;
pub mod codes;
pub(crate) mod compact;
pub mod cursor;
pub mod diagnostic;
pub mod fields;
pub mod files;
mod fragments;
mod lexicons;
pub mod load;
pub mod parse;
pub mod print;
mod rule;
mod rule_tests;
pub mod schema;
pub(crate) mod suggest;
mod tables;
mod text;
pub mod types;

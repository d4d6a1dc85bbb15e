//! As much of the library's `rules` as it takes to read a pack.

#[path = "../src/rules/ast.rs"]
pub mod ast;
#[path = "../src/rules/codes.rs"]
pub mod codes;
#[path = "../src/rules/compact.rs"]
pub mod compact;
#[path = "../src/rules/cursor.rs"]
pub mod cursor;
#[path = "../src/rules/diagnostic.rs"]
pub mod diagnostic;
#[path = "../src/rules/fields.rs"]
pub mod fields;
#[path = "../src/rules/fragments.rs"]
mod fragments;
#[path = "../src/rules/lexicons.rs"]
mod lexicons;
#[path = "../src/rules/load.rs"]
pub mod load;
#[path = "../src/rules/parse/mod.rs"]
pub mod parse;
#[path = "../src/rules/rule.rs"]
mod rule;
#[path = "../src/rules/rule_tests.rs"]
mod rule_tests;
#[path = "../src/rules/suggest.rs"]
pub mod suggest;
#[path = "../src/rules/tables.rs"]
mod tables;
#[path = "../src/rules/text.rs"]
mod text;

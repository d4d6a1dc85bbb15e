//! Mentions with their slot tests, and constants.

use super::{Parsed, Parser, name_char, word_char};
use crate::rules::ast::{Atom, SlotTest};
use crate::rules::codes::Code;
use crate::rules::diagnostic::Diagnostic;

impl Parser<'_, '_> {
    pub(super) fn mention(&mut self) -> Parsed<Atom> {
        let kind = self.cursor.take_while(name_char).to_string();
        let mut tests = Vec::new();
        let opens = self.cursor.peek() == Some('{');
        if opens && !self.cursor.peek2().is_some_and(|c| c.is_ascii_digit()) {
            let start = self.cursor.pos();
            self.cursor.bump();
            loop {
                tests.push(self.slot_test(start)?);
                self.cursor.skip_space();
                if self.cursor.eat("}") {
                    break;
                }
                if !self.cursor.eat(",") {
                    return Err(self.bad_test(start));
                }
            }
        }
        Ok(Atom::Mention { kind, tests })
    }

    pub(super) fn slot_test(&mut self, start: usize) -> Parsed<SlotTest> {
        self.cursor.skip_space();
        let slot = self.cursor.take_while(name_char).to_string();
        self.cursor.skip_space();
        let negated = self.cursor.eat("!=");
        if slot.is_empty() || !(negated || self.cursor.eat("=")) {
            return Err(self.bad_test(start));
        }
        let mut values = Vec::new();
        loop {
            self.cursor.skip_space();
            let value = self.value();
            if value.is_empty() {
                return Err(self.bad_test(start));
            }
            values.push(value);
            self.cursor.skip_space();
            if !self.cursor.eat("|") {
                break;
            }
        }
        Ok(SlotTest { slot, values, negated })
    }

    pub(super) fn bad_test(&self, start: usize) -> Diagnostic {
        let at = self.cursor.at(start);
        Diagnostic::new(Code::BadSlotTest, "the slot test cannot be read", at)
            .help("`:type{slot=a|b, other!=c}`")
    }

    /// A bare or quoted constant; empty when there is none.
    pub(super) fn value(&mut self) -> String {
        let Some(quote @ ('"' | '\'')) = self.cursor.peek() else {
            return self.cursor.take_while(|c| word_char(c) || "-.+%/<>".contains(c)).to_string();
        };
        self.cursor.bump();
        let value = self.cursor.take_while(|c| c != quote && c != '\n').to_string();
        if self.cursor.eat("\"") || self.cursor.eat("'") { value } else { String::new() }
    }
}

//! Parts of patterns that do nothing, or can never match.

use std::collections::BTreeSet;

use super::pack::{Pack, items, patterns};
use crate::rules::ast::{Atom, Item, Pattern, Sequence, TokenClass};
use crate::rules::codes::Code;
use crate::rules::diagnostic::Diagnostic;

/// Gaps beyond this are warned about.
const LONG: u16 = 20;

pub(super) fn check(pack: &Pack<'_>, out: &mut Vec<Diagnostic>) {
    let mut said = BTreeSet::new();
    for rule in &pack.set.rules {
        for pattern in patterns(rule) {
            alternatives(pattern, out);
            anchors(pattern, out);
            items(pattern, &mut |item| {
                if !said.insert((item.at.file, item.at.range.start, item.at.range.end)) {
                    return;
                }
                part(pack, item, out);
                if let Atom::Group(inner) = &item.atom {
                    alternatives(inner, out);
                }
            });
        }
        for sequence in &rule.pattern.alternatives {
            edges(sequence, out);
        }
    }
}

fn part(pack: &Pack<'_>, item: &Item, out: &mut Vec<Diagnostic>) {
    match &item.atom {
        Atom::Gap { max } if *max > LONG => {
            let message = format!("a gap of {max} tokens");
            out.push(
                Diagnostic::new(Code::LongGap, message, item.at.clone())
                    .label(format!("more than {LONG}"))
                    .help("a shorter gap with `scope = \"clause\"`, or name what stands between"),
            );
        }
        Atom::Set { members, negated } => {
            for (i, member) in members.iter().enumerate() {
                if members[..i].contains(member) {
                    let message = format!("`{member}` stands twice in the set");
                    out.push(Diagnostic::new(Code::RepeatedMember, message, item.at.clone()));
                }
            }
            if *negated && members.contains(&Atom::Class(TokenClass::Any)) {
                let message = "no token is outside `<any>`";
                out.push(
                    Diagnostic::new(Code::NeverMatches, message, item.at.clone())
                        .label("never matches"),
                );
            }
        }
        Atom::Group(inner) if item.max > 1 && inner.alternatives.iter().any(may_be_empty) => {
            let message = "what is repeated may be empty";
            out.push(
                Diagnostic::new(Code::EmptyRepetition, message, item.at.clone())
                    .help("make one part of it mandatory: `( a b? )*` instead of `( a? b? )*`"),
            );
        }
        _ => {}
    }
    for atom in super::pack::atoms(item) {
        let Atom::Literal { tokens, exact: false } = atom else { continue };
        for token in tokens {
            let letters = token.chars().filter(|c| c.is_alphabetic()).count();
            let capitals = (2..=4).contains(&letters) && !token.chars().any(char::is_lowercase);
            if capitals && letters == token.chars().filter(|c| *c != '.').count() {
                let message = format!("`{token}` also matches \"{}\"", token.to_lowercase());
                out.push(
                    Diagnostic::new(Code::CapitalsFolded, message, pack.within(&item.at, token))
                        .help(format!("write '{token}' to keep the case")),
                );
            }
        }
    }
}

fn may_be_empty(sequence: &Sequence) -> bool {
    sequence.items.iter().all(|i| {
        i.min == 0
            || match &i.atom {
                Atom::Gap { .. } | Atom::Rest | Atom::Start | Atom::End | Atom::Bind { .. } => true,
                Atom::Group(inner) => inner.alternatives.iter().any(may_be_empty),
                _ => false,
            }
    })
}

/// A later alternative equal to an earlier one.
fn alternatives(pattern: &Pattern, out: &mut Vec<Diagnostic>) {
    let printed: Vec<String> = pattern.alternatives.iter().map(ToString::to_string).collect();
    for (i, sequence) in pattern.alternatives.iter().enumerate() {
        if let Some(first) = printed[..i].iter().position(|p| *p == printed[i]) {
            let earlier = &pattern.alternatives[first];
            out.push(
                Diagnostic::new(
                    Code::UnreachableAlternative,
                    "this alternative is never reached",
                    sequence.at.clone(),
                )
                .label("equal to an earlier one")
                .also(earlier.at.clone(), "the earlier one"),
            );
        }
    }
}

/// `^` behind a token, `$` before one.
fn anchors(pattern: &Pattern, out: &mut Vec<Diagnostic>) {
    for sequence in &pattern.alternatives {
        for (i, item) in sequence.items.iter().enumerate() {
            let beyond = match item.atom {
                Atom::Start => &sequence.items[..i],
                Atom::End => &sequence.items[i + 1..],
                _ => continue,
            };
            let token = beyond
                .iter()
                .find(|b| !may_be_empty(&Sequence { items: vec![(*b).clone()], at: b.at.clone() }));
            if let Some(token) = token {
                let side =
                    if item.atom == Atom::Start { "before the start" } else { "behind the end" };
                out.push(
                    Diagnostic::new(
                        Code::NeverMatches,
                        format!("nothing can stand {side} of the scope"),
                        item.at.clone(),
                    )
                    .also(token.at.clone(), "this would have to"),
                );
            }
        }
    }
}

/// A gap that begins or ends the pattern.
fn edges(sequence: &Sequence, out: &mut Vec<Diagnostic>) {
    let ends = [sequence.items.first(), sequence.items.last()];
    for item in ends.into_iter().flatten() {
        if matches!(item.atom, Atom::Gap { .. }) && item.capture.is_none() {
            out.push(
                Diagnostic::new(
                    Code::UselessEdge,
                    "a gap at the edge of the pattern",
                    item.at.clone(),
                )
                .label("takes no token")
                .help("delete it"),
            );
        }
    }
}

//! Running the rules that are tried at each token in turn.

use crate::matching::automaton::{Automaton, Walk};
use crate::matching::chart::Analysis;
use crate::matching::outline::outline;
use crate::matching::phase::{Hooks, Runner, scope};
use crate::matching::propose::Match;
use crate::patterns::engine::Engine;
use crate::patterns::scan::{Scan, ScanGroup};
use crate::rules::ast::Scope;

impl Runner {
    /// Find what stands of a group, from left to right; each match begins behind the one before.
    pub(super) fn scan(
        &mut self,
        engine: &Engine,
        group: &ScanGroup,
        mut automaton: Option<&mut Automaton>,
        analysis: &Analysis<'_>,
        hooks: &mut dyn Hooks,
    ) {
        if let Some(a) = &mut automaton {
            a.read(engine, analysis, &self.of_token);
        }
        let mut t = 0u32;
        while (t as usize) < analysis.tokens.len() {
            if automaton.as_ref().is_some_and(|a| !a.may_begin(analysis, t)) {
                t += 1;
                continue;
            }
            let mut best: Option<(i32, u32, usize)> = None;
            let mut known = None;
            let walk = automaton.as_mut().map_or(Walk::Unknown, |a| {
                let (_, high) = scope(analysis, Scope::Sentence, t);
                a.walk(engine, group, analysis, (t, high), &self.skip)
            });
            match walk {
                Walk::Nothing => {}
                Walk::Found(i, end) => {
                    known = automaton.as_mut().and_then(|a| a.captures(i, t));
                    if known.is_some() {
                        best = Some((0, end, i));
                    } else {
                        self.scan_at(engine, &group.scans[i], i, t, analysis, &mut best);
                        if let (Some(a), Some(_)) = (automaton.as_mut(), best) {
                            let rule = &engine.rules[group.scans[i].rule as usize];
                            outline(&self.events, rule, t, analysis, &mut self.outline);
                            a.remember(t, &self.outline);
                        }
                    }
                }
                Walk::Unknown => {
                    let mut left = group.candidates(analysis, t, &analysis.tokens[t as usize]);
                    while left != 0 {
                        let first = left.trailing_zeros() as usize;
                        left &= left - 1;
                        for i in (first..group.scans.len()).step_by(64) {
                            self.scan_at(engine, &group.scans[i], i, t, analysis, &mut best);
                        }
                    }
                }
            }
            let Some((_, end, i)) = best else {
                t += 1;
                continue;
            };
            let scan = &group.scans[i];
            let rule = &engine.rules[scan.rule as usize];
            let ground = engine.ground(analysis, scope(analysis, rule.scope, t));
            let outline = known.and_then(|k| automaton.as_ref().map(|a| a.outline(k)));
            let specificity = scan.program.weight;
            let found = Match { rule: scan.rule, span: (t, end), specificity, outline };
            let stands = self.propose(engine, &found, &ground, hooks);
            t = if stands { end } else { t + 1 };
        }
    }

    /// Try a scan rule at a token; the better of it and the best so far is kept, with its captures.
    fn scan_at(
        &mut self,
        engine: &Engine,
        scan: &Scan,
        number: usize,
        t: u32,
        analysis: &Analysis<'_>,
        best: &mut Option<(i32, u32, usize)>,
    ) {
        if self.skip.get(scan.rule as usize) == Some(&true) {
            return;
        }
        let rule = &engine.rules[scan.rule as usize];
        let ground = engine.ground(analysis, scope(analysis, rule.scope, t));
        self.forward.reset();
        let Some((end, head)) = self.forward.run::<true>(&scan.program, &ground, t) else { return };
        // Of equals the rule that stands first is kept.
        let better = |b: &(i32, u32, usize)| (rule.priority, end, b.2) > (b.0, b.1, number);
        if end > t && best.as_ref().is_none_or(better) {
            *best = Some((rule.priority, end, number));
            self.events.clear();
            self.forward.events(head, &mut self.events);
        }
    }
}

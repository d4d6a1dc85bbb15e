//! Which pieces belong to one vote.
//!
//! Pieces stand within two sentences of one another. A second tally, or a second count for a side
//! that has one, begins another vote; decisions and manners go to the nearest vote; a veto told
//! elsewhere in the text joins the vote whose losers the vetoers are among.

use super::pieces::{Number, Piece, Says, Side};

/// Sentences that may lie between two pieces of a vote.
const REACH: u32 = 2;

/// Pieces of a roll call that are looked through for its result.
const LIST: usize = 60;

/// The pieces of a vote, by index into all pieces.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub pieces: Vec<usize>,
    pub counts: [Option<Number>; 4],
    pub tally: Option<usize>,
    pub first: u32,
    pub last: u32,
    /// Paragraph of the last piece.
    pub block: u32,
}

impl Group {
    fn add(&mut self, i: usize, piece: &Piece) {
        if self.pieces.is_empty() {
            self.first = piece.sentence;
        }
        self.first = self.first.min(piece.sentence);
        self.last = self.last.max(piece.sentence);
        self.block = piece.block;
        self.pieces.push(i);
        match &piece.says {
            Says::Tally { .. } => self.tally = self.tally.or(Some(i)),
            Says::Count { side, number } => {
                self.counts[*side as usize].get_or_insert(*number);
            }
            _ => {}
        }
    }

    /// Would the piece contradict what the group has?
    fn conflicts(&self, piece: &Piece, pieces: &[Piece]) -> bool {
        match &piece.says {
            Says::Tally { first, second, .. } => match self.tally.map(|t| &pieces[t].says) {
                Some(Says::Tally { first: f, second: s, .. }) => {
                    (f.value, s.value) != (first.value, second.value)
                }
                _ => {
                    self.counts[Side::For as usize].is_some_and(|n| n.value != first.value)
                        && self.counts[Side::Against as usize]
                            .is_some_and(|n| n.value != second.value)
                }
            },
            // Nobody is named against where nobody voted so.
            Says::Names { side: Side::Against, .. } => match self.tally.map(|t| &pieces[t]) {
                Some(Piece { says: Says::Tally { first, second, .. }, sentence, .. }) => {
                    first.value.min(second.value) == 0 && piece.sentence > *sentence
                }
                _ => false,
            },
            Says::Count { side, number } => {
                let own = self.counts[*side as usize].is_some_and(|n| n.value != number.value);
                let in_tally = match self.tally.map(|t| &pieces[t].says) {
                    Some(Says::Tally { first, second, .. }) => {
                        matches!(side, Side::For | Side::Against)
                            && piece.sentence != pieces[self.tally.unwrap_or(0)].sentence
                            && ![first.value, second.value].contains(&number.value)
                            && number.value > 1
                    }
                    _ => false,
                };
                own || in_tally
            }
            _ => false,
        }
    }
}

/// "Twelve Greens voted in favour", told behind a tally of many more: some of those counted before.
fn of_party(group: &Group, piece: &Piece, pieces: &[Piece]) -> bool {
    let Says::Count { side: Side::For | Side::Against, number } = &piece.says else { return false };
    let Some(tally) = group.tally.map(|t| &pieces[t]) else { return false };
    let Says::Tally { first, second, .. } = &tally.says else { return false };
    let from = pieces.partition_point(|p| p.sentence < piece.sentence);
    let mut here = pieces[from..].iter().take_while(|p| p.sentence == piece.sentence);
    let decided = |p: &Piece| match &p.says {
        Says::Action { outcome, .. } => outcome != "vote",
        Says::Tally { .. } | Says::Count { side: Side::Against, .. } => true,
        _ => false,
    };
    piece.sentence > tally.sentence
        && piece.sentence <= group.last + REACH
        && (2..first.value.min(second.value)).contains(&number.value)
        && !here.any(decided)
}

/// A roll call in a paragraph of its own with its result behind it ("Bell, yes; Hart, no. Motion
/// failed 3-4."): `rest` are the pieces from this one on.
fn listed_before(group: &Group, piece: &Piece, rest: &[Piece]) -> bool {
    matches!(piece.says, Says::Names { .. })
        && group.tally.is_some()
        && group.block != piece.block
        && rest
            .iter()
            .take_while(|p| p.block == piece.block)
            .take(LIST)
            .any(|p| matches!(p.says, Says::Tally { .. }) && p.sentence > piece.sentence)
}

/// Does the piece alone show that there was a vote?
fn strong(piece: &Piece) -> bool {
    matches!(
        piece.says,
        Says::Tally { .. } | Says::Count { .. } | Says::Names { .. } | Says::Veto { .. }
    )
}

/// Group the pieces; groups in text order.
pub(super) fn group(pieces: &[Piece]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (i, piece) in pieces.iter().enumerate().filter(|(_, p)| strong(p)) {
        if groups.last().is_some_and(|g| of_party(g, piece, pieces)) {
            continue;
        }
        let fits = groups.last().is_some_and(|g| {
            piece.sentence <= g.last + REACH
                && !g.conflicts(piece, pieces)
                && !listed_before(g, piece, &pieces[i..])
                && (takes_up(g, piece) || !new_decision(g, piece, pieces))
        });
        match groups.last_mut() {
            Some(g) if fits => g.add(i, piece),
            _ => {
                let mut g = Group::default();
                g.add(i, piece);
                groups.push(g);
            }
        }
    }
    // A manner without counts is a vote of its own where a decision stands beside it.
    let mut alone: Vec<Group> = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        if let Says::Manner { .. } = piece.says {
            let at = groups.partition_point(|g| g.last < piece.sentence);
            let near = groups[at..].iter_mut().take(3).find(|g| g.first <= piece.sentence);
            match near {
                Some(g) => g.add(i, piece),
                None if alone.last().is_some_and(|g| g.last == piece.sentence) => {
                    if let Some(g) = alone.last_mut() {
                        g.add(i, piece);
                    }
                }
                None => {
                    let from = pieces.partition_point(|p| p.sentence < piece.sentence);
                    let mut here =
                        pieces[from..].iter().take_while(|p| p.sentence == piece.sentence);
                    let decided = here.any(|p| matches!(p.says, Says::Action { .. }))
                        || (is_poll(piece) && poll_decided(pieces, piece));
                    if decided {
                        let mut g = Group::default();
                        g.add(i, piece);
                        alone.push(g);
                    }
                }
            }
        }
    }
    // Those who wanted something else belong to the nearest vote.
    for (i, piece) in pieces.iter().enumerate() {
        if let Says::Wish { .. } = piece.says {
            let at = groups.partition_point(|g| g.last + REACH < piece.sentence);
            let near = groups[at..].iter_mut().take(3).filter(|g| {
                g.first <= piece.sentence + REACH
                    && (g.tally.is_some() || g.counts[Side::For as usize].is_some())
            });
            let apart = |g: &Group| {
                let outside = g.first.saturating_sub(piece.sentence) * 2;
                outside + piece.sentence.saturating_sub(g.last)
            };
            if let Some(g) = near.min_by_key(|g| apart(g)) {
                g.pieces.push(i);
            }
        }
    }
    groups.extend(alone);
    groups.sort_by_key(|g| g.pieces.iter().copied().min());
    groups
}

/// A vote of all citizens, whose decision may stand some sentences away.
fn is_poll(piece: &Piece) -> bool {
    matches!(&piece.says, Says::Manner { how } if how == "referendum")
}

/// Is a decision of the people told near?
fn poll_decided(pieces: &[Piece], poll: &Piece) -> bool {
    let from = pieces.partition_point(|p| p.sentence + REACH < poll.sentence);
    pieces[from..]
        .iter()
        .take_while(|p| p.sentence <= poll.sentence + REACH)
        .any(|p| matches!(p.says, Says::Action { people: true, .. }))
}

/// A veto of "the measure" is one of what was voted on before.
fn takes_up(group: &Group, piece: &Piece) -> bool {
    let counted = group.tally.is_some() || group.counts[0].is_some() || group.counts[1].is_some();
    counted && matches!(piece.says, Says::Veto { same: true, .. })
}

/// A tally in a later sentence that has its own decision is another vote.
fn new_decision(group: &Group, piece: &Piece, pieces: &[Piece]) -> bool {
    let counted = group.tally.is_some() || group.counts[0].is_some() || group.counts[1].is_some();
    let own = |sentence: u32| {
        let from = pieces.partition_point(|p| p.sentence < sentence);
        let mut here = pieces[from..].iter().take_while(|p| p.sentence == sentence);
        here.any(|p| matches!(&p.says, Says::Action { outcome, .. } if outcome != "vote"))
    };
    (counted || own(group.last))
        && piece.sentence > group.last
        && matches!(piece.says, Says::Tally { .. } | Says::Veto { .. })
        && own(piece.sentence)
}

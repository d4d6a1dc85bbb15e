//! The names of the rule pack that records are made by, found once for all documents.

use crate::lexis::lexicon::LexId;
use crate::matching::mention::ConstId;
use crate::patterns::engine::Engine;
use crate::values::time::TimeNames;

macro_rules! names {
    ($(#[$doc:meta])* $name:ident: $($variant:ident = $text:literal,)*) => {
        $(#[$doc])*
        // A slot may be called "part".
        #[allow(clippy::enum_variant_names)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $name {
            $($variant,)*
        }

        impl $name {
            const ALL: &'static [&'static str] = &[$($text,)*];
        }
    };
}

names! {
    /// A type of mention that records are made of or joined by.
    Kind:
    Actor = "actor",
    Anaphor = "anaphor",
    Attribution = "attribution",
    Claim = "claim",
    ClaimMore = "claim_more",
    Event = "event",
    Locus = "locus",
    Mark = "mark",
    Name = "name",
    Np = "np",
    OwnTime = "own_time",
    Quantity = "quantity",
    Sourced = "sourced",
    Time = "time",
    Vg = "vg",
    VoteAction = "vote_action",
    VoteDay = "vote_day",
    VoteMotion = "vote_motion",
    VoteSide = "vote_side",
    VoteSize = "vote_size",
    VoteTally = "vote_tally",
    VoteUnanimous = "vote_unanimous",
    VoteVeto = "vote_veto",
    VoteVoters = "vote_voters",
    VoteWish = "vote_wish",
}

names! {
    /// A slot that a rule may fill.
    Part:
    Abstain = "abstain",
    Act = "act",
    Action = "action",
    Bare = "bare",
    Body = "body",
    Content = "content",
    Counted = "counted",
    Course = "course",
    Cue = "cue",
    Day = "day",
    Event = "event",
    First = "first",
    Form = "form",
    Frame = "frame",
    Head = "head",
    How = "how",
    Inf = "inf",
    Mark = "mark",
    Modality = "modality",
    Motion = "motion",
    N = "n",
    Noun = "noun",
    Outcome = "outcome",
    Own = "own",
    Part = "part",
    Piece = "piece",
    Place = "place",
    Rel = "rel",
    Role = "role",
    Same = "same",
    Second = "second",
    Side = "side",
    Source = "source",
    Superseded = "superseded",
    Trigger = "trigger",
    Type = "type",
    Unit = "unit",
    Value = "value",
    Value2 = "value2",
    Verb = "verb",
    Voice = "voice",
    Who = "who",
}

names! {
    /// A lexicon that is asked.
    Lex:
    ActCertainty = "act-certainty",
    ActVictim = "act-victim",
    AgentPrep = "agent-prep",
    AnonymityPhrase = "anonymity-phrase",
    AsCue = "as-cue",
    AttributivePrep = "attributive-prep",
    AuxHave = "aux-have",
    BodyNoun = "body-noun",
    ClauseBreak = "clause-break",
    CliticPossessive = "clitic-possessive",
    ConceptLeft = "concept-left",
    ConceptRelative = "concept-relative",
    ConceptRight = "concept-right",
    ConceptSkip = "concept-skip",
    ConjCoord = "conj-coord",
    ConjSub = "conj-sub",
    ContentOpener = "content-opener",
    Country = "country",
    CountryAbbrev = "country-abbrev",
    CoursePrep = "course-prep",
    CueAdverb = "cue-adverb",
    Dash = "dash",
    Demonym = "demonym",
    DemonymPerson = "demonym-person",
    Det = "det",
    Duty = "duty",
    DutyModal = "duty-modal",
    Electorate = "electorate",
    FirstName = "first-name",
    GroupNoun = "group-noun",
    Happening = "happening",
    IndefiniteLead = "indefinite-lead",
    Intent = "intent",
    Locative = "locative",
    ModalCertainty = "modal-certainty",
    MotionEnd = "motion-end",
    MotionNoun = "motion-noun",
    MotionOpener = "motion-opener",
    Negation = "negation",
    OfActor = "of-actor",
    OfficialNoun = "official-noun",
    OrgSuffix = "org-suffix",
    OrgTail = "org-tail",
    Outlet = "outlet",
    OutletWord = "outlet-word",
    PartPrep = "part-prep",
    PersonNoun = "person-noun",
    PersonalAnaphor = "personal-anaphor",
    PersonalEvent = "personal-event",
    PlannedModal = "planned-modal",
    PossessiveAnaphor = "possessive-anaphor",
    PossessiveDet = "possessive-det",
    Refused = "refused",
    RelativeWord = "relative-word",
    ReportingVerb = "reporting-verb",
    ReportingVerbCore = "reporting-verb-core",
    RoleNoun = "role-noun",
    SharePrep = "share-prep",
    SideAgainst = "side-against",
    SideFor = "side-for",
    SincePrep = "since-prep",
    SourceBinder = "source-binder",
    SourceDocument = "source-document",
    SourceNoun = "source-noun",
    SourceVoice = "source-voice",
    StructureNoun = "structure-noun",
    SubjectPron = "subject-pron",
    TargetPrep = "target-prep",
    TimeBound = "time-bound",
    Title = "title",
    TitleGender = "title-gender",
    TriggerNoun = "trigger-noun",
    TriggerNounEnding = "trigger-noun-ending",
    TriggerSense = "trigger-sense",
    UndatedPrep = "undated-prep",
    UndergoVerb = "undergo-verb",
    ViolentType = "violent-type",
    VoteCourse = "vote-course",
    VoteNoun = "vote-noun",
    VoteOccasion = "vote-occasion",
    VoterNoun = "voter-noun",
    VotingBody = "voting-body",
    WeaponNoun = "weapon-noun",
}

names! {
    /// A constant that a rule or lexicon may give.
    Word:
    Copula = "copula",
    Country = "country",
    Group = "group",
    Light = "light",
    Noun = "noun",
    Org = "org",
    Participle = "participle",
    Passive = "passive",
    Person = "person",
    Place = "place",
    State = "state",
    Unknown = "unknown",
}

/// The ids of those names in an engine; what its pack does not have is left out.
#[derive(Clone, Debug)]
pub struct Names {
    kinds: [u16; Kind::ALL.len()],
    parts: [u16; Part::ALL.len()],
    lexicons: [Option<LexId>; Lex::ALL.len()],
    words: [Option<ConstId>; Word::ALL.len()],
    /// What times need.
    pub(super) times: TimeNames,
    /// For each row of memberships the lexicons among [`Lex`] that its words are in.
    rows: Vec<Set>,
    /// Those among [`Lex`] whose entries are the same in any case.
    folding: Set,
    /// How many names of kinds and slots and how many constants the engine had.
    known: (usize, usize, usize),
}

/// A set of [`Lex`], one bit each.
pub(super) type Set = u128;

const _: () = assert!(Lex::ALL.len() <= Set::BITS as usize);

/// No mention and no slot has this id.
const ABSENT: u16 = u16::MAX;

impl Names {
    /// Looks the names up.
    #[must_use]
    pub fn of(engine: &Engine) -> Self {
        let lexicons: [Option<LexId>; Lex::ALL.len()] =
            std::array::from_fn(|i| engine.lexicons.id(Lex::ALL[i]));
        let mut asked = vec![0; engine.lexicons.len()];
        let mut folding = 0;
        for (i, id) in lexicons.iter().enumerate() {
            if let Some(id) = *id {
                asked[id as usize] = 1 << i;
                folding |= Set::from(engine.lexicons.folds_case(id)) << i;
            }
        }
        let row = |row| engine.lexicons.members_of_row(row).fold(0, |s, l| s | asked[l as usize]);
        Self {
            times: TimeNames::of(engine),
            rows: (0..engine.lexicons.rows()).map(row).collect(),
            folding,
            kinds: std::array::from_fn(|i| engine.kinds.get(Kind::ALL[i]).unwrap_or(ABSENT)),
            parts: std::array::from_fn(|i| engine.slots.get(Part::ALL[i]).unwrap_or(ABSENT)),
            lexicons,
            words: std::array::from_fn(|i| engine.constants.find(Word::ALL[i])),
            known: Self::known(engine),
        }
    }

    fn known(engine: &Engine) -> (usize, usize, usize) {
        (engine.kinds.len(), engine.slots.len(), engine.constants.len())
    }

    /// Has the engine learned no name since?
    pub(super) fn are_current(&self, engine: &Engine) -> bool {
        self.known == Self::known(engine)
    }

    #[inline]
    pub(super) fn kind(&self, kind: Kind) -> u16 {
        self.kinds[kind as usize]
    }

    #[inline]
    pub(super) fn part(&self, part: Part) -> u16 {
        self.parts[part as usize]
    }

    /// The number of the constant; none if no rule or lexicon gives it.
    #[inline]
    pub(super) fn word(&self, word: Word) -> Option<ConstId> {
        self.words[word as usize]
    }

    #[inline]
    pub(super) fn lexicon(&self, lexicon: Lex) -> Option<LexId> {
        self.lexicons[lexicon as usize]
    }

    /// The lexicons that the words with this row of memberships are in.
    #[inline]
    pub(super) fn of_row(&self, row: u32) -> Set {
        self.rows.get(row as usize).copied().unwrap_or(0)
    }

    /// Are the lexicon's entries the same in any case?
    #[inline]
    pub(super) fn folds_case(&self, lexicon: Lex) -> bool {
        self.folding & lexicon.bit() != 0
    }
}

impl Word {
    /// As it is written.
    pub(super) fn text(self) -> &'static str {
        Self::ALL[self as usize]
    }
}

impl Lex {
    /// The set of this lexicon alone.
    #[inline]
    pub(super) fn bit(self) -> Set {
        1 << self as u32
    }
}

//! What every document begins with, and the events that grow in it.

use crate::{
    id::{AreaId, DocId, EventId, PersonId},
    role::{Role, Scope},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $word:literal;)*) => {
        /// The kinds of document. One document is one thing that one group may read.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum DocKind {
            $($(#[$doc])*
            #[serde(rename = $word)]
            $kind,)*
        }

        impl DocKind {
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// The word that stands for it in documents and tables.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$kind => $word,)*
                }
            }
        }
    };
}

kinds! {
    /// A resident's profile and preferences.
    Person = "person";
    /// A care request with everything that happens to it.
    Care = "care";
    /// What caregivers see of a care request before one of them is assigned.
    Offer = "offer";
    /// An application for a public service with everything that happens to it.
    Application = "application";
    /// A resident's consent to what somebody of the desk does for them.
    Consent = "consent";
}

impl DocKind {
    /// The kind for which `word` stands, where this version knows it.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|kind| kind.word() == word)
    }
}

/// Written once, in a document's first change; never altered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The version of the document's layout.
    pub format: u32,
    pub id: DocId,
    pub kind: DocKind,
    /// The resident whom it is about.
    pub resident: PersonId,
    /// The area that looks after the resident: the one written first, or where the centre
    /// has written another beside the header, that one.
    pub area: AreaId,
}

impl Header {
    /// The layout that this version writes.
    pub const FORMAT: u32 = 1;

    /// A header of the current format. An offer's `resident` is never read from
    /// it by caregivers: offers are written with the zero id.
    #[must_use]
    pub const fn new(id: DocId, kind: DocKind, resident: PersonId, area: AreaId) -> Self {
        Self {
            format: Self::FORMAT,
            id,
            kind,
            resident,
            area,
        }
    }

    /// Who may read the document. `assigned` is the caregiver who has it now.
    #[must_use]
    pub fn scopes(&self, assigned: Option<PersonId>) -> Vec<Scope> {
        match self.kind {
            // An application's office is in the document: see `Contents::scopes`.
            DocKind::Person | DocKind::Application | DocKind::Consent => vec![
                Scope::Person(self.resident),
                Scope::AreaWorker(self.area.clone()),
            ],
            DocKind::Care => {
                let mut scopes = vec![
                    Scope::Person(self.resident),
                    Scope::AreaWorker(self.area.clone()),
                ];
                scopes.extend(assigned.map(Scope::Person));
                scopes
            }
            DocKind::Offer => vec![Scope::AreaCaregiver(self.area.clone())],
        }
    }
}

/// Who did something, and as what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Author {
    pub person: PersonId,
    /// The role of the account used.
    pub role: Role,
}

/// One entry of a document's append-only list. Events are never altered or
/// removed; state is folded from them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event<What> {
    /// Its key in the list.
    pub id: EventId,
    /// One more than the highest turn its author knew of in this document. Order
    /// is by turn, so a wrong clock cannot reorder what happened.
    pub turn: u64,
    /// The author's clock, put right by the centre's where known. For display.
    pub at: Timestamp,
    pub by: Author,
    pub what: What,
}

/// The order in which every device reads events: by turn, then by id.
#[must_use]
pub fn in_order<What>(events: &[Event<What>]) -> Vec<&Event<What>> {
    let mut ordered: Vec<_> = events.iter().collect();
    ordered.sort_by_key(|event| (event.turn, event.id));
    ordered
}

/// The turn of the next event in a document that holds `events`.
#[must_use]
pub fn next_turn<What>(events: &[Event<What>]) -> u64 {
    events
        .iter()
        .map(|event| event.turn)
        .max()
        .unwrap_or(0)
        .saturating_add(1)
}

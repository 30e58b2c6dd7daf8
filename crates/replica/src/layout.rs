//! Where each part of a document stands in Automerge, and how one part is read back.
//!
//! Root keys: `header`, `area` (where its resident has moved to), `devices`, `kind`, `terms`,
//! `when`, `place`, `service`, `version`, `office`, `bundle` hold JSON texts; `answers`,
//! `events`, `profile`, `preferences` are maps made in the first change, so that
//! no two devices ever make the same map twice.

use automerge::{Automerge, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value as Amv};
use linli_domain::{answer::Value, document::DocKind};
use serde::{Serialize, de::DeserializeOwned};

pub(crate) const HEADER: &str = "header";
pub(crate) const AREA: &str = "area";
pub(crate) const DEVICES: &str = "devices";
pub(crate) const KIND: &str = "kind";
pub(crate) const TERMS: &str = "terms";
pub(crate) const SERVICE: &str = "service";
pub(crate) const VERSION: &str = "version";
pub(crate) const OFFICE: &str = "office";
pub(crate) const BUNDLE: &str = "bundle";
pub(crate) const WHEN: &str = "when";
pub(crate) const PLACE: &str = "place";
pub(crate) const ANSWERS: &str = "answers";
pub(crate) const EVENTS: &str = "events";
pub(crate) const PROFILE: &str = "profile";
pub(crate) const PREFERENCES: &str = "preferences";

/// Longest text of one part, in bytes: 4,000 characters of words, each escaped.
pub(crate) const MAX_PART_BYTES: usize = 32 * 1024;

/// The maps of a document of `kind`.
pub(crate) const fn maps(kind: DocKind) -> &'static [&'static str] {
    match kind {
        DocKind::Person => &[PROFILE, PREFERENCES],
        DocKind::Care | DocKind::Application => &[ANSWERS, EVENTS],
        DocKind::Offer | DocKind::Consent => &[EVENTS],
    }
}

/// The parts of a document of `kind` that its first change writes beside the header,
/// and no later one.
pub(crate) const fn written_once(kind: DocKind) -> &'static [&'static str] {
    match kind {
        DocKind::Person | DocKind::Consent => &[],
        DocKind::Care => &[KIND],
        DocKind::Offer => &[TERMS],
        DocKind::Application => &[SERVICE, VERSION, OFFICE, BUNDLE],
    }
}

/// A document that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ReplicaError {
    /// The bytes are no Automerge document.
    #[error("could not load the document")]
    Load(#[source] Box<automerge::AutomergeError>),
    /// The bytes are not what was saved.
    #[error("the document is damaged")]
    Damaged,
    /// It is larger than any document may be.
    #[error("the document is too large to be read")]
    Large,
    /// A change could not be made.
    #[error("could not change the document")]
    Change(#[source] Box<automerge::AutomergeError>),
    /// A part is missing or of another form than this version knows.
    #[error("could not read `{0}` in the document")]
    Part(&'static str),
    /// An edit that is not for this kind of document.
    #[error("an edit for another kind of document")]
    Misplaced,
    /// A change that would change nothing.
    #[error("nothing to change")]
    Nothing,
}

impl From<automerge::AutomergeError> for ReplicaError {
    fn from(error: automerge::AutomergeError) -> Self {
        Self::Change(Box::new(error))
    }
}

/// Plain data as the JSON text that stands in the document.
pub(crate) fn to_text<T: Serialize>(part: &T) -> String {
    // Every part is plain data with text keys, for which this cannot fail.
    serde_json::to_string(part).unwrap_or_default()
}

/// The text at `key` of `obj`.
pub(crate) fn text_at(doc: &Automerge, obj: &ObjId, key: &str) -> Option<String> {
    match doc.get(obj, key).ok()?? {
        (Amv::Scalar(scalar), _) => match scalar.as_ref() {
            ScalarValue::Str(text) => Some(text.to_string()),
            _ => None,
        },
        (Amv::Object(ObjType::Text), id) => doc.text(&id).ok(),
        (Amv::Object(_), _) => None,
    }
}

/// The part at a root key, from its JSON text.
pub(crate) fn part<T: DeserializeOwned>(doc: &Automerge, key: &str) -> Option<T> {
    serde_json::from_str(&text_at(doc, &ROOT, key)?).ok()
}

/// The map at a root key.
pub(crate) fn map(doc: &Automerge, key: &str) -> Option<ObjId> {
    match doc.get(ROOT, key).ok()?? {
        (Amv::Object(ObjType::Map), id) => Some(id),
        _ => None,
    }
}

/// A value of the answers.
pub(crate) fn answer(doc: &Automerge, value: &Amv<'_>, id: &ObjId) -> Option<Value> {
    match value {
        Amv::Object(ObjType::Text) => doc.text(id).ok().map(Value::Text),
        Amv::Scalar(scalar) => match scalar.as_ref() {
            ScalarValue::Str(text) => serde_json::from_str(text).ok(),
            _ => None,
        },
        Amv::Object(_) => None,
    }
}

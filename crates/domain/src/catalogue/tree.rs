//! A rule's condition as the centre read it, so that no device needs a parser.

use serde::{Deserialize, Serialize};

/// A condition in parts. Written as JSON that a person can read: `80` and `"yes"` stand
/// for themselves, a list is its first word done to the rest, as in
/// `["_>=_", ["profile", "age"], 80]`.
///
/// A word that a device does not know makes that one rule unknown, never the catalogue
/// unreadable; so the shape has no names of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Tree {
    Truth(bool),
    Number(i64),
    /// A text; as the first of a list, what to do with the others.
    Text(String),
    /// Something done to something.
    Of(Vec<Tree>),
}

impl Tree {
    /// The `name` done to `parts`.
    #[must_use]
    pub fn of(name: &str, parts: impl IntoIterator<Item = Self>) -> Self {
        let name = std::iter::once(Self::Text(name.to_owned()));
        Self::Of(name.chain(parts).collect())
    }

    /// Something with the name of a field.
    #[must_use]
    pub fn named(name: &str, field: &str) -> Self {
        Self::of(name, [Self::Text(field.to_owned())])
    }
}

/// Why a rule's text is no condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleMistake {
    /// In which line of the text, from 1.
    pub line: usize,
    /// What is wrong, for the catalogue's author.
    pub reason: String,
}

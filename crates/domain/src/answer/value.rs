//! What an answer is, and the answers of one form.

use super::parts::{Address, BlobRef, Contact, DayWindow, SignedName};
use crate::time::{Date, Minute};
use serde::{Deserialize, Serialize};
use std::{borrow::Borrow, collections::BTreeMap, fmt};

/// A question's id within its form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldId(pub String);

impl Borrow<str> for FieldId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FieldId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An answer. In JSON `{"text":"…"}`, `{"choice":"…"}` and so on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Words, a telephone number, an ID number, a bank card.
    Text(String),
    /// A whole number; an amount in fen.
    Number(i64),
    Yes(bool),
    Choice(String),
    Choices(Vec<String>),
    Date(#[serde(with = "crate::time::day")] Date),
    Time(Minute),
    Address(Address),
    /// A day and a part of it.
    DayWindow(DayWindow),
    /// Pictures, which are kept elsewhere.
    Photos(Vec<BlobRef>),
    /// A name put under what was written.
    Signature(SignedName),
    /// Somebody else: who helps, who may be called.
    Person(Contact),
    /// "I do not know", where the question allows it.
    NotKnown,
}

/// The answers of one form, each under the id of its question.
pub type Answers = BTreeMap<FieldId, Value>;

//! Answers that have parts: an address, a wished time, pictures, a signature, a person.

use super::{AnswerError, phone, words::fits};
use crate::time::{Date, Window};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Most bytes of a drawn signature: some thousand points.
pub const MAX_STROKES_BYTES: usize = 16 * 1024;
/// Most characters of each part in words.
const MAX_PART_CHARS: u32 = 60;
/// Most characters of a picture's name.
pub const MAX_NAME_CHARS: u32 = 120;
/// A signature is drawn on a square of this many units.
const SQUARE: u32 = 1000;
/// A signature spreads over at least so many of them, along or across.
const SMALLEST_SIGNATURE: u32 = 100;

/// Where someone lives, within their area.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Building, block or house.
    pub building: String,
    /// Entrance; may be empty.
    pub unit: String,
    /// Room; may be empty.
    pub room: String,
}

/// A day and the part of it that is wished for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayWindow {
    #[serde(with = "crate::time::day")]
    pub date: Date,
    /// The part of the day.
    pub window: Window,
}

/// The SHA-256 of a picture: 64 hexadecimal digits in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BlobHash(String);

/// A text that is no hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a hash is 64 hexadecimal digits in lower case")]
pub struct NotAHash;

impl BlobHash {
    /// From the digest itself.
    #[must_use]
    pub fn of_digest(digest: [u8; 32]) -> Self {
        Self(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The 64 hexadecimal digits, in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for BlobHash {
    type Error = NotAHash;
    fn try_from(text: String) -> Result<Self, NotAHash> {
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() == 64 && text.bytes().all(is_hex) {
            Ok(Self(text))
        } else {
            Err(NotAHash)
        }
    }
}

impl From<BlobHash> for String {
    fn from(hash: BlobHash) -> Self {
        hash.0
    }
}

impl fmt::Display for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A picture that is kept elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlobRef {
    /// What it is found and checked by.
    pub hash: BlobHash,
    pub bytes: u64,
    /// How it was called where it came from.
    pub name: String,
}

/// A name put under what was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SignedName {
    /// Drawn: strokes parted by `;`, points by a space, `x,y` each, from 0 to 1000.
    Drawn(String),
    /// Typed, by those who cannot or do not wish to draw.
    Typed(String),
}

/// Somebody else: who helps, who may be called.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    pub name: String,
    pub phone: String,
    /// What they are to the person asked; may be empty.
    pub relation: String,
}

fn is_blank(words: &str) -> bool {
    words.trim().is_empty()
}

/// Nothing at all: passed over where that is allowed.
const fn nothing(is_optional: bool) -> Result<(), AnswerError> {
    if is_optional {
        Ok(())
    } else {
        Err(AnswerError::Required)
    }
}

pub(super) fn check_address(address: &Address, is_optional: bool) -> Result<(), AnswerError> {
    let parts = [&address.building, &address.unit, &address.room];
    parts
        .iter()
        .try_for_each(|part| fits(part, MAX_PART_CHARS))?;
    if parts.iter().all(|part| is_blank(part)) {
        nothing(is_optional)
    } else if is_blank(&address.building) {
        Err(AnswerError::NoBuilding)
    } else {
        Ok(())
    }
}

pub(super) fn check_photos(
    photos: &[BlobRef],
    max: u32,
    is_optional: bool,
) -> Result<(), AnswerError> {
    if photos.is_empty() {
        return nothing(is_optional);
    }
    if u32::try_from(photos.len()).is_ok_and(|count| count <= max) {
        photos
            .iter()
            .try_for_each(|photo| fits(&photo.name, MAX_NAME_CHARS))
    } else {
        Err(AnswerError::TooManyPhotos { max })
    }
}

pub(super) fn check_signature(
    signature: &SignedName,
    is_optional: bool,
) -> Result<(), AnswerError> {
    match signature {
        SignedName::Drawn(words) | SignedName::Typed(words) if is_blank(words) => {
            nothing(is_optional)
        }
        SignedName::Typed(name) => fits(name, MAX_PART_CHARS),
        SignedName::Drawn(strokes) if !is_drawn(strokes) => Err(AnswerError::NotASignature),
        SignedName::Drawn(strokes) if is_dot(strokes) => Err(AnswerError::SignatureTooSmall),
        SignedName::Drawn(_) => Ok(()),
    }
}

/// Whether somebody signed: wrote a name, or drew more than a dot.
#[must_use]
pub fn is_signature(signature: &SignedName) -> bool {
    let is_something = match signature {
        SignedName::Drawn(text) | SignedName::Typed(text) => !is_blank(text),
    };
    is_something && check_signature(signature, false).is_ok()
}

/// Whether it spreads so little over the square that nobody can have written a name.
fn is_dot(strokes: &str) -> bool {
    let points = || {
        strokes
            .split([';', ' '])
            .filter_map(|at| at.split_once(','))
    };
    let spread = |all: &[u32]| {
        let (first, last) = (all.iter().min(), all.iter().max());
        first.zip(last).map_or(0, |(first, last)| last - first)
    };
    let along =
        |part: fn((&str, &str)) -> Option<u32>| -> Vec<u32> { points().filter_map(part).collect() };
    let wide = spread(&along(|(x, _)| x.parse().ok()));
    let high = spread(&along(|(_, y)| y.parse().ok()));
    wide.max(high) < SMALLEST_SIGNATURE
}

fn is_drawn(strokes: &str) -> bool {
    let is_measure = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number && text.parse::<u32>().is_ok_and(|measure| measure <= SQUARE)
    };
    let is_point = |text: &str| {
        text.split_once(',')
            .is_some_and(|(x, y)| is_measure(x) && is_measure(y))
    };
    strokes.len() <= MAX_STROKES_BYTES
        && strokes
            .split(';')
            .all(|stroke| stroke.split(' ').all(is_point))
}

pub(super) fn check_contact(contact: &Contact, is_optional: bool) -> Result<(), AnswerError> {
    let parts = [&contact.name, &contact.phone, &contact.relation];
    parts
        .iter()
        .try_for_each(|part| fits(part, MAX_PART_CHARS))?;
    if parts.iter().all(|part| is_blank(part)) {
        nothing(is_optional)
    } else if is_blank(&contact.name) {
        Err(AnswerError::NoName)
    } else if is_blank(&contact.phone) {
        Err(AnswerError::NotAPhone)
    } else {
        phone::check(&contact.phone)
    }
}

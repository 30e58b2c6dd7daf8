//! The nouns and rules of Linli: ids, roles, documents' contents, folds from
//! events to states, and who may write what.
//!
//! Pure: no clock, no randomness, no I/O and no text for people. Time and ids
//! are passed in; words live in `locales/` and `catalogue/`.

pub mod access;
pub mod answer;
pub mod application;
pub mod care;
pub mod catalogue;
pub mod contents;
pub mod document;
pub mod form;
pub mod grade;
pub mod id;
pub mod offer;
pub mod person;
pub mod photo;
pub mod profile;
pub mod recur;
pub mod role;
pub mod text;
pub mod time;
pub mod tracking;
pub mod why;
pub mod workday;

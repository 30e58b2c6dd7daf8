//! What a part shows of itself to the gallery and to the golden tests.

use yew::prelude::*;

/// A part in one of its states, for the gallery and the golden tests.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// What state it shows; a file name and an id, not for people.
    pub name: &'static str,
    pub html: Html,
}

impl Example {
    #[must_use]
    pub const fn new(name: &'static str, html: Html) -> Self {
        Self { name, html }
    }
}

/// Makes the examples of one part.
pub type Examples = fn() -> Vec<Example>;

//! What is reported when the town does not keep its word.

use std::fmt;

/// A law of the town that was broken, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    /// Which law; two failures of one law count as the same when a list of steps is cut.
    pub(crate) law: &'static str,
    /// What was seen.
    pub(crate) seen: String,
}

/// Stands in the place of a law where a step ended because a disk is full: that breaks none.
const NO_ROOM: &str = "there is room";

impl Broken {
    /// A disk is full.
    pub(crate) fn no_room(seen: impl Into<String>) -> Self {
        Self {
            law: NO_ROOM,
            seen: seen.into(),
        }
    }

    pub(crate) fn is_no_room(&self) -> bool {
        self.law == NO_ROOM
    }
}

/// What goes well, or breaks a law.
pub(crate) type Kept<T = ()> = Result<T, Broken>;

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.law, self.seen)
    }
}

/// Fails where `is` does not hold.
pub(crate) fn law(is: bool, law: &'static str, seen: impl FnOnce() -> String) -> Kept {
    if is {
        Ok(())
    } else {
        Err(Broken { law, seen: seen() })
    }
}

/// Fails where something that must never fail did.
pub(crate) fn never_fails<T, E: std::error::Error>(
    result: Result<T, E>,
    law: &'static str,
) -> Kept<T> {
    result.map_err(|error| {
        let mut seen = error.to_string();
        let mut cause = error.source();
        while let Some(inner) = cause {
            seen = format!("{seen}: {inner}");
            cause = inner.source();
        }
        Broken { law, seen }
    })
}

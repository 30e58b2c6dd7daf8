//! The word with which `/metrics` is answered beside everything else.

use serde::Deserialize;
use std::fmt;

/// Shortest token of a monitor.
pub(super) const LEAST_TOKEN: usize = 16;

/// The word that a monitor shows. It is never written into a log.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct MetricsToken(String);

impl MetricsToken {
    /// Whether it is too short to be a secret.
    pub(super) fn is_short(&self) -> bool {
        self.0.len() < LEAST_TOKEN
    }

    /// Whether `given` is the token. Takes as long for every word of its length.
    #[must_use]
    pub fn is(&self, given: &str) -> bool {
        let (own, given) = (self.0.as_bytes(), given.as_bytes());
        let differ = own
            .iter()
            .zip(given)
            .fold(0, |differ, (a, b)| differ | (a ^ b));
        own.len() == given.len() && differ == 0
    }
}

impl From<String> for MetricsToken {
    fn from(token: String) -> Self {
        Self(token)
    }
}

impl fmt::Debug for MetricsToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MetricsToken")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_not_shown_and_only_the_whole_of_it_fits() {
        let token = MetricsToken::from("0123456789abcdef".to_owned());
        assert_eq!(format!("{token:?}"), "MetricsToken");
        assert!(token.is("0123456789abcdef"));
        for other in [
            "",
            "0123456789abcde",
            "0123456789abcdefg",
            "0123456789abcdeF",
        ] {
            assert!(!token.is(other), "{other}");
        }
    }
}

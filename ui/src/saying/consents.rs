//! What a resident lets others do, in words.

use super::moment_inside_words;
use crate::hooks::{Here, Words};
use linli_api::view::ConsentLine;
use linli_domain::consent::{Assent, Permission};
use yew::AttrValue;

/// What somebody may do for a resident.
pub(crate) const fn permission_words(what: Permission) -> &'static str {
    match what {
        Permission::Care => "consent-care",
        Permission::Apply => "consent-apply",
        Permission::Details => "consent-details",
    }
}

/// How and when the resident said yes.
pub(crate) fn assent_words(words: &Words, here: &Here, line: &ConsentLine) -> AttrValue {
    let at = moment_inside_words(words, here, line.given_at);
    let at = ("at", at.as_str().into());
    match &line.grant.how {
        Assent::Signed { .. } => words.with("consent-signed", &[at]),
        Assent::Witnessed { witness } => words.with(
            "consent-witnessed",
            &[at, ("witness", witness.as_str().into())],
        ),
    }
}

/// Until when it holds, or since when it does not.
pub(crate) fn consent_term_words(words: &Words, here: &Here, line: &ConsentLine) -> AttrValue {
    if let Some(at) = line.ended_at {
        let at = moment_inside_words(words, here, at);
        return words.with("consent-taken-back", &[("at", at.as_str().into())]);
    }
    let day = words.near_day_inside(line.grant.until, here.today());
    let key = if line.holds {
        "consent-until"
    } else {
        "consent-over"
    };
    words.with(key, &[("day", day.as_str().into())])
}

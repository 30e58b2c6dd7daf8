//! Names of identity papers, and how their numbers look.

use crate::hooks::Words;
use linli_domain::answer::IdentityPaper as Paper;
use yew::prelude::*;

pub(crate) fn paper_words(words: &Words, paper: Paper) -> AttrValue {
    words.text(match paper {
        Paper::ResidentCard => "paper-resident-card",
        Paper::ResidencePermit => "paper-residence-permit",
        Paper::HomeReturnPermit => "paper-home-return-permit",
        Paper::TaiwanPermit => "paper-taiwan-permit",
        Paper::ForeignerCard => "paper-foreigner-card",
        Paper::Passport => "paper-passport",
        Paper::FirstCard => "paper-first-card",
    })
}

/// Which paper, and how its number looks; `None` for the card that most people have, of which
/// the question itself speaks.
pub(crate) fn paper_number_words(words: &Words, paper: Paper) -> Option<AttrValue> {
    let key = match paper {
        Paper::ResidentCard => return None,
        Paper::ResidencePermit => "paper-residence-permit-number",
        Paper::HomeReturnPermit => "paper-home-return-permit-number",
        Paper::TaiwanPermit => "paper-taiwan-permit-number",
        Paper::ForeignerCard => "paper-foreigner-card-number",
        Paper::Passport => "paper-passport-number",
        Paper::FirstCard => "paper-first-card-number",
    };
    let (paper, number) = (paper_words(words, paper), words.text(key));
    let args = [
        ("paper", paper.as_str().into()),
        ("number", number.as_str().into()),
    ];
    Some(words.with("paper-number", &args))
}

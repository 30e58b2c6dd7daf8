//! Words for answers.

use super::{address_words, doors::staircase_words, list_words, paper_words};
use crate::hooks::{Here, Words};
use linli_domain::answer::{
    Address, IdentityPaper, Question, QuestionKind, SignedName, Value, masked, money,
};
use yew::prelude::*;

/// An answer. The number of a paper or a card is shown by its end only: nobody who looks
/// over a shoulder needs it in full.
pub(crate) fn value_words(
    words: &Words,
    here: &Here,
    question: &Question,
    value: &Value,
) -> AttrValue {
    let kind = &question.kind;
    match value {
        Value::Text(text) if *kind == QuestionKind::IdNumber => {
            with_paper(words, text, &masked(value, kind))
        }
        Value::Text(_) if kind.is_paper_number() => masked(value, kind).into(),
        Value::Text(text) => text.clone().into(),
        Value::Number(number) => number_words(words, here, kind, *number),
        Value::Yes(yes) => yes_or_no_words(words, here, question, *yes),
        Value::Choice(id) => option_words(here, kind, id),
        Value::Choices(ids) if ids.is_empty() => words.text("answer-none"),
        Value::Choices(ids) => {
            let names: Vec<_> = ids.iter().map(|id| option_words(here, kind, id)).collect();
            list_words(words, &names).into()
        }
        Value::Date(date) => words.day_and_year(*date),
        Value::Time(minute) => words.clock(*minute),
        Value::Address(address) => home_words(words, here, address),
        Value::DayWindow(wish) => {
            let (from, to) = (words.clock(wish.window.from), words.clock(wish.window.to));
            format!("{} {from}–{to}", words.day_and_year(wish.date)).into()
        }
        Value::Photos(photos) => words.with("answer-photos", &[("count", photos.len().into())]),
        Value::Signature(SignedName::Typed(name)) => name.clone().into(),
        Value::Signature(SignedName::Drawn(_)) => words.text("answer-signed"),
        Value::Person(contact) => {
            without_empty(&[&contact.name, &contact.relation, &contact.phone], " ").into()
        }
        Value::NotKnown => not_known_words(words, kind),
    }
}

/// An answer with nothing left out, for who must tell it from another.
pub(crate) fn whole_words(
    words: &Words,
    here: &Here,
    question: &Question,
    value: &Value,
) -> AttrValue {
    match value {
        Value::Text(text) if question.kind == QuestionKind::IdNumber => {
            with_paper(words, text, IdentityPaper::read(text).1)
        }
        Value::Text(text) => text.clone().into(),
        value => value_words(words, here, question, value),
    }
}

/// "Yes" or "no" as the question says it, else the usual words.
pub(crate) fn yes_or_no_words(
    words: &Words,
    here: &Here,
    question: &Question,
    yes: bool,
) -> AttrValue {
    let usual = if yes { "answer-yes" } else { "answer-no" };
    let own = question.yes_or_no(yes);
    own.map_or_else(|| words.text(usual), |own| here.local(own))
}

/// "I do not know"; of a paper, that it is not at hand.
pub(crate) fn not_known_words(words: &Words, kind: &QuestionKind) -> AttrValue {
    words.text(if kind.is_paper_number() {
        "answer-not-at-hand"
    } else {
        "answer-not-known"
    })
}

/// A number after the name of its paper, which goes without saying for a citizen's card.
fn with_paper(words: &Words, text: &str, number: &str) -> AttrValue {
    match IdentityPaper::read(text).0 {
        IdentityPaper::ResidentCard => number.to_owned().into(),
        paper => format!("{} {number}", paper_words(words, paper)).into(),
    }
}

/// A number with its unit.
fn number_words(words: &Words, here: &Here, kind: &QuestionKind, number: i64) -> AttrValue {
    match kind {
        QuestionKind::Number {
            unit: Some(unit), ..
        } => format!("{number} {}", here.local(unit)).into(),
        QuestionKind::Money { .. } => {
            words.with("answer-yuan", &[("amount", money::written(number).into())])
        }
        _ => number.to_string().into(),
    }
}

/// The label of an option; its id where the question has it not.
fn option_words(here: &Here, kind: &QuestionKind, id: &str) -> AttrValue {
    let options = match kind {
        QuestionKind::Choice { options } | QuestionKind::Choices { options, .. } => options,
        _ => return id.to_owned().into(),
    };
    let option = options.iter().find(|option| option.id == id);
    option.map_or_else(|| id.to_owned().into(), |option| here.local(&option.label))
}

/// A building, with the door where there is one.
fn home_words(words: &Words, here: &Here, address: &Address) -> AttrValue {
    let unit = address.unit.trim_end_matches("单元").trim();
    let door = match (unit, &*address.room) {
        ("", "") => return here.building(&address.building),
        ("", room) => room.into(),
        (unit, "") => unit.into(),
        (unit, room) => staircase_words(words, unit, room),
    };
    address_words(words, here, &address.building, &door)
}

fn without_empty(parts: &[&str], between: &str) -> String {
    let parts = parts.iter().copied().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(between)
}

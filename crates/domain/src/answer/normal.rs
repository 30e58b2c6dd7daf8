//! Answers in the form in which they are kept.

use super::{
    Contact, QuestionKind, Value, identity_number,
    words::{narrowed, plain},
};

/// The answer as it is kept: numbers of papers and cards in plain form, telephone
/// numbers with narrow signs.
#[must_use]
pub fn normal(kind: &QuestionKind, value: Value) -> Value {
    match (kind, value) {
        (QuestionKind::IdNumber, Value::Text(words)) => {
            Value::Text(identity_number::normal(&words))
        }
        (kind, Value::Text(words)) if kind.is_paper_number() => Value::Text(plain(&words)),
        (QuestionKind::Phone, Value::Text(words)) => Value::Text(narrowed(&words)),
        (QuestionKind::Person, Value::Person(contact)) => Value::Person(Contact {
            phone: narrowed(&contact.phone),
            ..contact
        }),
        (_, value) => value,
    }
}

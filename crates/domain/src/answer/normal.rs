//! Answers in the form in which they are kept.

use super::{
    Address, Contact, QuestionKind, SignedName, Value, identity_number, phone, words::plain,
};
use crate::signs::{line, narrow};

/// The answer as it is kept: numbers of papers and cards in plain form, telephone numbers in
/// one spelling, names and other lines without what nobody sees. Long texts stay as typed.
#[must_use]
pub fn normal(kind: &QuestionKind, value: Value) -> Value {
    match (kind, value) {
        (QuestionKind::IdNumber, Value::Text(words)) => {
            Value::Text(identity_number::normal(&words))
        }
        (kind, Value::Text(words)) if kind.is_paper_number() => Value::Text(plain(&words)),
        (QuestionKind::Phone, Value::Text(words)) => Value::Text(phone::normal(&words)),
        (QuestionKind::Text { .. }, Value::Text(words)) => Value::Text(line(&words)),
        (QuestionKind::Person, Value::Person(contact)) => Value::Person(Contact {
            name: line(&contact.name),
            phone: phone::normal(&contact.phone),
            relation: line(&contact.relation),
        }),
        (QuestionKind::Address, Value::Address(address)) => Value::Address(Address {
            building: line(&address.building),
            unit: door(&address.unit),
            room: door(&address.room),
        }),
        (QuestionKind::Signature, Value::Signature(SignedName::Typed(name))) => {
            Value::Signature(SignedName::Typed(line(&name)))
        }
        (_, value) => value,
    }
}

/// What stands on a door is looked for and sorted by its digits.
fn door(words: &str) -> String {
    narrow(words).trim().to_owned()
}

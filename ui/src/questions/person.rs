//! Somebody else: name, telephone, and what they are to the person.

use super::{FieldProps, Typed, field::use_entry};
use crate::{
    hooks::use_words,
    parts::{FieldKind, QuestionFrame, TextField},
};
use linli_domain::answer::{Contact, Value};
use yew::prelude::*;

#[component]
pub(super) fn PersonField(props: &FieldProps) -> Html {
    let words = use_words();
    let written = |value: &Value| match value {
        Value::Person(contact) => Some(contact.clone()),
        _ => None,
    };
    let contact = use_entry(props, written, |_| Contact::default());
    let part = |set: fn(&mut Contact, String)| {
        let (contact, on_typed) = (contact.clone(), props.on_typed.clone());
        Callback::from(move |typed: String| {
            let mut next = (*contact).clone();
            set(&mut next, typed);
            on_typed.emit(if next == Contact::default() {
                Typed::Nothing
            } else {
                Typed::Value(Value::Person(next.clone()))
            });
            contact.set(next);
        })
    };
    let relation = props.part("relation", words.text("person-relation"));
    html! {
        <QuestionFrame group=true prompt={props.prompt.clone()}>
            <TextField prompt={props.part("name", words.text("person-name"))}
                value={contact.name.clone()} on_input={part(|contact, name| contact.name = name)} />
            <TextField prompt={props.part("phone", words.text("person-phone"))}
                kind={FieldKind::Phone} value={contact.phone.clone()}
                on_input={part(|contact, phone| contact.phone = phone)} />
            <TextField prompt={relation.hint(words.text("answer-optional"))}
                value={contact.relation.clone()}
                on_input={part(|contact, relation| contact.relation = relation)} />
        </QuestionFrame>
    }
}

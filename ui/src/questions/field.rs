//! What the field of every kind of question is given, and the state that most of them keep.

use super::Typed;
use crate::parts::Prompt;
use linli_domain::{
    answer::{Question, Value},
    id::DocId,
};
use yew::prelude::*;

/// Properties of every kind's field.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct FieldProps {
    pub(super) prompt: Prompt,
    pub(super) question: Question,
    /// The document that it is asked for, where there is one yet.
    pub(super) doc: Option<DocId>,
    /// The answer so far.
    pub(super) value: Option<Value>,
    /// What was left in the field and is no answer.
    pub(super) half: Option<AttrValue>,
    /// Called at each change.
    pub(super) on_typed: Callback<Typed>,
}

impl FieldProps {
    /// The words of one of several controls that answer the question together.
    pub(super) fn part(&self, part: &str, label: AttrValue) -> Prompt {
        Prompt::new(self.prompt.part_id(part), label)
    }
}

/// What stands in a field, readable or not. It begins as `of` makes it from the answer, or
/// `of_half` from what was half typed, and is emptied when "I do not know" is the answer.
#[hook]
pub(super) fn use_entry<T>(
    props: &FieldProps,
    of: impl FnOnce(&Value) -> Option<T>,
    of_half: impl FnOnce(&str) -> T,
) -> UseStateHandle<T>
where
    T: Clone + Default + PartialEq + 'static,
{
    let value = props.value.as_ref();
    let entry = use_state_eq(|| match &props.half {
        Some(half) => of_half(half),
        None => value.and_then(of).unwrap_or_default(),
    });
    {
        let entry = entry.clone();
        use_effect_with(value == Some(&Value::NotKnown), move |is_not_known| {
            if *is_not_known {
                entry.set(T::default());
            }
        });
    }
    entry
}

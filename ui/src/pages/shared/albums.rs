//! The photos of a document's answers, to be looked at.

use crate::{hooks::Here, questions::Album};
use linli_domain::{
    answer::{Answers, Question, Value, journey},
    id::DocId,
};
use yew::prelude::*;

/// The photos, under the question that each answers; nothing where there are none.
pub(crate) fn albums(here: &Here, doc: DocId, questions: &[Question], answers: &Answers) -> Html {
    let asked = journey(questions, answers).into_iter();
    let with_photos =
        asked.filter(|question| matches!(answers.get(&question.id), Some(Value::Photos(_))));
    with_photos
        .map(|question| {
            html! {
                <section key={question.id.to_string()}>
                    <h3>{ here.local(&question.ask) }</h3>
                    <Album {doc} field={question.id.clone()} />
                </section>
            }
        })
        .collect()
}

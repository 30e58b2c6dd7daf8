//! The form to say how something was: five grades, and words if one likes.

use crate::{
    hooks::use_words,
    parts::{Button, ButtonKind, ErrorSummary, FieldKind, Grades, Mistake, TextField},
};
use linli_domain::care::Rating;
use yew::prelude::*;

/// Properties of [`RateForm`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct RateFormProps {
    /// It is being sent.
    pub(crate) waiting: bool,
    /// Sends it.
    pub(crate) on_send: Callback<Rating>,
}

/// Five grades, and words if one likes.
#[component]
pub(crate) fn RateForm(props: &RateFormProps) -> Html {
    let words = use_words();
    let grade = use_state_eq(|| None::<u8>);
    let said = use_state_eq(String::new);
    let missing = use_state_eq(|| false);
    let on_choose = {
        let (grade, missing) = (grade.clone(), missing.clone());
        Callback::from(move |chosen| {
            grade.set(Some(chosen));
            missing.set(false);
        })
    };
    let on_input = {
        let said = said.clone();
        Callback::from(move |typed| said.set(typed))
    };
    let onsubmit = {
        let (on_send, grade, said, missing) = (
            props.on_send.clone(),
            grade.clone(),
            said.clone(),
            missing.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(grade) = *grade else {
                return missing.set(true);
            };
            on_send.emit(Rating {
                grade,
                words: said.trim().to_owned(),
            });
        })
    };
    let error = missing.then(|| words.text("answer-error-choose"));
    let mistakes = error
        .iter()
        .map(|words| Mistake {
            id: "grade".into(),
            words: words.clone(),
        })
        .collect::<Vec<_>>();
    html! {
        <>
            <ErrorSummary {mistakes} />
            <form class="stack fill" {onsubmit} novalidate=true>
                <Grades id="grade" {error} chosen={*grade} {on_choose} />
                <TextField id="words" kind={FieldKind::Lines} label={words.text("rate-words")}
                    value={(*said).clone()} {on_input} />
                <div class="dock">
                    <Button kind={ButtonKind::Go} label={words.text("rate-send")}
                        waiting={props.waiting} />
                </div>
            </form>
        </>
    }
}

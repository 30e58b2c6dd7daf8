//! The page to say how something was: five grades, and words if one likes.

use super::{FormPage, use_form};
use crate::{
    hooks::use_words,
    parts::{FieldKind, Grades, Prompt, TextField},
};
use linli_api::Failure;
use linli_domain::care::Rating;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct RatePageProps {
    pub(crate) back: AttrValue,
    /// Why it could not be sent.
    pub(crate) failure: Option<Failure>,
    pub(crate) waiting: bool,
    pub(crate) on_send: Callback<Rating>,
}

#[component]
pub(crate) fn RatePage(props: &RatePageProps) -> Html {
    let words = use_words();
    let form = use_form();
    let grade = use_state_eq(|| None::<u8>);
    let said = use_state_eq(String::new);
    let on_choose = {
        let grade = grade.clone();
        form.mending(move |chosen| grade.set(Some(chosen)))
    };
    let on_input = {
        let said = said.clone();
        Callback::from(move |typed| said.set(typed))
    };
    let onsubmit = {
        let (on_send, must) = (props.on_send.clone(), form.clone());
        let (grade, said) = (grade.clone(), said.clone());
        form.sending(move || {
            let grade = must.required("grade", *grade, "answer-error-choose")?;
            on_send.emit(Rating {
                grade,
                words: said.trim().to_owned(),
            });
            Ok(())
        })
    };
    html! {
        <FormPage title={words.text("matter-rate")} question={words.text("grade-question")}
            back={props.back.clone()} failure={props.failure.clone()} form={form.clone()} {onsubmit}
            send={words.text("rate-send")} waiting={props.waiting}>
            <Grades id="grade" error={form.error("grade")} chosen={*grade} {on_choose} />
            <TextField prompt={Prompt::new("words", words.text("rate-words"))}
                kind={FieldKind::Lines} value={(*said).clone()} {on_input} />
        </FormPage>
    }
}

//! Say how a visit was: five grades, and words if one likes.

use super::page::Page;
use crate::{
    hooks::{use_act, use_words},
    parts::{Button, ButtonKind, ErrorSummary, FieldKind, Grades, Mistake, TextField},
    route::Route,
};
use linli_api::Rate as Ask;
use linli_domain::{
    care::{Rating, VisitId},
    id::DocId,
};
use yew::prelude::*;

/// Properties of [`Rate`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct RateProps {
    /// The request.
    pub doc: DocId,
    /// The visit.
    pub visit: VisitId,
}

/// The page.
#[component]
pub fn Rate(props: &RateProps) -> Html {
    let words = use_words();
    let act = use_act();
    let RateProps { doc, visit } = *props;
    let on_send = {
        let act = act.clone();
        Callback::from(move |rating: Rating| {
            act.run(Ask { doc, visit, rating }, move |()| {
                Route::Matter(doc).go_instead()
            });
        })
    };
    html! {
        <Page title={words.text("matter-rate")} question={words.text("grade-question")} back={Route::Matter(doc)} failure={act.failure()}>
            <RateForm waiting={act.waiting()} {on_send} />
        </Page>
    }
}

/// Properties of [`RateForm`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct RateFormProps {
    /// It is being sent.
    pub(super) waiting: bool,
    /// Sends it.
    pub(super) on_send: Callback<Rating>,
}

/// Five grades, and words if one likes.
#[component]
pub(super) fn RateForm(props: &RateFormProps) -> Html {
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
                <TextField id="words" kind={FieldKind::Lines} label={words.text("rate-words")} value={(*said).clone()} {on_input} />
                <div class="dock"><Button kind={ButtonKind::Go} label={words.text("rate-send")} waiting={props.waiting} /></div>
            </form>
        </>
    }
}

//! The desk's shorter forms: turning away, answering a correction, and what came of
//! asking why a rating was low.

use super::{
    case_form::{CaseFormProps, CaseQuestion, use_case_form},
    decide::{OTHER, reason_items},
};
use crate::{parts::ChoiceItem, saying::reason_words};
use linli_api::view::FormName;
use linli_domain::application::ApplicationAction;
use yew::prelude::*;

/// The codes of reasons for not taking something.
const AWAY_REASONS: [&str; 4] = ["other-office", "other-area", "twice", OTHER];

/// Do not take it.
#[component]
pub(crate) fn TurnAway(props: &CaseFormProps) -> Html {
    let mut form = match use_case_form(props.doc, FormName::TurnAway) {
        Ok(form) => form,
        Err(waiting) => return waiting,
    };
    let reason = form.chosen("reason");
    let (text, place) = (form.required("words"), form.required("where"));
    let because = reason_words(&reason).map(|key| form.words.text(key));
    let preview = vec![
        form.words.text("application-not-accepted"),
        because.unwrap_or_default(),
        text.clone().into(),
        place.clone().into(),
    ];
    let event = ApplicationAction::TurnAway {
        reason,
        words: text,
        where_to_go: place,
    };
    let reasons = reason_items(&form.words, &AWAY_REASONS);
    let fields = html! {
        <>
            { form.choice("reason", "decide-reason", reasons) }
            { form.lines("words", "decide-words", Some("decide-words-hint")) }
            { form.lines("where", "turn-away-where", None) }
        </>
    };
    form.draw(
        CaseQuestion::send("case-turn-away"),
        Some(event),
        preview,
        fields,
    )
}

/// Say whether something is corrected.
#[component]
pub(crate) fn AnswerCorrection(props: &CaseFormProps) -> Html {
    let mut form = match use_case_form(props.doc, FormName::Correction) {
        Ok(form) => form,
        Err(waiting) => return waiting,
    };
    let (answer, text) = (form.chosen("answer"), form.required("words"));
    let yes_no = vec![
        ChoiceItem::new("yes", form.words.text("application-correction-yes")),
        ChoiceItem::new("no", form.words.text("application-correction-no")),
    ];
    let said = yes_no.iter().find(|item| item.value == answer);
    let said = said.map(|item| item.label.clone()).unwrap_or_default();
    let preview = vec![said, text.clone().into()];
    let event = ApplicationAction::AnswerCorrection {
        approved: answer == "yes",
        words: text,
    };
    let fields = html! {
        <>
            { form.choice("answer", "correction-question", yes_no) }
            { form.lines("words", "decide-words", Some("decide-words-hint")) }
        </>
    };
    form.draw(
        CaseQuestion::send("case-correction"),
        Some(event),
        preview,
        fields,
    )
}

/// Say what came of asking why a rating was low.
#[component]
pub(crate) fn FollowUp(props: &CaseFormProps) -> Html {
    let mut form = match use_case_form(props.doc, FormName::FollowUp) {
        Ok(form) => form,
        Err(waiting) => return waiting,
    };
    let text = form.required("words");
    let preview = vec![text.clone().into()];
    let event = ApplicationAction::FollowUp { words: text };
    let fields = form.lines("words", "callback-words", Some("callback-hint"));
    let asks = CaseQuestion {
        title: "case-follow-up",
        question: "callback-question",
    };
    form.draw(asks, Some(event), preview, fields)
}

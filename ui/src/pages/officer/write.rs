//! The desk's shorter forms: turning away, answering a correction, and what came of
//! asking why a rating was low.

use super::{
    decide::{CaseFormProps, FormProps, Same, items},
    frame::{Checker, SendForm, wrong},
};
use crate::{
    address::Address,
    hooks::{use_fields, use_words},
    pages::{officer::OfficerRoute, shared::Page},
    parts::{Choice, ChoiceItem, FieldKind, Prompt, TextField},
};
use linli_api::view::FormName;
use linli_domain::{application::ApplicationAction, id::DocId};
use yew::prelude::*;

/// Reasons for not taking something.
const AWAY_REASONS: [(&str, &str); 4] = [
    ("other-office", "reason-other-office"),
    ("other-area", "reason-other-area"),
    ("twice", "reason-twice"),
    ("other", "reason-other"),
];

/// The page until what was written before is here.
pub(super) fn wait(doc: DocId) -> Html {
    html! { <Wait {doc} /> }
}

#[component]
fn Wait(props: &CaseFormProps) -> Html {
    let words = use_words();
    html! {
        <Page desk=true title={words.text("officer-title")}
            back={OfficerRoute::Case(props.doc).href()}>
            <p>{ words.text("common-one-moment") }</p>
        </Page>
    }
}

/// Do not take it.
#[component]
pub(crate) fn TurnAway(props: &CaseFormProps) -> Html {
    match use_fields(props.doc, FormName::TurnAway) {
        Some(fields) => html! { <TurnAwayForm doc={props.doc} fields={Same(fields)} /> },
        None => wait(props.doc),
    }
}

#[component]
fn TurnAwayForm(props: &FormProps) -> Html {
    let words = use_words();
    let tried = use_state_eq(|| false);
    let fields = &props.fields.0;
    let choose = words.text("answer-error-choose");
    let write = words.text("answer-error-required");
    let mut checker = Checker::new(fields);
    let reason = checker.required("reason", &choose);
    let text = checker.required("words", &write);
    let place = checker.required("where", &write);
    let known = AWAY_REASONS.iter().find(|(code, _)| *code == reason);
    let because = known.filter(|(code, _)| *code != "other");
    let because = because.map(|(_, key)| words.text(key)).unwrap_or_default();
    let preview = vec![
        words.text("application-not-accepted"),
        because,
        text.clone().into(),
        place.clone().into(),
    ];
    let event = checker.sends(Some(ApplicationAction::TurnAway {
        reason,
        words: text,
        where_to_go: place,
    }));
    let error = |id| wrong(&event, *tried, id);
    let chosen = fields.written("reason").map(AttrValue::from);
    let shown = html! {
        <>
            <Choice
                prompt={Prompt::new("reason", words.text("decide-reason")).error(error("reason"))}
                items={items(&words, &AWAY_REASONS)} {chosen}
                on_choose={fields.on_input("reason")} />
            <TextField
                prompt={Prompt::new("words", words.text("decide-words"))
                    .hint(words.text("decide-words-hint"))
                    .error(error("words"))}
                kind={FieldKind::Lines} value={fields.text("words")}
                on_input={fields.on_input("words")} />
            <TextField
                prompt={Prompt::new("where", words.text("turn-away-where")).error(error("where"))}
                kind={FieldKind::Lines} value={fields.text("where")}
                on_input={fields.on_input("where")} />
        </>
    };
    let question = words.text("case-send-question");
    html! {
        <SendForm doc={props.doc} title={words.text("case-turn-away")} {event} {tried} {preview}
            {question}>
            { shown }
        </SendForm>
    }
}

/// Say whether something is corrected.
#[component]
pub(crate) fn AnswerCorrection(props: &CaseFormProps) -> Html {
    match use_fields(props.doc, FormName::Correction) {
        Some(fields) => html! { <CorrectionForm doc={props.doc} fields={Same(fields)} /> },
        None => wait(props.doc),
    }
}

#[component]
fn CorrectionForm(props: &FormProps) -> Html {
    let words = use_words();
    let tried = use_state_eq(|| false);
    let fields = &props.fields.0;
    let mut checker = Checker::new(fields);
    let answer = checker.required("answer", &words.text("answer-error-choose"));
    let text = checker.required("words", &words.text("answer-error-required"));
    let approved = answer == "yes";
    let yes_no = vec![
        ChoiceItem::new("yes", words.text("application-correction-yes")),
        ChoiceItem::new("no", words.text("application-correction-no")),
    ];
    let said = yes_no.iter().find(|item| item.value == answer);
    let said = said.map(|item| item.label.clone()).unwrap_or_default();
    let preview = vec![said, text.clone().into()];
    let event = checker.sends(Some(ApplicationAction::AnswerCorrection {
        approved,
        words: text,
    }));
    let error = |id| wrong(&event, *tried, id);
    let chosen = fields.written("answer").map(AttrValue::from);
    let shown = html! {
        <>
            <Choice
                prompt={Prompt::new("answer", words.text("correction-question"))
                    .error(error("answer"))}
                items={yes_no} {chosen} on_choose={fields.on_input("answer")} />
            <TextField
                prompt={Prompt::new("words", words.text("decide-words"))
                    .hint(words.text("decide-words-hint"))
                    .error(error("words"))}
                kind={FieldKind::Lines} value={fields.text("words")}
                on_input={fields.on_input("words")} />
        </>
    };
    let question = words.text("case-send-question");
    html! {
        <SendForm doc={props.doc} title={words.text("case-correction")} {event} {tried} {preview}
            {question}>
            { shown }
        </SendForm>
    }
}

/// Say what came of asking why a rating was low.
#[component]
pub(crate) fn FollowUp(props: &CaseFormProps) -> Html {
    match use_fields(props.doc, FormName::FollowUp) {
        Some(fields) => html! { <FollowUpForm doc={props.doc} fields={Same(fields)} /> },
        None => wait(props.doc),
    }
}

#[component]
fn FollowUpForm(props: &FormProps) -> Html {
    let words = use_words();
    let tried = use_state_eq(|| false);
    let fields = &props.fields.0;
    let mut checker = Checker::new(fields);
    let text = checker.required("words", &words.text("answer-error-required"));
    let preview = vec![text.clone().into()];
    let event = checker.sends(Some(ApplicationAction::FollowUp { words: text }));
    let error = wrong(&event, *tried, "words");
    let shown = html! {
        <TextField
            prompt={Prompt::new("words", words.text("callback-words"))
                .hint(words.text("callback-hint"))
                .error(error)}
            kind={FieldKind::Lines} value={fields.text("words")}
            on_input={fields.on_input("words")} />
    };
    let question = words.text("callback-question");
    html! {
        <SendForm doc={props.doc} title={words.text("case-follow-up")} {event} {tried} {preview}
            {question}>
            { shown }
        </SendForm>
    }
}

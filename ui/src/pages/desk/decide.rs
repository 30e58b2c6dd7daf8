//! Deciding, turning away, and answering a correction: always with words, and with the
//! way of appeal where the answer is not a plain yes.

use super::frame::{SendForm, required, wrong};
use crate::{
    hooks::{Words, use_words},
    parts::{Choice, ChoiceItem, FieldKind, Mistake, TextField},
};
use linli_domain::{
    application::{ApplicationEvent, Outcome},
    id::DocId,
};
use yew::prelude::*;

/// Properties of a form about one application.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CaseFormProps {
    /// The application.
    pub doc: DocId,
}

/// Reasons of a decision, as codes with their words.
const REASONS: [(&str, &str); 5] = [
    ("conditions-met", "reason-conditions-met"),
    ("conditions-not-met", "reason-conditions-not-met"),
    ("already-granted", "reason-already-granted"),
    ("not-proved", "reason-not-proved"),
    ("other", "reason-other"),
];

/// Reasons for not taking something.
const AWAY_REASONS: [(&str, &str); 4] = [
    ("other-office", "reason-other-office"),
    ("other-area", "reason-other-area"),
    ("twice", "reason-twice"),
    ("other", "reason-other"),
];

const OUTCOMES: [(Outcome, &str, &str); 3] = [
    (Outcome::Granted, "granted", "decide-granted"),
    (Outcome::Partly, "partly", "decide-partly"),
    (Outcome::Refused, "refused", "decide-refused"),
];

fn items(words: &Words, reasons: &[(&'static str, &'static str)]) -> Vec<ChoiceItem> {
    let item = |(code, key): &(&'static str, &'static str)| ChoiceItem::new(*code, words.text(key));
    reasons.iter().map(item).collect()
}

/// One text of a form with its setter.
#[hook]
fn use_text(first: AttrValue) -> (UseStateHandle<String>, Callback<String>) {
    let text = use_state_eq(|| first.to_string());
    let set = {
        let text = text.clone();
        Callback::from(move |typed| text.set(typed))
    };
    (text, set)
}

/// One choice of a form with its setter.
#[hook]
fn use_choice() -> (UseStateHandle<Option<AttrValue>>, Callback<AttrValue>) {
    let chosen = use_state_eq(|| None::<AttrValue>);
    let set = {
        let chosen = chosen.clone();
        Callback::from(move |value| chosen.set(Some(value)))
    };
    (chosen, set)
}

/// Decide.
#[component]
pub fn Decide(props: &CaseFormProps) -> Html {
    let words = use_words();
    let tried = use_state_eq(|| false);
    let (outcome, on_outcome) = use_choice();
    let (reason, on_reason) = use_choice();
    let (text, on_text) = use_text(AttrValue::default());
    let (appeal, on_appeal) = use_text(words.text("decide-appeal-usual"));
    let known = OUTCOMES
        .iter()
        .find(|(_, code, _)| outcome.as_deref() == Some(*code));
    let needs_appeal = known.is_some_and(|(outcome, ..)| outcome.needs_appeal());
    let event = {
        let mut mistakes = Vec::new();
        let choose = words.text("answer-error-choose");
        required(
            &mut mistakes,
            "outcome",
            outcome.as_deref().unwrap_or_default(),
            &choose,
        );
        required(
            &mut mistakes,
            "reason",
            reason.as_deref().unwrap_or_default(),
            &choose,
        );
        let write = words.text("answer-error-required");
        required(&mut mistakes, "words", &text, &write);
        if needs_appeal {
            required(&mut mistakes, "appeal", &appeal, &write);
        }
        match known {
            Some((outcome, ..)) if mistakes.is_empty() => Ok(ApplicationEvent::Decided {
                outcome: *outcome,
                reason: reason.as_deref().unwrap_or_default().to_owned(),
                words: text.trim().to_owned(),
                appeal: if needs_appeal {
                    appeal.trim().to_owned()
                } else {
                    String::new()
                },
            }),
            _ => Err(mistakes),
        }
    };
    let outcomes: Vec<_> = OUTCOMES
        .iter()
        .map(|(_, code, key)| ChoiceItem::new(*code, words.text(key)))
        .collect();
    let said = known.map(|(.., key)| words.text(key)).unwrap_or_default();
    let mut preview = vec![said, AttrValue::from((*text).clone())];
    if needs_appeal {
        preview.push((*appeal).clone().into());
    }
    let error = |id| wrong(&event, *tried, id);
    let way = needs_appeal.then(|| {
        html! { <TextField id="appeal" kind={FieldKind::Lines} label={words.text("decide-appeal")} error={error("appeal")} value={(*appeal).clone()} on_input={on_appeal} /> }
    });
    let fields = html! {
        <>
            <Choice id="outcome" label={words.text("decide-outcome")} error={error("outcome")} items={outcomes} chosen={(*outcome).clone()} on_choose={on_outcome} />
            <Choice id="reason" label={words.text("decide-reason")} error={error("reason")} items={items(&words, &REASONS)} chosen={(*reason).clone()} on_choose={on_reason} />
            <TextField id="words" kind={FieldKind::Lines} label={words.text("decide-words")} hint={words.text("decide-words-hint")} error={error("words")} value={(*text).clone()} on_input={on_text} />
            <>{ for way }</>
        </>
    };
    html! { <SendForm doc={props.doc} title={words.text("case-decide")} {event} {tried} {preview}>{ fields }</SendForm> }
}

/// Do not take it.
#[component]
pub fn TurnAway(props: &CaseFormProps) -> Html {
    let words = use_words();
    let tried = use_state_eq(|| false);
    let (reason, on_reason) = use_choice();
    let (text, on_text) = use_text(AttrValue::default());
    let (place, on_place) = use_text(AttrValue::default());
    let mut mistakes: Vec<Mistake> = Vec::new();
    let choose = words.text("answer-error-choose");
    required(
        &mut mistakes,
        "reason",
        reason.as_deref().unwrap_or_default(),
        &choose,
    );
    let write = words.text("answer-error-required");
    required(&mut mistakes, "words", &text, &write);
    required(&mut mistakes, "where", &place, &write);
    let event = if mistakes.is_empty() {
        Ok(ApplicationEvent::NotAccepted {
            reason: reason.as_deref().unwrap_or_default().to_owned(),
            words: text.trim().to_owned(),
            where_to_go: place.trim().to_owned(),
        })
    } else {
        Err(mistakes)
    };
    let preview = vec![
        words.text("application-not-accepted"),
        (*text).clone().into(),
        (*place).clone().into(),
    ];
    let error = |id| wrong(&event, *tried, id);
    let fields = html! {
        <>
            <Choice id="reason" label={words.text("decide-reason")} error={error("reason")} items={items(&words, &AWAY_REASONS)} chosen={(*reason).clone()} on_choose={on_reason} />
            <TextField id="words" kind={FieldKind::Lines} label={words.text("decide-words")} hint={words.text("decide-words-hint")} error={error("words")} value={(*text).clone()} on_input={on_text} />
            <TextField id="where" kind={FieldKind::Lines} label={words.text("turn-away-where")} error={error("where")} value={(*place).clone()} on_input={on_place} />
        </>
    };
    html! { <SendForm doc={props.doc} title={words.text("case-turn-away")} {event} {tried} {preview}>{ fields }</SendForm> }
}

/// Say whether something is corrected.
#[component]
pub fn AnswerCorrection(props: &CaseFormProps) -> Html {
    let words = use_words();
    let tried = use_state_eq(|| false);
    let (answer, on_answer) = use_choice();
    let (text, on_text) = use_text(AttrValue::default());
    let mut mistakes: Vec<Mistake> = Vec::new();
    let choose = words.text("answer-error-choose");
    required(
        &mut mistakes,
        "answer",
        answer.as_deref().unwrap_or_default(),
        &choose,
    );
    let write = words.text("answer-error-required");
    required(&mut mistakes, "words", &text, &write);
    let approved = answer.as_deref() == Some("yes");
    let event = if mistakes.is_empty() {
        Ok(ApplicationEvent::CorrectionAnswered {
            approved,
            words: text.trim().to_owned(),
        })
    } else {
        Err(mistakes)
    };
    let said = words.text(if approved {
        "application-correction-yes"
    } else {
        "application-correction-no"
    });
    let preview = vec![said, (*text).clone().into()];
    let error = |id| wrong(&event, *tried, id);
    let yes_no = vec![
        ChoiceItem::new("yes", words.text("application-correction-yes")),
        ChoiceItem::new("no", words.text("application-correction-no")),
    ];
    let fields = html! {
        <>
            <Choice id="answer" label={words.text("correction-question")} error={error("answer")} items={yes_no} chosen={(*answer).clone()} on_choose={on_answer} />
            <TextField id="words" kind={FieldKind::Lines} label={words.text("decide-words")} hint={words.text("decide-words-hint")} error={error("words")} value={(*text).clone()} on_input={on_text} />
        </>
    };
    html! { <SendForm doc={props.doc} title={words.text("case-correction")} {event} {tried} {preview}>{ fields }</SendForm> }
}

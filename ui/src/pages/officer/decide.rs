//! Deciding: always with a reason that fits, with words, and with the way of appeal
//! where the answer is not a plain yes.

use super::{
    frame::{Checker, SendForm, wrong},
    write::wait,
};
use crate::{
    hooks::{Fields, Words, use_fields, use_words},
    parts::{Choice, ChoiceItem, FieldKind, Prompt, TextField},
    saying::outcome_words,
};
use linli_api::view::FormName;
use linli_domain::{
    application::{ApplicationAction, Outcome},
    id::DocId,
};
use linli_l10n::Lang;
use yew::prelude::*;

/// Properties of a form about one application.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct CaseFormProps {
    /// The application.
    pub(crate) doc: DocId,
}

const OUTCOMES: [(Outcome, &str); 3] = [
    (Outcome::Granted, "granted"),
    (Outcome::Partly, "partly"),
    (Outcome::Refused, "refused"),
];

/// A code with the key of its words.
type Reason = (&'static str, &'static str);

const OTHER: Reason = ("other", "reason-other");
const ALREADY: Reason = ("already-granted", "reason-already-granted");
const NOT_PROVED: Reason = ("not-proved", "reason-not-proved");

/// The reasons that fit an outcome.
const fn reasons(outcome: Outcome) -> &'static [Reason] {
    match outcome {
        Outcome::Granted => &[("conditions-met", "reason-conditions-met"), OTHER],
        Outcome::Partly => &[
            ("conditions-partly-met", "reason-conditions-partly-met"),
            ALREADY,
            NOT_PROVED,
            OTHER,
        ],
        Outcome::Refused => &[
            ("conditions-not-met", "reason-conditions-not-met"),
            ALREADY,
            NOT_PROVED,
            OTHER,
        ],
    }
}

/// Reasons to choose from.
pub(super) fn items(words: &Words, reasons: &[Reason]) -> Vec<ChoiceItem> {
    let item = |(code, key): &Reason| ChoiceItem::new(*code, words.text(key));
    reasons.iter().map(item).collect()
}

/// How to appeal, unless the officer says otherwise: in both languages, for what the
/// officer's screen is set to says nothing about the resident.
fn usual_appeal() -> String {
    let say = |lang| Words::new(lang).text("decide-appeal-usual");
    format!("{}\n{}", say(Lang::ZhCn), say(Lang::En))
}

/// Decide.
#[component]
pub(crate) fn Decide(props: &CaseFormProps) -> Html {
    match use_fields(props.doc, FormName::Decide) {
        Some(fields) => html! { <DecideForm doc={props.doc} fields={Same(fields)} /> },
        None => wait(props.doc),
    }
}

/// Fields as a property: they are the same as long as the page is.
#[derive(Clone, Debug)]
pub(super) struct Same(pub(super) Fields);

impl PartialEq for Same {
    fn eq(&self, _: &Self) -> bool {
        // What stands in them may have changed.
        false
    }
}

/// Properties of a form whose fields are here.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct FormProps {
    pub(super) doc: DocId,
    pub(super) fields: Same,
}

#[component]
fn DecideForm(props: &FormProps) -> Html {
    let words = use_words();
    let tried = use_state_eq(|| false);
    let fields = &props.fields.0;
    let chosen = |id: &str| fields.written(id).map(AttrValue::from);
    let code = fields.text("outcome");
    let outcome = OUTCOMES.iter().find(|(_, known)| *known == code);
    let outcome = outcome.map(|(outcome, _)| *outcome);
    let fitting = outcome.map(reasons).unwrap_or_default();
    let reason = fields.text("reason");
    let reason = fitting.iter().find(|(known, _)| *known == reason);
    let needs_appeal = outcome.is_some_and(Outcome::needs_appeal);
    let appeal = fields.written("appeal").unwrap_or_else(usual_appeal);
    let choose = words.text("answer-error-choose");
    let write = words.text("answer-error-required");
    let mut checker = Checker::new(fields);
    checker.must("outcome", outcome.is_some(), &choose);
    checker.must("reason", outcome.is_none() || reason.is_some(), &choose);
    let text = checker.required("words", &write);
    if needs_appeal {
        checker.must("appeal", !appeal.trim().is_empty(), &write);
    }
    let decided = outcome
        .zip(reason)
        .map(|(outcome, (code, _))| ApplicationAction::Decide {
            outcome,
            reason: (*code).to_owned(),
            words: text.clone(),
            appeal: if needs_appeal {
                appeal.trim().to_owned()
            } else {
                String::new()
            },
        });
    let event = checker.sends(decided);
    let outcomes: Vec<_> = OUTCOMES
        .iter()
        .map(|(outcome, code)| ChoiceItem::new(*code, words.text(outcome_words(*outcome))))
        .collect();
    let said = outcome.map(|outcome| words.text(outcome_words(outcome)));
    // "Another reason" says nothing by itself; the words do.
    let because = reason.filter(|reason| **reason != OTHER);
    let because = because.map(|(_, key)| words.text(key));
    let mut preview: Vec<_> = said.into_iter().chain(because).collect();
    preview.push(text.into());
    if needs_appeal {
        preview.push(words.text("application-appeal"));
        preview.push(appeal.clone().into());
    }
    let error = |id| wrong(&event, *tried, id);
    let why = outcome.map(|_| {
        let chosen = reason.map(|(code, _)| AttrValue::from(*code));
        html! {
            <Choice key={code.clone()}
                prompt={Prompt::new("reason", words.text("decide-reason")).error(error("reason"))}
                items={items(&words, fitting)} {chosen} on_choose={fields.on_input("reason")} />
        }
    });
    let way = needs_appeal.then(|| {
        html! {
            <TextField
                prompt={Prompt::new("appeal", words.text("decide-appeal"))
                    .hint(words.text("decide-appeal-hint"))
                    .error(error("appeal"))}
                kind={FieldKind::Lines} value={appeal} on_input={fields.on_input("appeal")} />
        }
    });
    let shown = html! {
        <>
            <Choice
                prompt={Prompt::new("outcome", words.text("decide-outcome"))
                    .error(error("outcome"))}
                items={outcomes} chosen={chosen("outcome")}
                on_choose={fields.on_input("outcome")} />
            <>{ for why }</>
            <TextField
                prompt={Prompt::new("words", words.text("decide-words"))
                    .hint(words.text("decide-words-hint"))
                    .error(error("words"))}
                kind={FieldKind::Lines} value={fields.text("words")}
                on_input={fields.on_input("words")} />
            <>{ for way }</>
        </>
    };
    let question = words.text("case-send-question");
    html! {
        <SendForm doc={props.doc} title={words.text("case-decide")} {event} {tried} {preview}
            {question}>
            { shown }
        </SendForm>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_fits_its_outcome() {
        let codes = |outcome| {
            let all = reasons(outcome).iter();
            all.map(|(code, _)| *code).collect::<Vec<_>>()
        };
        assert!(!codes(Outcome::Granted).contains(&"conditions-not-met"));
        assert!(!codes(Outcome::Granted).contains(&"not-proved"));
        assert!(!codes(Outcome::Refused).contains(&"conditions-met"));
        assert!(!codes(Outcome::Partly).contains(&"conditions-met"));
        for (outcome, _) in OUTCOMES {
            assert!(codes(outcome).contains(&"other"), "{outcome:?}");
        }
    }

    #[test]
    fn the_usual_way_of_appeal_is_told_in_both_languages() {
        let usual = usual_appeal();
        assert!(usual.contains("60 天") && usual.contains("60 days"));
    }
}

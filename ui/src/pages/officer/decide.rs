//! Deciding: always with a reason that fits, with words, and with the way of appeal
//! where the answer is not a plain yes.

use super::case_form::{CaseForm, CaseFormProps, CaseQuestion, use_case_form};
use crate::{
    hooks::Words,
    parts::{Choice, ChoiceItem, FieldKind, TextField},
    saying::{outcome_words, reason_words},
};
use linli_api::view::FormName;
use linli_domain::application::{ApplicationAction, Outcome};
use linli_l10n::Lang;
use yew::prelude::*;

const OUTCOMES: [(Outcome, &str); 3] = [
    (Outcome::Granted, "granted"),
    (Outcome::Partly, "partly"),
    (Outcome::Refused, "refused"),
];

/// Codes of reasons that are named more than once.
pub(super) const OTHER: &str = "other";
const ALREADY: &str = "already-granted";
/// The words of the code `other`: to the resident it says nothing, so it is for officers only.
const OTHER_WORDS: &str = "reason-other";
const NOT_PROVED: &str = "not-proved";

/// The codes of the reasons that fit an outcome.
const fn reasons(outcome: Outcome) -> &'static [&'static str] {
    match outcome {
        Outcome::Granted => &["conditions-met", OTHER],
        Outcome::Partly => &["conditions-partly-met", ALREADY, NOT_PROVED, OTHER],
        Outcome::Refused => &["conditions-not-met", ALREADY, NOT_PROVED, OTHER],
    }
}

/// Reasons to choose from.
pub(super) fn reason_items(words: &Words, codes: &[&'static str]) -> Vec<ChoiceItem> {
    let item = |code: &&'static str| {
        let key = reason_words(code).unwrap_or(OTHER_WORDS);
        ChoiceItem::new(*code, words.text(key))
    };
    codes.iter().map(item).collect()
}

/// How to appeal, unless the officer says otherwise: in both languages, for what the
/// officer's screen is set to says nothing about the resident.
fn usual_appeal() -> String {
    let say = |lang| Words::new(lang).text("decide-appeal-usual");
    format!("{}\n{}", say(Lang::ZhCn), say(Lang::En))
}

#[component]
pub(crate) fn Decide(props: &CaseFormProps) -> Html {
    let mut form = match use_case_form(props.doc, FormName::Decide) {
        Ok(form) => form,
        Err(waiting) => return waiting,
    };
    let draft = DecisionDraft::read(&mut form);
    let (event, preview) = (draft.event(), draft.preview(&form.words));
    let fields = draft.fields(&form);
    form.draw(CaseQuestion::send("case-decide"), event, preview, fields)
}

/// What is written so far.
struct DecisionDraft {
    outcome: Option<Outcome>,
    /// The code of a reason that fits the outcome.
    reason: Option<&'static str>,
    words: String,
    /// Where the resident may appeal: how.
    appeal: Option<String>,
}

impl DecisionDraft {
    fn read(form: &mut CaseForm) -> Self {
        let code = form.fields.text("outcome");
        let outcome = OUTCOMES.iter().find(|(_, known)| *known == code);
        let outcome = outcome.map(|(outcome, _)| *outcome);
        let code = form.fields.text("reason");
        let mut fitting = outcome.map(reasons).unwrap_or_default().iter();
        let reason = fitting.find(|known| **known == code).copied();
        form.must("outcome", outcome.is_some(), "answer-error-choose");
        let may_miss = outcome.is_none();
        form.must(
            "reason",
            may_miss || reason.is_some(),
            "answer-error-choose",
        );
        let words = form.required("words");
        let needs_appeal = outcome.is_some_and(Outcome::needs_appeal);
        let appeal =
            needs_appeal.then(|| form.fields.written("appeal").unwrap_or_else(usual_appeal));
        if let Some(appeal) = &appeal {
            let is_written = !appeal.trim().is_empty();
            form.must("appeal", is_written, "answer-error-required");
        }
        Self {
            outcome,
            reason,
            words,
            appeal,
        }
    }

    fn event(&self) -> Option<ApplicationAction> {
        Some(ApplicationAction::Decide {
            outcome: self.outcome?,
            reason: self.reason?.to_owned(),
            words: self.words.clone(),
            appeal: self.appeal.as_deref().unwrap_or_default().trim().to_owned(),
        })
    }

    fn preview(&self, words: &Words) -> Vec<AttrValue> {
        let said = self.outcome.map(outcome_words);
        // "Another reason" says nothing by itself; the words do.
        let because = self.reason.and_then(reason_words);
        let keys = said.into_iter().chain(because);
        let mut preview: Vec<_> = keys.map(|key| words.text(key)).collect();
        preview.push(self.words.clone().into());
        if let Some(appeal) = &self.appeal {
            preview.push(words.text("application-appeal"));
            preview.push(appeal.clone().into());
        }
        preview
    }

    fn fields(&self, form: &CaseForm) -> Html {
        let words = &form.words;
        let outcomes = OUTCOMES
            .iter()
            .map(|(outcome, code)| ChoiceItem::new(*code, words.text(outcome_words(*outcome))));
        let why = self.outcome.map(|outcome| self.why(form, outcome));
        let appeal = self.appeal.clone().map(|appeal| {
            let prompt = form.prompt("appeal", "decide-appeal");
            html! {
                <TextField prompt={prompt.hint(words.text("decide-appeal-hint"))}
                    kind={FieldKind::Lines} value={appeal}
                    on_input={form.fields.on_input("appeal")} />
            }
        });
        html! {
            <>
                { form.choice("outcome", "decide-outcome", outcomes.collect()) }
                <>{ for why }</>
                { form.lines("words", "decide-words", Some("decide-words-hint")) }
                <>{ for appeal }</>
            </>
        }
    }

    /// The reasons that fit; others for another outcome.
    fn why(&self, form: &CaseForm, outcome: Outcome) -> Html {
        html! {
            <Choice key={form.fields.text("outcome")}
                prompt={form.prompt("reason", "decide-reason")}
                items={reason_items(&form.words, reasons(outcome))}
                chosen={self.reason.map(AttrValue::from)}
                on_choose={form.fields.on_input("reason")} />
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_fits_its_outcome() {
        assert!(!reasons(Outcome::Granted).contains(&"conditions-not-met"));
        assert!(!reasons(Outcome::Granted).contains(&"not-proved"));
        assert!(!reasons(Outcome::Refused).contains(&"conditions-met"));
        assert!(!reasons(Outcome::Partly).contains(&"conditions-met"));
        for (outcome, _) in OUTCOMES {
            assert!(reasons(outcome).contains(&OTHER), "{outcome:?}");
        }
    }

    #[test]
    fn the_usual_way_of_appeal_is_told_in_both_languages() {
        let usual = usual_appeal();
        assert!(usual.contains("60 天") && usual.contains("60 days"));
    }
}

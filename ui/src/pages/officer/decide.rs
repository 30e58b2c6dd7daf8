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

/// Fields for how to appeal, one for each language that the resident may read: what the
/// officer's screen is set to says nothing about that.
const APPEAL: [(Lang, &str, &str); 2] = [
    (Lang::ZhCn, "appeal", "decide-appeal"),
    (Lang::En, "appeal-en", "decide-appeal-en"),
];

/// How to appeal, unless the officer says otherwise.
fn usual_appeal(lang: Lang) -> String {
    Words::new(lang).text("decide-appeal-usual").to_string()
}

/// A line for each language that was written in, of which the resident is shown theirs.
fn in_lines(appeal: &[String]) -> String {
    let written = appeal.iter().map(|words| words.trim());
    let written = written.filter(|words| !words.is_empty());
    written.collect::<Vec<_>>().join("\n")
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
    /// Where the resident may appeal: how, in each language.
    appeal: Option<[String; 2]>,
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
        let fields = &form.fields;
        let appeal = needs_appeal.then(|| {
            APPEAL.map(|(lang, id, _)| fields.written(id).unwrap_or_else(|| usual_appeal(lang)))
        });
        if let Some(appeal) = &appeal {
            let is_written = !in_lines(appeal).is_empty();
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
            appeal: self
                .appeal
                .as_ref()
                .map_or_else(String::new, |appeal| in_lines(appeal)),
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
            preview.push(in_lines(appeal).into());
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
            let hint = words.text("decide-appeal-hint");
            let fields = APPEAL.iter().zip(appeal).map(|((_, id, label), value)| {
                html! {
                    <TextField key={*id} prompt={form.prompt(id, label).hint(hint.clone())}
                        kind={FieldKind::Lines} {value} on_input={form.fields.on_input(id)} />
                }
            });
            html! { <>{ for fields }</> }
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
    use crate::tongues::lines_in;

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
    fn how_to_appeal_is_one_line_in_each_language_and_each_reads_theirs() {
        let usual = in_lines(&APPEAL.map(|(lang, ..)| usual_appeal(lang)));
        for (lang, theirs, others) in [
            (Lang::ZhCn, "60 天", "60 days"),
            (Lang::En, "60 days", "60 天"),
        ] {
            let read = lines_in(&usual, lang);
            assert!(read.contains(theirs) && !read.contains(others), "{read}");
        }
        assert_eq!(
            in_lines(&["  ".to_owned(), " ask us ".to_owned()]),
            "ask us"
        );
    }
}

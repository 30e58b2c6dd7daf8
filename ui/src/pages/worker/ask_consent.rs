//! Asks a resident whether the worker may do things for them, and writes the answer down.

use crate::{
    address::{HOME, PageAddress, go_instead_to},
    hooks::{Here, Words, use_act, use_here, use_view, use_words},
    pages::{
        shared::{FormPage, FormState, mistake, not_here, use_form},
        worker::WorkerRoute,
    },
    parts::{Checks, Choice, ChoiceItem, LinkButton, Mistake, Mixed, Prompt, TextField},
    questions::{AnswerField, Typed, field_id, judge, written},
    saying::{error_words, permission_words},
};
use linli_api::{GiveConsent, OpenResident, Topic};
use linli_domain::{
    answer::{FieldId, Question, QuestionKind, SignedName, Value},
    consent::{Assent, Permission},
    id::PersonId,
    text::LocalText,
    time::{Date, add_days},
};
use std::collections::BTreeSet;
use yew::prelude::*;

/// For how many days it can be, and in which words.
const TERMS: [(&str, i32); 4] = [
    ("consent-today", 0),
    ("consent-month", 30),
    ("consent-half-year", 182),
    ("consent-year", 365),
];

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct AskConsentProps {
    pub(super) resident: PersonId,
}

/// The page, once it is known whom it asks.
#[component]
pub(super) fn AskConsent(props: &AskConsentProps) -> Html {
    let words = use_words();
    let resident = props.resident;
    let view = use_view(OpenResident { resident }, vec![Topic::Roster]);
    match view.here() {
        Some(page) => {
            html! { <ConsentForm {resident} name={page.resident.name.clone()} /> }
        }
        None => not_here(&words, &view, words.text("consent-title"), HOME),
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct ConsentFormProps {
    resident: PersonId,
    name: String,
}

#[component]
fn ConsentForm(props: &ConsentFormProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let draft = ConsentDraft {
        purpose: use_state_eq(|| words.text("consent-purpose-usual").to_string()),
        may: use_state_eq(|| vec![Permission::Care, Permission::Apply]),
        term: use_state_eq(|| TERMS[0].0),
        is_signed: use_state_eq(|| true),
        signature: use_state_eq(|| Typed::Nothing),
        witness: use_state_eq(String::new),
    };
    let Some(here) = use_here() else {
        return html! {};
    };
    let asking = Asking {
        words: &words,
        here: &here,
        form: &form,
        name: &props.name,
    };
    let back = WorkerRoute::Resident(props.resident).href();
    let onsubmit = {
        let (act, draft, form, words) = (act.clone(), draft.clone(), form.clone(), words.clone());
        let (here, name, resident) = (here.clone(), props.name.clone(), props.resident);
        form.clone().sending(move || {
            let asking = Asking {
                words: &words,
                here: &here,
                form: &form,
                name: &name,
            };
            let ask = draft.ask(&asking, resident)?;
            act.run(ask, |()| go_instead_to(&HOME));
            Ok(())
        })
    };
    let no = asking.text("consent-no");
    let beside = html! { <LinkButton label={no} href={back.clone()} /> };
    html! {
        <FormPage desk=true title={props.name.clone()} question={words.text("consent-page")} {back}
            failure={act.failure()} form={form.clone()} {onsubmit}
            send={asking.text("consent-write")} waiting={act.waiting()} {beside}>
            { draft.what(&asking) }
            { draft.script(&asking) }
            { draft.how(&asking) }
        </FormPage>
    }
}

/// Whom it asks, and in which words.
struct Asking<'a> {
    words: &'a Words,
    here: &'a Here,
    form: &'a FormState,
    name: &'a str,
}

impl Asking<'_> {
    /// A message that names the resident.
    fn text(&self, key: &str) -> AttrValue {
        self.words.with(key, &[("resident", self.name.into())])
    }
}

/// What is written so far.
#[derive(Clone)]
struct ConsentDraft {
    purpose: UseStateHandle<String>,
    may: UseStateHandle<Vec<Permission>>,
    /// The message that says for how long.
    term: UseStateHandle<&'static str>,
    is_signed: UseStateHandle<bool>,
    signature: UseStateHandle<Typed>,
    witness: UseStateHandle<String>,
}

impl ConsentDraft {
    /// The last day on which it holds.
    fn until(&self, today: Date) -> Date {
        let term = TERMS.iter().find(|(key, _)| *key == *self.term);
        add_days(today, term.map_or(0, |(_, days)| *days))
    }

    /// What is for the engine to write down.
    fn ask(&self, asking: &Asking<'_>, resident: PersonId) -> Result<GiveConsent, Mistake> {
        let form = asking.form;
        let purpose = form.written("purpose", &self.purpose)?;
        let may: BTreeSet<_> = self.may.iter().copied().collect();
        let may = Some(may).filter(|may| !may.is_empty());
        let may = form.required("may", may, "answer-error-choose")?;
        let how = if *self.is_signed {
            let name = self.signed(asking)?;
            Assent::Signed { name }
        } else {
            let witness = form.written("witness", &self.witness)?;
            Assent::Witnessed { witness }
        };
        Ok(GiveConsent {
            resident,
            purpose,
            may,
            until: self.until(asking.here.today()),
            how,
        })
    }

    fn signed(&self, asking: &Asking<'_>) -> Result<SignedName, Mistake> {
        let (words, here) = (asking.words, asking.here);
        let question = signature(asking);
        match judge(&question, &self.signature, here.today()) {
            Ok(Some(Value::Signature(name))) => Ok(name),
            Ok(_) => Err(mistake(
                field_id(&question),
                &words.text("answer-error-required"),
            )),
            Err(why) => {
                let written = written(words, here, &question, &self.signature);
                let what = error_words(words, &question, why, &written);
                Err(mistake(field_id(&question), &what))
            }
        }
    }

    /// What for, what, and for how long.
    fn what(&self, asking: &Asking<'_>) -> Html {
        let (words, form) = (asking.words, asking.form);
        let purpose = {
            let kept = self.purpose.clone();
            form.mending(move |typed| kept.set(typed))
        };
        let on_may = {
            let kept = self.may.clone();
            form.mending(move |chosen: Vec<AttrValue>| {
                let all = Permission::ALL.into_iter();
                kept.set(all.filter(|what| chosen.contains(&value(*what))).collect());
            })
        };
        let on_term = {
            let kept = self.term.clone();
            form.mending(move |chosen: AttrValue| {
                let term = TERMS.iter().find(|(key, _)| *key == chosen);
                kept.set(term.map_or(TERMS[0].0, |(key, _)| *key));
            })
        };
        let items = Permission::ALL
            .map(|what| ChoiceItem::new(value(what), words.text(permission_words(what))));
        let chosen: Vec<_> = self.may.iter().map(|what| value(*what)).collect();
        let terms = TERMS.map(|(key, _)| ChoiceItem::new(key, words.text(key)));
        html! {
            <>
                <TextField value={(*self.purpose).clone()} on_input={purpose}
                    prompt={Prompt::new("purpose", words.text("consent-purpose"))
                        .hint(asking.text("consent-purpose-hint")).error(form.error("purpose"))} />
                <Checks items={items.to_vec()} {chosen} on_choose={on_may}
                    prompt={Prompt::new("may", words.text("consent-may"))
                        .error(form.error("may"))} />
                <Choice items={terms.to_vec()} chosen={AttrValue::from(*self.term)}
                    on_choose={on_term} prompt={Prompt::new("term", words.text("consent-long"))} />
            </>
        }
    }

    /// What is read out to the resident.
    fn script(&self, asking: &Asking<'_>) -> Html {
        let (words, here) = (asking.words, asking.here);
        let until = self.until(here.today());
        let day = words.near_day_inside(until, here.today());
        let args = [
            ("resident", asking.name.into()),
            ("worker", here.my_name().as_str().into()),
            ("purpose", self.purpose.trim().to_owned().into()),
            ("day", day.as_str().into()),
        ];
        let script = words.with("consent-script-words", &args);
        html! {
            <>
                <h2>{ words.text("consent-script") }</h2>
                <blockquote><Mixed words={script} /></blockquote>
            </>
        }
    }

    /// How the resident said yes.
    fn how(&self, asking: &Asking<'_>) -> Html {
        let (words, form) = (asking.words, asking.form);
        let items = ["consent-how-sign", "consent-how-witness"]
            .map(|key| ChoiceItem::new(key, words.text(key)));
        let chosen = items[usize::from(!*self.is_signed)].value.clone();
        let on_how = {
            let (kept, signed) = (self.is_signed.clone(), items[0].value.clone());
            form.mending(move |chosen: AttrValue| kept.set(chosen == signed))
        };
        let proof = if *self.is_signed {
            let question = signature(asking);
            let error = form.error(&field_id(&question));
            let kept = self.signature.clone();
            let on_typed = form.mending(move |typed| kept.set(typed));
            html! {
                <AnswerField key="signature" {question} value={self.signature.value()} {error}
                    {on_typed} />
            }
        } else {
            let kept = self.witness.clone();
            html! {
                <TextField value={(*self.witness).clone()}
                    on_input={form.mending(move |typed| kept.set(typed))}
                    prompt={Prompt::new("witness", words.text("consent-witness"))
                        .error(form.error("witness"))} />
            }
        };
        html! {
            <>
                <Choice items={items.to_vec()} {chosen} on_choose={on_how}
                    prompt={Prompt::new("how", asking.text("consent-how"))} />
                { proof }
            </>
        }
    }
}

/// The word for a permission in the form.
fn value(what: Permission) -> AttrValue {
    permission_words(what).into()
}

/// The question that a signature answers, in the language of the page.
fn signature(asking: &Asking<'_>) -> Question {
    let tag = asking.here.look.lang.tag().to_owned();
    let ask = LocalText([(tag, asking.text("consent-sign").to_string())].into());
    Question::new(FieldId("signature".into()), ask, QuestionKind::Signature)
}

//! Where one lives and can be called: asked before anything leaves that somebody has to come
//! for, and changed on "my details".

use super::{FormPage, mistake, not_here, use_form};
use crate::{
    address::go_instead_to,
    hooks::{use_act, use_here, use_view, use_words},
    parts::LinkButton,
    questions::{AnswerField, Typed, field_id, judge, written},
    saying::{asked, error_words},
};
use linli_api::{GetOwnPlace, KeepHome, Topic};
use linli_domain::{
    answer::{Address, AnswerError, Question, Value},
    care::Place,
    form::home_questions,
    time::Date,
};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct HomePageProps {
    /// The address of the page that leads here.
    pub(crate) back: AttrValue,
    /// The address of the page that follows.
    pub(crate) next: AttrValue,
    /// Whether one may go on without writing it.
    #[prop_or_default]
    pub(crate) may_leave_out: bool,
}

/// The page, once it is known what stands on it.
#[component]
pub(crate) fn HomePage(props: &HomePageProps) -> Html {
    let words = use_words();
    let place = use_view(GetOwnPlace {}, vec![Topic::Profile]);
    match place.here() {
        Some(known) => {
            html! { <HomeForm place={(**known).clone()} page={props.clone()} /> }
        }
        None => not_here(
            &words,
            &place,
            words.text("details-title"),
            props.back.clone(),
        ),
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct HomeFormProps {
    place: Place,
    page: HomePageProps,
}

#[component]
fn HomeForm(props: &HomeFormProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let phone = use_state_eq(|| Typed::from(known(&props.place.phone).map(Value::Text)));
    let address = use_state_eq(|| Typed::from(known_address(&props.place)));
    let Some(here) = use_here() else {
        return html! {};
    };
    let questions = home_questions().map(|question| asked(&words, &here, question));
    let today = here.today();
    let onsubmit = {
        let (act, next, words) = (act.clone(), props.page.next.clone(), words.clone());
        let (phone, address, questions) = (phone.clone(), address.clone(), questions.clone());
        let here = here.clone();
        form.sending(move || {
            for (question, typed) in questions.iter().zip([&*phone, &*address]) {
                is_complete(question, typed, today).map_err(|why| {
                    let written = written(&words, &here, question, typed);
                    let what = error_words(&words, question, why, &written);
                    mistake(field_id(question), &what).about(here.local(&question.ask))
                })?;
            }
            let given = (phone.value(), address.value());
            if let (Some(Value::Text(phone)), Some(Value::Address(address))) = given {
                let next = next.clone();
                act.run(KeepHome { phone, address }, move |()| go_instead_to(&next));
            }
            Ok(())
        })
    };
    let fields = questions.iter().zip([&phone, &address]);
    let fields = fields.map(|(question, kept)| {
        let on_typed = {
            let kept = kept.clone();
            form.mending(move |typed| kept.set(typed))
        };
        html! {
            <AnswerField key={question.id.to_string()} question={question.clone()}
                value={kept.value()} error={form.error(&field_id(question))} {on_typed} />
        }
    });
    let beside = props.page.may_leave_out.then(|| {
        let href = props.page.next.clone();
        html! { <LinkButton label={words.text("details-go-on")} {href} /> }
    });
    html! {
        <FormPage title={words.text("details-title")} back={props.page.back.clone()}
            failure={act.failure()} form={form.clone()} {onsubmit}
            send={words.text("details-keep")} waiting={act.waiting()}
            beside={beside.unwrap_or_default()}>
            <p>{ words.text("details-why") }</p>
            { for fields }
        </FormPage>
    }
}

fn known_address(place: &Place) -> Option<Value> {
    let building = known(&place.building)?;
    Some(Value::Address(Address::of(&building, &place.door)))
}

fn known(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// An answer that somebody can find the door by.
fn is_complete(question: &Question, typed: &Typed, today: Date) -> Result<(), AnswerError> {
    match judge(question, typed, today)? {
        Some(Value::Address(address)) if address.room.trim().is_empty() => {
            Err(AnswerError::Required)
        }
        _ => Ok(()),
    }
}

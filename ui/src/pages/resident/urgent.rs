//! Urgent help: telephone numbers first, then tell the community. Nothing here
//! says "sent" before the centre's receipt.

use crate::{
    address::{HOME, PageAddress},
    hooks::{Here, Words, use_act, use_bridge, use_here, use_view, use_words},
    pages::{
        care::CareRoute,
        resident::ResidentRoute,
        shared::{FormPage, Page, Phones, use_form},
    },
    parts::{
        ButtonKind, FieldKind, Icon, LinkButton, Notice, PhoneLink, Prompt, QUESTION, TextField,
        Tone,
    },
    questions::{AnswerField, Typed, field_id},
};
use linli_api::{AskUrgently, GetOwnPlace, Topic};
use linli_domain::{
    answer::{Question, QuestionKind, Value},
    role::Role,
};
use yew::prelude::*;

/// The first page: numbers to call.
#[component]
pub(crate) fn Urgent() -> Html {
    let words = use_words();
    let place = use_view(GetOwnPlace {}, vec![Topic::Profile]);
    let role = use_here().and_then(|here| Some(here.session.account.as_ref()?.role));
    // A computer does not call; it shows the number.
    let call = if use_bridge().is_desktop() {
        "urgent-call-by-hand"
    } else {
        "urgent-call-words"
    };
    // Whoever comes must know where; until that is known, the way leads over it.
    let tell = match place.here() {
        Some(place) if !place.is_complete() => ResidentRoute::UrgentPlace,
        _ => ResidentRoute::UrgentTell,
    };
    // A carer tells the desk at the visit.
    let tell = matches!(role, Some(Role::Resident | Role::Delegate)).then(|| {
        html! {
            <>
                <h2>{ words.text("urgent-not-life") }</h2>
                <LinkButton icon={Icon::Message} label={words.text("urgent-tell")}
                    href={tell.href()} />
            </>
        }
    });
    html! {
        <Page title={words.text("home-urgent")} back={HOME}>
            <h2 id={QUESTION} tabindex="-1">{ words.text("urgent-call") }</h2>
            <p>{ words.text(call) }</p>
            <p class="strong">{ words.text("urgent-gas") }</p>
            <Phones />
            { for tell }
            <h2>{ words.text("urgent-meanwhile") }</h2>
            { for advice(&words) }
        </Page>
    }
}

/// What to do until somebody is there.
fn advice(words: &Words) -> impl Iterator<Item = Html> {
    let all = [
        ("urgent-fall", "urgent-fall-do"),
        ("urgent-unwell", "urgent-unwell-do"),
        ("urgent-fire", "urgent-fire-do"),
    ];
    all.map(|(what, to_do)| {
        html! { <><h3>{ words.text(what) }</h3><p>{ words.text(to_do) }</p></> }
    })
    .into_iter()
}

/// The second page: what happened, and send.
#[component]
pub(crate) fn UrgentTell() -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let what = use_state_eq(|| None::<Value>);
    let note = use_state_eq(String::new);
    let Some(here) = use_here() else {
        return html! {};
    };
    let question = what_happened(&here);
    let on_note = {
        let note = note.clone();
        Callback::from(move |typed| note.set(typed))
    };
    let onsubmit = {
        let (act, what, note) = (act.clone(), what.clone(), note.clone());
        let must_choose = question.map(|asked| (field_id(asked), here.local(&asked.ask)));
        let must = form.clone();
        form.sending(move || {
            if let Some((id, asked)) = must_choose.clone() {
                let chosen = must.required(id, what.as_ref(), "answer-error-choose");
                chosen.map_err(|mistake| mistake.about(asked))?;
            }
            let ask = AskUrgently {
                what: (*what).clone(),
                note: note.trim().to_owned(),
            };
            act.run(ask, |made| CareRoute::Sent(made.doc).go_instead());
            Ok(())
        })
    };
    let field = question.map(|question| {
        let on_typed = {
            let what = what.clone();
            form.mending(move |typed| what.set(chosen(typed)))
        };
        html! {
            <AnswerField question={question.clone()} value={(*what).clone()}
                error={form.error(&field_id(question))} {on_typed} />
        }
    });
    let if_worse = html! {
        <Notice tone={Tone::Careful}>
            <p>{ words.text("urgent-call-if-worse") }</p>
            { for first_number(&here) }
        </Notice>
    };
    html! {
        <FormPage title={words.text("home-urgent")} question={words.text("urgent-tell")}
            back={ResidentRoute::Urgent.href()} failure={act.failure()} above={if_worse}
            form={form.clone()} {onsubmit} kind={ButtonKind::DangerGo}
            send={words.text("urgent-send")} waiting={act.waiting()}>
            <>{ for field }</>
            <TextField prompt={Prompt::new("note", words.text("urgent-note"))}
                kind={FieldKind::Lines} value={(*note).clone()} on_input={on_note} />
        </FormPage>
    }
}

/// The first of the numbers for danger to life.
fn first_number(here: &Here) -> Option<Html> {
    let first = here.area()?.phones.iter().find(|phone| phone.emergency)?;
    Some(html! {
        <PhoneLink who={here.local(&first.name)} number={first.number.clone()} urgent=true />
    })
}

/// The question of the catalogue's urgent kind that is a choice.
fn what_happened(here: &Here) -> Option<&Question> {
    let kind = here.catalogue.care.iter().find(|kind| kind.urgent)?;
    let mut questions = kind.questions.iter();
    questions.find(|question| matches!(question.kind, QuestionKind::Choice { .. }))
}

fn chosen(typed: Typed) -> Option<Value> {
    match typed {
        Typed::Value(value) => Some(value),
        _ => None,
    }
}

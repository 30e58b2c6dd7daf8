//! What services need to know about a person: asked one at a time and once for all,
//! kept on this device and in their own document; what is known can be changed.

use crate::{
    address::PageAddress,
    hooks::{Here, Words, use_act, use_here, use_view, use_words},
    pages::{
        services::ServicesRoute,
        shared::{FormPage, Page, mistake, not_here, use_form},
    },
    parts::{AnswerList, AnswerRow, Button, ButtonKind, LinkButton},
    questions::{AnswerField, Typed, field_id, judge, written},
    saying::{self, FormReaders, error_words, value_words, with_readers},
};
use linli_api::{
    AnswerProfile, ListProfileQuestions, ListServices, OpenService, Topic, view::ProfileQuestion,
};
use linli_domain::{answer::Value, catalogue::ServiceId, profile::ProfileField};
use std::collections::BTreeSet;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct AboutProps {
    /// For which service; `None`: for all.
    pub(crate) service: Option<ServiceId>,
}

/// The page: the next open question, or all that is known.
#[component]
pub(crate) fn About(props: &AboutProps) -> Html {
    let words = use_words();
    let skipped = use_state_eq(BTreeSet::<ProfileField>::new);
    let chosen = use_state_eq(|| None::<ProfileField>);
    let questions = use_view(
        ListProfileQuestions {},
        vec![Topic::Catalogue, Topic::Profile],
    );
    let open = use_open_questions(props.service.as_ref());
    let back = match &props.service {
        Some(service) => ServicesRoute::Service(service.clone()).href(),
        None => ServicesRoute::List.href(),
    };
    let (Some(here), Some(known), Some(open)) = (use_here(), questions.here(), open) else {
        return not_here(&words, &questions, words.text("about-title"), back);
    };
    let next = (*chosen).or_else(|| open.into_iter().find(|field| !skipped.contains(field)));
    let next = next.and_then(|field| known.iter().find(|asked| asked.field == field));
    if let Some(asked) = next {
        let on_done = {
            let (chosen, skipped, field) = (chosen.clone(), skipped.clone(), asked.field);
            Callback::from(move |()| {
                let mut passed = (*skipped).clone();
                passed.insert(field);
                skipped.set(passed);
                chosen.set(None);
            })
        };
        let asked = ProfileQuestion {
            question: saying::asked(&words, &here, asked.question.clone()),
            ..asked.clone()
        };
        let (field, title) = (asked.field, words.text("about-title"));
        let readers = with_readers(&words, "services-private", FormReaders::Profile);
        return html! {
            <ProfileAnswer key={field.name()} {readers}
                {asked} {title} {back} {on_done} />
        };
    }
    let on_change = Callback::from(move |field| chosen.set(Some(field)));
    let rows = known
        .iter()
        .filter_map(|asked| known_row(&words, &here, asked, &on_change));
    html! {
        <Page title={words.text("about-title")} back={back.clone()}>
            <p>{ with_readers(&words, "about-known", FormReaders::Profile) }</p>
            { for rows }
            <div class="dock">
                <LinkButton kind={ButtonKind::Go} label={words.text("about-see")} href={back} />
            </div>
        </Page>
    }
}

/// What one service still needs to know, or all of them; `None` until that is here.
#[hook]
fn use_open_questions(service: Option<&ServiceId>) -> Option<Vec<ProfileField>> {
    let topics = vec![Topic::Catalogue, Topic::Profile];
    let all = ListServices {
        search: String::new(),
    };
    let all = use_view(all, topics.clone());
    let one = OpenService {
        service: service.cloned().unwrap_or_default(),
    };
    let one = use_view(one, topics);
    match service {
        Some(_) => one.here().map(|page| page.open_questions.clone()),
        None => all.here().map(|all| all.open_questions.clone()),
    }
}

/// What is known, with a button to change it.
fn known_row(
    words: &Words,
    here: &Here,
    asked: &ProfileQuestion,
    on_change: &Callback<ProfileField>,
) -> Option<Html> {
    let ask = here.local(&saying::asked(words, here, asked.question.clone()).ask);
    let row = AnswerRow {
        label: ask.clone(),
        value: value_words(words, here, &asked.question, asked.value.as_ref()?),
        change: None,
    };
    let on_press = {
        let field = asked.field;
        on_change.reform(move |()| field)
    };
    Some(html! {
        <div class="stack tight" key={asked.field.name()}>
            <AnswerList rows={vec![row]} />
            <Button label={words.text("common-change")} about={ask} {on_press} />
        </div>
    })
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct ProfileAnswerProps {
    pub(crate) asked: ProfileQuestion,
    pub(crate) title: AttrValue,
    pub(crate) back: AttrValue,
    /// Who can see the answer.
    pub(crate) readers: AttrValue,
    /// It was answered, or is left out.
    pub(crate) on_done: Callback<()>,
}

/// One question about the person.
#[component]
pub(crate) fn ProfileAnswer(props: &ProfileAnswerProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let typed = use_state_eq(|| Typed::from(props.asked.value.clone()));
    let Some(here) = use_here() else {
        return html! {};
    };
    let question = &props.asked.question;
    let id = field_id(question);
    let on_typed = {
        let typed = typed.clone();
        form.mending(move |now| typed.set(now))
    };
    let onsubmit = {
        let (typed, act, props, words) = (typed.clone(), act.clone(), props.clone(), words.clone());
        let (id, here, today) = (id.clone(), here.clone(), here.today());
        form.sending(move || {
            let question = &props.asked.question;
            let value = judge(question, &typed, today).map_err(|why| {
                let written = written(&words, &here, question, &typed);
                mistake(id.clone(), &error_words(&words, question, why, &written))
            })?;
            let on_done = props.on_done.clone();
            // "I do not know" leaves it open; where it may be left out, nothing empties it.
            if value == Some(Value::NotKnown) {
                on_done.emit(());
            } else {
                let field = props.asked.field;
                act.run(AnswerProfile { field, value }, move |()| on_done.emit(()));
            }
            Ok(())
        })
    };
    let skip = html! {
        <Button label={words.text("about-skip")} on_press={props.on_done.clone()} />
    };
    html! {
        <FormPage title={props.title.clone()} question={here.local(&question.ask)}
            back={props.back.clone()} failure={act.failure()} form={form.clone()}
            {onsubmit} send={words.text("common-next")}
            waiting={act.waiting()} beside={skip}
            above={html! { <p class="small">{ &props.readers }</p> }}>
            <AnswerField question={question.clone()} value={typed.value()}
                error={form.error(&id)} {on_typed} />
        </FormPage>
    }
}

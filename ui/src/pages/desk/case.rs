//! One case: what was written, what happened, and what can be done about it.

use super::{
    actions::{Action, Holder, allowed},
    decide::CaseFormProps,
    queue::due_words,
};
use crate::{
    hooks::{Act, Here, Words, use_act, use_here, use_view, use_words},
    pages::{
        application::moments,
        matter::{Messages, remarks},
        page::{Page, not_here},
    },
    parts::{Button, ButtonKind, LinkButton, Live, Notice, Tag, Timeline, Tone},
    questions::Album,
    route::Route,
    saying::{application_words, tracking_words, value_words},
};
use linli_api::{
    Advance, OpenApplication, Topic,
    view::{self, Delivered},
};
use linli_domain::{
    answer::{Question, Value, journey, masked, to_text},
    application::ApplicationEvent as E,
    grade::Grade,
    id::{DocId, PersonId},
    time::Timestamp,
};
use yew::prelude::*;

/// The page.
#[component]
pub fn Case(props: &CaseFormProps) -> Html {
    let words = use_words();
    let act = use_act();
    let doc = props.doc;
    let opened = use_view(
        OpenApplication { doc },
        vec![Topic::Doc(doc), Topic::Delivery],
    );
    let (Some(here), Some(own)) = (use_here(), opened.here()) else {
        return not_here(
            &opened,
            words.text("officer-title"),
            Route::Home,
            words.text("common-one-moment"),
        );
    };
    let (status, tone) = application_words(own.status, Delivered::AtCentre);
    let status = words.text(status);
    let number = own.tracking.as_deref().map(tracking_words);
    let asked = journey(&own.service.questions, &own.answers);
    let answers = asked.into_iter().filter_map(|question| {
        let value = own.answers.get(&question.id)?;
        Some(html! { <AnswerLine key={question.id.to_string()} {doc} question={question.clone()} value={value.clone()} /> })
    });
    html! {
        <Page desk=true title={here.local(&own.service.name)} back={Route::Home} failure={act.failure()}>
            <Live words={status.clone()} />
            <div class="tags"><Tag {tone} label={status} />{ for number.map(|number| html! { <Tag label={number} /> }) }</div>
            <p>{ due_words(&words, &here, own.due) }</p>
            <div class="case">
                <section aria-labelledby="case-answers">
                    <h2 id="case-answers">{ words.text("case-answers") }</h2>
                    <dl class="answers">{ for answers }</dl>
                    { said(&words, own) }
                </section>
                <section aria-labelledby="case-do">
                    <h2 id="case-do">{ words.text("case-do") }</h2>
                    { actions(&words, &here, &act, own) }
                    <Timeline moments={moments(&words, &here, own)} />
                    <Messages {doc} remarks={remarks(&words, &here, &own.messages)} typed={own.typed.clone()} />
                </section>
            </div>
        </Page>
    }
}

/// What the resident wrote about the result.
fn said(words: &Words, own: &view::Application) -> Html {
    let correction = own
        .correction
        .as_ref()
        .map(|correction| html! { <Notice tone={Tone::Careful} title={words.text("case-correction-asked")}><p>{ correction.words.clone() }</p></Notice> });
    let objections = own.happened.iter().filter_map(|happened| match &happened.what {
        E::Objected { words: why } => Some(html! { <Notice tone={Tone::Careful} title={words.text("case-objection")}><p>{ why.clone() }</p></Notice> }),
        _ => None,
    });
    let rating = own.rating.as_ref().map(|rating| {
        let grade = [("grade", i64::from(rating.grade).into())];
        html! { <Notice title={words.with("case-rating", &grade)}><p>{ rating.words.clone() }</p></Notice> }
    });
    html! { <>{ for objections }{ for correction }{ for rating }</> }
}

fn actions(words: &Words, here: &Here, act: &Act, own: &view::Application) -> Html {
    let doc = own.doc;
    let me = here.session.account.as_ref().map(|account| account.person);
    let held = own.holder.map(|holder| {
        if Some(holder) == me {
            Holder::Me
        } else {
            Holder::Other
        }
    });
    let held_words = held.map(|held| {
        let key = match held {
            Holder::Me => "case-held-by-you",
            Holder::Other => "case-held-by-other-words",
        };
        html! { <p class="strong">{ words.text(key) }</p> }
    });
    let corrects = own
        .correction
        .as_ref()
        .is_some_and(|correction| correction.answer.is_none());
    let buttons = allowed(own.status, held, corrects).into_iter();
    let buttons = buttons.map(|action| button(words, act, doc, action));
    html! { <div class="stack tight">{ for held_words }{ for buttons }</div> }
}

fn button(words: &Words, act: &Act, doc: DocId, action: Action) -> Html {
    let press = |key: &str, kind: ButtonKind, what: E| {
        let act_now = act.clone();
        let on_press = Callback::from(move |()| {
            let what = what.clone();
            act_now.run(Advance { doc, what }, |()| ());
        });
        html! { <Button key={key.to_owned()} {kind} label={words.text(key)} waiting={act.waiting()} {on_press} /> }
    };
    let link = |key: &str, kind: ButtonKind, route: Route| {
        html! { <LinkButton key={key.to_owned()} {kind} label={words.text(key)} href={route.href()} /> }
    };
    match action {
        // Who and until when, the engine knows.
        Action::Take => press(
            "case-take",
            ButtonKind::Plain,
            E::LeaseTaken {
                officer: PersonId::default(),
                until: Timestamp::default(),
                name: String::new(),
            },
        ),
        Action::Give => press("case-give", ButtonKind::Plain, E::LeaseGiven),
        Action::Accept => press("case-accept", ButtonKind::Go, E::Accepted),
        Action::Served => press("case-served", ButtonKind::Plain, E::Served),
        Action::TurnAway => link(
            "case-turn-away",
            ButtonKind::Plain,
            Route::CaseTurnAway(doc),
        ),
        Action::AskMore => link("case-ask-more", ButtonKind::Plain, Route::CaseMore(doc)),
        Action::Decide => link("case-decide", ButtonKind::Go, Route::CaseDecide(doc)),
        Action::AnswerCorrection => link(
            "case-correction",
            ButtonKind::Go,
            Route::CaseCorrection(doc),
        ),
    }
}

/// Properties of [`AnswerLine`].
#[derive(Clone, Debug, PartialEq, Properties)]
struct AnswerLineProps {
    doc: DocId,
    question: Question,
    value: Value,
}

/// An answer; what is sensitive only when asked for, one at a time.
#[component]
fn AnswerLine(props: &AnswerLineProps) -> Html {
    let words = use_words();
    let is_open = use_state_eq(|| props.question.grade < Grade::SENSITIVE);
    let Some(here) = use_here() else {
        return html! {};
    };
    let (question, value) = (&props.question, &props.value);
    let label = here.local(&question.ask);
    let shown = match (*is_open, value) {
        (false, _) => AttrValue::from(masked(value, &question.kind)),
        (true, Value::Text(_)) => to_text(value).unwrap_or_default().into(),
        (true, _) => value_words(&words, &here, question, value),
    };
    let show = (!*is_open).then(|| {
        let is_open = is_open.clone();
        let onclick = Callback::from(move |_| is_open.set(true));
        html! {
            <dd class="change"><button type="button" class="textlink" {onclick}>{ words.text("case-show") }<span class="off-screen">{ " " }{ &label }</span></button></dd>
        }
    });
    let album = (*is_open && matches!(value, Value::Photos(_)))
        .then(|| html! { <dd><Album doc={props.doc} field={question.id.clone()} /></dd> });
    html! { <div><dt>{ &label }</dt><dd>{ shown }</dd>{ for show }{ for album }</div> }
}

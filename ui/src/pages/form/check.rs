//! Read it once more, then send it.

use super::{StepProps, subject};
use crate::{
    address::PageAddress,
    hooks::{Act, Here, Words, focus_id, use_act, use_here, use_words},
    pages::{
        form::FormRoute,
        resident::ResidentRoute,
        services::ServicesRoute,
        shared::{Page, failure_line},
    },
    parts::{
        AnswerList, AnswerRow, Button, ButtonKind, Card, ErrorSummary, LinkButton, Live, Mistake,
        Mixed, Notice, QUESTION, Tone,
    },
    questions::{Typed, half_left, half_line, written},
    saying::{Audience, error_words, value_words},
};
use linli_api::{KeepInProfile, view};
use linli_domain::{
    answer::{AnswerError, Question},
    form::{FormError, FormStep},
};
use yew::prelude::*;

#[component]
pub(super) fn CheckStep(props: &StepProps) -> Html {
    let words = use_words();
    let act = use_act();
    let tries = use_state_eq(|| 0_u32);
    let is_asked = use_state_eq(|| false);
    let Some(here) = use_here() else {
        return html! {};
    };
    let view = &props.view;
    let asked = view.form.asked();
    let (before, after) = subject::rows(&words, &here, view);
    let rows = asked
        .iter()
        .map(|question| row(&words, &here, view, question));
    let places = subject::place_rows(&words, &here, view);
    let rows = before.into_iter().chain(rows).chain(after).chain(places);
    let all = mistakes(&words, &here, view);
    let on_press = {
        let (act, tries, view) = (act.clone(), tries.clone(), view.clone());
        let (is_complete, is_asked) = (all.is_empty(), is_asked.clone());
        let is_own = Audience::of(&here) == Audience::Own;
        Callback::from(move |()| {
            if is_complete && !is_own && !*is_asked {
                is_asked.set(true);
            } else if is_complete {
                subject::send(&act, &view);
            } else {
                tries.set(tries.saturating_add(1));
            }
        })
    };
    let mistakes = if *tries > 0 { all } else { Vec::new() };
    let question = words.text("ask-check");
    let send = if *is_asked {
        words.text("form-send-for-yes")
    } else {
        subject::send_words(&words, view)
    };
    let hint = subject::hint(&words, view);
    let hint = hint.map(|words| html! { <p class="hint"><Mixed {words} /></p> });
    html! {
        <Page title={here.local(&view.title)} question={question.clone()}
            back={props.back(&FormStep::Check)} failure={act.failure()}>
            <ErrorSummary {mistakes} tries={*tries} />
            <h2 id={QUESTION} tabindex="-1">{ question }</h2>
            <AnswerList rows={rows.collect::<Vec<_>>()} />
            <Newer view={view.clone()} />
            { papers(&words, &here, view) }
            { against(&words, &here, view) }
            { for hint }
            { for is_asked.then(|| ask(&words)) }
            <div class="dock">
                { sending(&words, view, send, &act, on_press) }
                <LinkButton label={words.text("form-later")} href={ResidentRoute::Matters.href()} />
                <LinkButton kind={ButtonKind::Danger} label={words.text("ask-discard")}
                    href={subject::discard(view)} />
            </div>
        </Page>
    }
}

/// The button that sends it; but where another for the same was sent meanwhile, which this
/// one would be the double of, the way to that.
fn sending(
    words: &Words,
    view: &view::FormView,
    label: AttrValue,
    act: &Act,
    on_press: Callback<()>,
) -> Html {
    let Some(other) = view.under_way else {
        return html! {
            <Button kind={ButtonKind::Go} {label} waiting={act.waiting()} {on_press} />
        };
    };
    let href = ServicesRoute::Application(other).href();
    html! {
        <Notice title={words.text("form-under-way")}>
            <LinkButton label={words.text("service-matter-see")} {href} />
        </Notice>
    }
}

/// What speaks against it, by what was answered: told before it is sent.
fn against(words: &Words, here: &Here, view: &view::FormView) -> Html {
    if view.against.is_empty() {
        return html! {};
    }
    let reasons = view.against.iter().map(|reason| {
        let told = [&reason.words, &reason.change].into_iter().flatten();
        let told = told.map(|words| here.local(words).to_string());
        html! { <p>{ told.collect::<Vec<_>>().join(" ") }</p> }
    });
    html! {
        <Notice tone={Tone::Careful} title={words.text("form-against")}>
            { for reasons }
            <p>{ words.text("form-against-words") }</p>
        </Notice>
    }
}

/// Asked of who sends it for somebody else, who may have begun it and not be ready.
fn ask(words: &Words) -> Html {
    let question = words.text("form-send-for");
    html! {
        <>
            <Live words={question.clone()} />
            <Notice tone={Tone::Careful} title={question}>
                <p>{ words.text("form-send-for-words") }</p>
            </Notice>
        </>
    }
}

fn row(words: &Words, here: &Here, view: &view::FormView, question: &Question) -> AnswerRow {
    let id = &question.id;
    let is_paper = view
        .papers
        .iter()
        .any(|paper| paper.photo && paper.id == id.0);
    let half = view.form.half.get(id);
    let value = match (view.form.answers.get(id), half) {
        (Some(value), _) => value_words(words, here, question, value),
        (None, Some(half)) => half_line(question, half),
        (None, None) if is_paper => words.text("form-paper-later"),
        (None, None) if question.optional => words.text("answer-left-out"),
        (None, None) => words.text("answer-none"),
    };
    let note = if view.form.clashes.contains_key(id) {
        Some(words.text("form-clash-here"))
    } else if view.doubtful.contains(id) {
        Some(words.text("form-doubtful"))
    } else {
        half.map(|half| half_words(words, here, question, half))
    };
    let value = match note {
        Some(note) => format!("{value}\n{note}").trim_start().to_owned().into(),
        None => value,
    };
    AnswerRow {
        label: here.local(&question.ask),
        value,
        change: Some(FormRoute::Question(view.doc, id.clone()).href()),
    }
}

/// Why what was left half typed is no answer.
fn half_words(words: &Words, here: &Here, question: &Question, half: &str) -> AttrValue {
    let typed = half_left(question, half);
    match typed.mistake() {
        Some(why) if why != AnswerError::WrongType => error_words(
            words,
            question,
            why,
            &written(words, here, question, &typed),
        ),
        _ => words.text("form-half"),
    }
}

/// What keeps it from being sent.
fn mistakes(words: &Words, here: &Here, view: &view::FormView) -> Vec<Mistake> {
    let wrong = view.form.mistakes(here.today()).into_iter();
    let wrong = wrong.map(|(question, mistake)| {
        let what = match mistake {
            FormError::TwoAnswers => words.text("form-clash-here"),
            FormError::Half => {
                let half = view.form.half.get(&question.id);
                half_words(words, here, question, half.map_or("", String::as_str))
            }
            FormError::Wrong(error) => {
                let value = view.form.answers.get(&question.id).cloned();
                let written = written(words, here, question, &Typed::from(value));
                error_words(words, question, error, &written)
            }
        };
        Mistake {
            id: FormRoute::Question(view.doc, question.id.clone()).href(),
            words: what,
            about: Some(here.local(&question.ask)),
        }
    });
    wrong.chain(subject::mistakes(words, view)).collect()
}

/// Papers of which no photo is sent: they are shown at the desk or to a visitor.
fn papers(words: &Words, here: &Here, view: &view::FormView) -> Html {
    let mut papers = view.papers.iter().filter(|paper| !paper.photo).peekable();
    if papers.peek().is_none() {
        return html! {};
    }
    let papers = papers.map(|paper| {
        let optional = paper.optional.then(|| words.text("service-if-any"));
        html! { <li>{ here.local(&paper.label) }{ for optional }</li> }
    });
    html! { <><h2>{ words.text("service-papers") }</h2><ul class="plain">{ for papers }</ul></> }
}

/// Where they are offered, and where it is then said that they are kept.
const NEWER: &str = "newer";

/// Answers that are newer than the profile: offered to be kept for next time.
#[component]
fn Newer(props: &StepProps) -> Html {
    let words = use_words();
    let act = use_act();
    let asked = use_state_eq(|| false);
    let view = &props.view;
    let Some(here) = use_here() else {
        return html! {};
    };
    if view.newer.is_empty() {
        let said = asked.then(|| words.text("form-newer-kept"));
        let said = said.map(|said| {
            html! { <div id={NEWER} tabindex="-1"><Live words={said.clone()} />{ said }</div> }
        });
        return said.unwrap_or_default();
    }
    let named = view.newer.iter().filter_map(|field| {
        let question = view.form.question(field)?;
        let value = value_words(&words, &here, question, view.form.answers.get(field)?);
        Some(html! { <li>{ here.local(&question.ask) }{ " " }<b>{ value }</b></li> })
    });
    let on_press = {
        let (act, doc, fields) = (act.clone(), view.doc, view.newer.clone());
        Callback::from(move |()| {
            let fields = fields.clone();
            asked.set(true);
            // The card goes, and with it the button that had the focus.
            act.run(KeepInProfile { doc, fields }, |()| {
                focus_id(NEWER);
            });
        })
    };
    html! {
        <div id={NEWER} tabindex="-1">
            <Card title={words.text("form-newer")}>
                <ul class="plain">{ for named }</ul>
                { for failure_line(&words, &act) }
                <Button label={words.text("form-newer-keep")} waiting={act.waiting()} {on_press} />
            </Card>
        </div>
    }
}

//! The one thing to know about an application now, and what to do about it.

use super::props::OverviewProps;
use crate::{
    address::PageAddress,
    hooks::{Here, Words, use_act, use_here, use_words},
    pages::{
        form::FormRoute,
        shared::{failure_line, last_action_words, without_receipt},
    },
    parts::{Button, ButtonKind, LinkButton, Mixed, Notice, Tone},
    saying::{Audience, outcome_words, reason_words},
    tongues::lines_in,
};
use linli_api::{
    Advance,
    view::{self, Delivered},
};
use linli_domain::{
    answer::check,
    application::{
        ApplicationAction, ApplicationEvent as E, ApplicationMove as M, ApplicationStatus as S,
        Asked, Decision, Item, Outcome as Decided,
    },
};
use yew::prelude::*;

#[component]
pub(super) fn OutcomeNotice(props: &OverviewProps) -> Html {
    let words = use_words();
    let Some(here) = use_here() else {
        return html! {};
    };
    let application = &props.application;
    let notice = match application.status {
        _ if is_on_its_way(application) => Some(html! {
            <Notice tone={Tone::Careful} title={words.text("ask-sent-here")}>
                <p>{ words.text("ask-sent-here-next") }</p>
            </Notice>
        }),
        S::NeedsMore | S::Lapsed => application
            .asked
            .clone()
            .map(|asked| html! { <More application={application.clone()} {asked} /> }),
        S::NotAccepted => application.turned_away.as_ref().map(|away| {
            html! {
                <Notice tone={Tone::Careful} title={words.text("application-not-accepted")}>
                    { for reason(&words, &away.reason) }
                    { for said(&away.words) }
                    { for said(&away.where_to_go) }
                </Notice>
            }
        }),
        S::Decided | S::Closed => application
            .decision
            .as_ref()
            .map(|decision| decided(&words, &here, application, decision)),
        S::Withdrawn => Some(html! {
            <>
                { for application.withdrawn.as_deref().and_then(said) }
                <Resume application={application.clone()} />
            </>
        }),
        S::Received | S::Accepted | S::InReview => application.due.map(|due| {
            let day = words.near_day_inside(due.date, here.today());
            let until = words.with("application-due", &[("day", day.as_str().into())]);
            html! { <p class="large">{ until }</p> }
        }),
        S::Draft | S::Discarded | S::Sent => None,
    };
    notice.unwrap_or_default()
}

fn said(text: &str) -> Option<Html> {
    (!text.is_empty()).then(|| html! { <p><Mixed words={text.to_owned()} /></p> })
}

/// What the office decided, why, and how to appeal.
fn decided(
    words: &Words,
    here: &Here,
    application: &view::ApplicationPage,
    decision: &Decision,
) -> Html {
    let (tone, title) = match decision.outcome {
        Decided::Granted => (Tone::Good, "application-granted"),
        Decided::Partly => (Tone::Careful, "application-partly"),
        Decided::Refused => (Tone::Careful, "application-refused"),
    };
    // Who helps is not the one who gets it.
    let title = match Audience::of(here) {
        Audience::Own => title,
        Audience::Helper | Audience::Office => outcome_words(decision.outcome),
    };
    let appeal = (!decision.appeal.is_empty()).then(|| {
        html! {
            <>
                <p class="strong">{ words.text("application-appeal") }</p>
                <p><Mixed words={lines_in(&decision.appeal, words.lang())} /></p>
            </>
        }
    });
    html! {
        <Notice {tone} title={words.text(title)}>
            { for reason(words, &decision.reason) }
            { for said(&decision.words) }
            { for appeal }
            { correction(words, here, application) }
        </Notice>
    }
}

/// The reason of an answer, where its code has words.
fn reason(words: &Words, code: &str) -> Option<Html> {
    let key = reason_words(code)?;
    Some(html! { <p class="strong">{ words.text(key) }</p> })
}

/// Whether what was sent last is still on this device only.
fn is_on_its_way(application: &view::ApplicationPage) -> bool {
    without_receipt(application) && application.delivered == Delivered::Here
}

/// What was taken back can be taken up again, for a while.
#[component]
fn Resume(props: &OverviewProps) -> Html {
    let words = use_words();
    let act = use_act();
    let application = &props.application;
    let (Some(here), Some(until)) = (use_here(), application.reopens_until) else {
        return html! {};
    };
    let doc = application.doc;
    let day = words.near_day_inside(here.local_time(until).0, here.today());
    let on_press = {
        let act = act.clone();
        Callback::from(move |()| {
            let what = ApplicationAction::Resume;
            act.run(Advance { doc, what }, move |()| {
                FormRoute::Check(doc).go_instead()
            });
        })
    };
    html! {
        <Notice tone={Tone::Plain}>
            <p>{ words.with("application-resume-until", &[("day", day.as_str().into())]) }</p>
            <>{ for failure_line(&words, &act) }</>
            <Button label={words.text("application-resume")} waiting={act.waiting()} {on_press} />
        </Notice>
    }
}

/// What became of a correction.
fn correction(words: &Words, here: &Here, application: &view::ApplicationPage) -> Html {
    let Some(correction) = &application.correction else {
        return html! {};
    };
    match &correction.answer {
        None => {
            let is_asking = |what: &E| matches!(what, E::CorrectionAsked { .. });
            let told = last_action_words(words, here, application, is_asking);
            html! { { for told.map(|told| html! { <p>{ told }</p> }) } }
        }
        Some((approved, why)) => {
            let key = if *approved {
                "application-correction-yes"
            } else {
                "application-correction-no"
            };
            html! { <><p>{ words.text(key) }</p><p>{ why.clone() }</p></> }
        }
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct MoreProps {
    application: std::rc::Rc<view::ApplicationPage>,
    asked: Asked,
}

/// The complete list of what is missing, each with its way to it.
#[component]
fn More(props: &MoreProps) -> Html {
    let words = use_words();
    let act = use_act();
    let Some(here) = use_here() else {
        return html! {};
    };
    let (application, asked) = (&props.application, &props.asked);
    let doc = application.doc;
    let items = asked.items.iter();
    let items = items.map(|item| asked_item(&words, &here, application, item));
    let on_press = {
        let act = act.clone();
        Callback::from(move |()| {
            let what = ApplicationAction::Supplement;
            act.run(Advance { doc, what }, |()| ());
        })
    };
    let can_send = application.may.contains(&M::Supplement);
    let send = (can_send && is_ready(application, asked)).then(|| {
        html! {
            <Button kind={ButtonKind::Go} label={words.text("application-more-send")}
                waiting={act.waiting()} {on_press} />
        }
    });
    html! {
        <Notice tone={Tone::Careful} title={words.text("application-more")}>
            <p><Mixed words={asked.words.clone()} /></p>
            <ul class="plain">{ for items }</ul>
            <p class="strong">{ until(&words, &here, application, asked) }</p>
            { for failure_line(&words, &act) }
            { for send }
        </Notice>
    }
}

/// One thing that is missing: a question, or a paper to show.
fn asked_item(
    words: &Words,
    here: &Here,
    application: &view::ApplicationPage,
    item: &Item,
) -> Html {
    let question = application.service.question(&item.field);
    let mut papers = application.service.evidence.iter();
    let paper = papers.find(|paper| paper.id == item.field.0);
    let named = question.map(|question| &question.ask);
    let named = named.or_else(|| paper.map(|paper| &paper.label));
    let ask = named.map(|name| here.local(name));
    let answer = question.map(|_| {
        let href = FormRoute::Question(application.doc, item.field.clone()).href();
        let label = words.text("application-more-answer");
        html! { <LinkButton {label} about={ask.clone()} {href} /> }
    });
    let show = paper.map(|paper| {
        let key = if paper.photo {
            "form-paper-or-show"
        } else {
            "form-paper-show"
        };
        html! { <p>{ words.text(key) }</p> }
    });
    html! {
        <li>
            { for ask.clone().map(|ask| html! { <p class="strong">{ ask }</p> }) }
            <p><Mixed words={item.words.clone()} /></p>
            { for show }
            { for answer }
        </li>
    }
}

/// Whether every question that was asked again has an answer that will do.
fn is_ready(application: &view::ApplicationPage, asked: &Asked) -> bool {
    asked.items.iter().all(|item| {
        let question = application.service.question(&item.field);
        question
            .is_none_or(|question| check(question, application.answers.get(&item.field)).is_ok())
    })
}

/// Until when it can be sent; or that it is too late.
fn until(
    words: &Words,
    here: &Here,
    application: &view::ApplicationPage,
    asked: &Asked,
) -> AttrValue {
    let (key, date) = match (application.status, application.reopens_until) {
        (S::Lapsed, None) => return words.text("application-lapsed-over"),
        (S::Lapsed, Some(until)) => ("application-lapsed-until", here.local_time(until).0),
        _ => ("application-more-until", asked.due),
    };
    let day = words.near_day_inside(date, here.today());
    words.with(key, &[("day", day.as_str().into())])
}

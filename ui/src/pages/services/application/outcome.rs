//! The one thing to know about an application now, and what to do about it.

use super::OverviewProps;
use crate::{
    address::Address,
    hooks::{use_act, use_here, use_words},
    pages::{form::FormRoute, shared::without_receipt},
    parts::{Button, ButtonKind, LinkButton, Notice, Tone},
    saying::{Eyes, failure_words, outcome_words, reason_words},
};
use linli_api::{
    Advance,
    view::{self, Delivered},
};
use linli_domain::{
    answer::check,
    application::{ApplicationEvent, ApplicationStatus as S, Asked, Outcome as Decided},
};
use yew::prelude::*;

/// The notice.
#[component]
pub(super) fn Outcome(props: &OverviewProps) -> Html {
    let words = use_words();
    let Some(here) = use_here() else {
        return html! {};
    };
    let own = &props.own;
    let said = |text: &str| (!text.is_empty()).then(|| html! { <p>{ text.to_owned() }</p> });
    match own.status {
        _ if is_on_its_way(own) => html! {
            <Notice tone={Tone::Careful} title={words.text("ask-sent-here")}>
                <p>{ words.text("ask-sent-here-next") }</p>
            </Notice>
        },
        S::NeedsMore | S::Lapsed => match &own.asked {
            Some(asked) => html! { <More own={own.clone()} asked={asked.clone()} /> },
            None => html! {},
        },
        S::NotAccepted => match &own.turned_away {
            Some(away) => html! {
                <Notice tone={Tone::Careful} title={words.text("application-not-accepted")}>
                    { for reason(&words, &away.reason) }
                    { for said(&away.words) }
                    { for said(&away.where_to_go) }
                </Notice>
            },
            None => html! {},
        },
        S::Decided | S::Closed => match &own.decision {
            Some(decision) => {
                let (tone, title) = match decision.outcome {
                    Decided::Granted => (Tone::Good, "application-granted"),
                    Decided::Partly => (Tone::Careful, "application-partly"),
                    Decided::Refused => (Tone::Careful, "application-refused"),
                };
                // Who helps is not the one who gets it.
                let title = match Eyes::of(&here) {
                    Eyes::Own => title,
                    Eyes::Helper | Eyes::Office => outcome_words(decision.outcome),
                };
                let appeal = (!decision.appeal.is_empty()).then(|| {
                    html! {
                        <>
                            <p class="strong">{ words.text("application-appeal") }</p>
                            <p>{ decision.appeal.clone() }</p>
                        </>
                    }
                });
                html! {
                    <Notice {tone} title={words.text(title)}>
                        { for reason(&words, &decision.reason) }
                        { for said(&decision.words) }
                        { for appeal }
                        { correction(&words, own) }
                    </Notice>
                }
            }
            None => html! {},
        },
        S::Withdrawn => {
            html! {
                <>{ for own.withdrawn.as_deref().and_then(said) }<Resume own={own.clone()} /></>
            }
        }
        S::Received | S::Accepted | S::InReview => {
            let Some(due) = own.due else {
                return html! {};
            };
            let day = words.near_day(due.date, here.today());
            html! {
                <p class="large">
                    { words.with("application-due", &[("day", day.as_str().into())]) }
                </p>
            }
        }
        S::Draft | S::Discarded | S::Sent => html! {},
    }
}

/// The reason of an answer, where its code has words.
fn reason(words: &crate::hooks::Words, code: &str) -> Option<Html> {
    let key = reason_words(code)?;
    Some(html! { <p class="strong">{ words.text(key) }</p> })
}

/// Whether what was sent last is still on this device only.
fn is_on_its_way(own: &view::Application) -> bool {
    without_receipt(own) && own.delivered == Delivered::Here
}

/// What was taken back can be taken up again, for a while.
#[component]
fn Resume(props: &OverviewProps) -> Html {
    let words = use_words();
    let act = use_act();
    let own = &props.own;
    let (Some(here), Some(until)) = (use_here(), own.reopens_until) else {
        return html! {};
    };
    let doc = own.doc;
    let day = words.near_day(here.local_time(until).0, here.today());
    let on_press = {
        let act = act.clone();
        Callback::from(move |()| {
            let what = ApplicationEvent::Resumed;
            act.run(Advance { doc, what }, move |()| {
                FormRoute::Check(doc).go_instead()
            });
        })
    };
    let failure = act.failure().map(|failure| {
        html! { <p role="alert">{ words.text(failure_words(failure.code)) }</p> }
    });
    html! {
        <Notice tone={Tone::Plain}>
            <p>{ words.with("application-resume-until", &[("day", day.as_str().into())]) }</p>
            <>{ for failure }</>
            <Button label={words.text("application-resume")} waiting={act.waiting()} {on_press} />
        </Notice>
    }
}

/// What became of a correction.
fn correction(words: &crate::hooks::Words, own: &view::Application) -> Html {
    let Some(correction) = &own.correction else {
        return html! {};
    };
    match &correction.answer {
        None => html! { <p>{ words.text("application-correction-asked") }</p> },
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

/// Properties of [`More`].
#[derive(Clone, Debug, PartialEq, Properties)]
struct MoreProps {
    own: std::rc::Rc<view::Application>,
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
    let (own, asked) = (&props.own, &props.asked);
    let doc = own.doc;
    let items = asked.items.iter().map(|item| {
        let question = own.service.question(&item.field);
        let mut papers = own.service.evidence.iter();
        let paper = papers.find(|paper| paper.id == item.field.0);
        let named = question.map(|question| &question.ask);
        let named = named.or_else(|| paper.map(|paper| &paper.label));
        let ask = named.map(|name| here.local(name));
        let way = question.map(|_| {
            let href = FormRoute::Question(doc, item.field.clone()).href();
            html! {
                <LinkButton label={words.text("application-more-answer")} about={ask.clone()}
                    {href} />
            }
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
                <p>{ item.words.clone() }</p>
                { for show }
                { for way }
            </li>
        }
    });
    let is_ready = asked.items.iter().all(|item| {
        let question = own.service.question(&item.field);
        question.is_none_or(|question| check(question, own.answers.get(&item.field)).is_ok())
    });
    let on_press = {
        let act = act.clone();
        Callback::from(move |()| {
            let what = ApplicationEvent::Supplemented;
            act.run(Advance { doc, what }, |()| ());
        })
    };
    let failure = act.failure().map(|failure| {
        html! { <p role="alert">{ words.text(failure_words(failure.code)) }</p> }
    });
    let can_send = own.status == S::NeedsMore || own.reopens_until.is_some();
    let send = (is_ready && can_send).then(|| {
        html! {
            <Button kind={ButtonKind::Go} label={words.text("application-more-send")}
                waiting={act.waiting()} {on_press} />
        }
    });
    let day = words.near_day(asked.due, here.today());
    let until = if own.status == S::Lapsed {
        match own.reopens_until {
            Some(until) => {
                let day = words.near_day(here.local_time(until).0, here.today());
                words.with("application-lapsed-until", &[("day", day.as_str().into())])
            }
            None => words.text("application-lapsed-over"),
        }
    } else {
        words.with("application-more-until", &[("day", day.as_str().into())])
    };
    html! {
        <Notice tone={Tone::Careful} title={words.text("application-more")}>
            <p>{ asked.words.clone() }</p>
            <ul class="plain">{ for items }</ul>
            <p class="strong">{ until }</p>
            { for failure }
            { for send }
        </Notice>
    }
}

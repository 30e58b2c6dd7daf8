//! One matter: where it stands, visits, answers, messages, and what can be done.

use super::matter_visits::{done_by, is_weekly, next_visit, visits};
use crate::{
    address::PageAddress,
    hooks::{Act, Here, Words, use_act, use_here, use_view, use_words},
    pages::{
        care::CareRoute,
        form::FormRoute,
        resident::ResidentRoute,
        shared::{
            Conversation, Page, albums, answer_rows, attention_notice, not_here, phones_still,
            remarks, use_see_news,
        },
    },
    parts::{
        AnswerList, AnswerRow, Button, ButtonKind, LinkButton, Live, Moment, MomentState, Notice,
        Tag, Timeline, Tone, icon,
    },
    saying::{
        WayFacts, WayStep, address_words, care_way, kind_icon, moment_words, standing_words,
        visit_words, when_words,
    },
};
use linli_api::{
    OpenCare, StartCare, Topic,
    view::{self, Delivered},
};
use linli_domain::{
    care::{CareMove, CareStatus, ReleaseReason, VisitStatus, has_run_out, outdated},
    id::DocId,
    time::{Date, Timestamp},
};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct MatterScreenProps {
    pub(crate) doc: DocId,
}

#[component]
pub(crate) fn MatterScreen(props: &MatterScreenProps) -> Html {
    let words = use_words();
    let act = use_act();
    use_see_news(vec![props.doc]);
    let view = use_view(
        OpenCare { doc: props.doc },
        vec![Topic::Doc(props.doc), Topic::Delivery],
    );
    let here = use_here();
    let (Some(here), Some(care)) = (here, view.here()) else {
        return not_here(
            &words,
            &view,
            words.text("home-matters"),
            ResidentRoute::Matters.href(),
        );
    };
    let outdated = outdated(care.status, care.when.as_ref(), here.heard_on());
    let awaits_desk = here.awaits_desk(&care.kind);
    let (status, tone) = if has_run_out(care.status, care.when.as_ref(), here.today()) {
        ("status-run-out", Tone::Plain)
    } else {
        standing_words(care.status, care.delivered, outdated, awaits_desk)
    };
    let status = words.text(status);
    let when = care
        .when
        .as_ref()
        .map(|when| html! { <p class="large">{ when_words(&words, &here, when) }</p> });
    let is_weekly = is_weekly(care);
    let cancelled = care
        .cancelled
        .as_ref()
        .filter(|words| !words.is_empty())
        .map(|why| html! { <p>{ why }</p> });
    html! {
        <Page title={here.kind_name(&care.kind)} back={ResidentRoute::Matters.href()}
            failure={act.failure()}>
            <Live words={status.clone()} />
            <div class="heading">
                { icon(kind_icon(&here, &care.kind)) }
                <div class="tags"><Tag {tone} label={status} /></div>
            </div>
            { for when }
            { for cancelled }
            { for here_only(&words, &here, care) }
            { attention_notice(&words, &here, care) }
            { for outdated.map(|day| still(&words, &here, care, day, &act)) }
            { for phones_still(&words, &here, care) }
            { for is_weekly.then(|| next_visit(&words, &here, care)) }
            { for is_weekly.then(|| cancel(&words, care)) }
            { for way(&words, &here, care) }
            <Conversation doc={props.doc} remarks={remarks(&words, &here, &care.messages)}
                typed={care.typed.clone()} />
            { actions(&words, &here, care, &act) }
        </Page>
    }
}

/// How far it is, the visits, and what was answered. The desk calls and nobody comes: of
/// that the notice says all there is.
fn way(words: &Words, here: &Here, care: &view::CarePage) -> Option<Html> {
    let kind = here.kind(&care.kind);
    let is_call = kind.is_some_and(|kind| kind.desk);
    let photos = kind.map(|kind| albums(here, care.doc, &kind.questions, &care.answers));
    (!is_call).then(|| {
        html! {
            <>
                <Timeline moments={moments(words, here, care)} />
                { visits(words, here, care) }
                <h2>{ words.text("matter-answers") }</h2>
                <AnswerList rows={answers(words, here, care)} />
                { for photos }
            </>
        }
    })
}

/// A notice, while what was sent is still on this device only. What the desk has to turn to
/// has its own.
fn here_only(words: &Words, here: &Here, care: &view::CarePage) -> Option<Html> {
    let is_told = here.awaits_desk(&care.kind) && care.status == CareStatus::Sent;
    let is_here = care.status != CareStatus::Draft && care.delivered == Delivered::Here;
    (is_here && !is_told).then(|| {
        html! {
            <Notice tone={Tone::Careful} title={words.text("ask-sent-here")}>
                <p>{ words.text("ask-sent-here-next") }</p>
            </Notice>
        }
    })
}

/// What can be done at the end of the page.
fn actions(words: &Words, here: &Here, care: &view::CarePage, act: &Act) -> Html {
    let doc = care.doc;
    // Urgent help begins with telephone numbers, a wish to be called with what it is about.
    let can_repeat = here.kind(&care.kind).is_some() && !here.awaits_desk(&care.kind);
    match care.status {
        CareStatus::Draft => html! {
            <div class="dock">
                <LinkButton kind={ButtonKind::Go} label={words.text("matters-go-on")}
                    href={FormRoute::Check(doc).href()} />
            </div>
        },
        // Of what returns every week it stands with the next visit.
        _ if is_weekly(care) && care.status.is_open() => html! {},
        CareStatus::Sent | CareStatus::Received | CareStatus::Assigned => cancel(words, care),
        CareStatus::Completed | CareStatus::Cancelled | CareStatus::Discarded if can_repeat => {
            let label = words.text("matter-ask-again");
            html! { <div class="dock">{ ask_again(care, act, label) }</div> }
        }
        CareStatus::Completed | CareStatus::Cancelled | CareStatus::Discarded => html! {
            <div class="dock">
                <LinkButton label={words.text("matter-ask-again")} href={CareRoute::Ask.href()} />
            </div>
        },
    }
}

/// The way to call the whole request off.
fn cancel(words: &Words, care: &view::CarePage) -> Html {
    if !care.may.contains(&CareMove::Cancel) {
        return html! {};
    }
    html! {
        <div class="dock">
            <LinkButton kind={ButtonKind::Danger} label={words.text("matter-cancel")}
                href={ResidentRoute::MatterEnd(care.doc).href()} />
        </div>
    }
}

/// Begins the same request anew, with the answers that still hold.
fn ask_again(care: &view::CarePage, act: &Act, label: AttrValue) -> Html {
    let waiting = act.waiting();
    let (act, kind, again) = (act.clone(), care.kind.clone(), Some(care.doc));
    let on_press = Callback::from(move |()| {
        let kind = kind.clone();
        act.run(StartCare { kind, again }, |begun| {
            FormRoute::Tasks(begun.doc).go()
        });
    });
    html! { <Button {label} {waiting} {on_press} /> }
}

/// The day is over and nobody took it on: is it needed still? What the desk has to turn to
/// waits until it has.
fn still(words: &Words, here: &Here, care: &view::CarePage, day: Date, act: &Act) -> Html {
    if here.awaits_desk(&care.kind) {
        return html! {};
    }
    let day = words.near_day_inside(day, here.today());
    let title = words.with("matter-still", &[("day", day.as_str().into())]);
    let button = words.text("matter-cancel");
    html! {
        <Notice tone={Tone::Careful} {title}>
            <p>{ words.with("matter-still-words", &[("button", button.as_str().into())]) }</p>
            { ask_again(care, act, words.text("matter-still-again")) }
        </Notice>
    }
}

const fn step(state: MomentState, title: AttrValue, words: Option<AttrValue>) -> Moment {
    Moment {
        state,
        title,
        words,
    }
}

/// The way of a request, from its states.
fn moments(words: &Words, here: &Here, care: &view::CarePage) -> Vec<Moment> {
    let at = |at: Option<Timestamp>| at.map(|at| moment_words(words, here, at));
    let who_sent = match care.sent_by {
        Some(by) => done_by(words, here, care, by, ["timeline-sent", "timeline-sent-by"]),
        None => words.text("timeline-sent"),
    };
    if let Some(end) = without_visit(words, here, care) {
        return [
            vec![step(MomentState::Done, who_sent, at(care.sent_at))],
            end,
        ]
        .concat();
    }
    let visit = care.visits.iter().rev();
    let visit = visit
        .map(|line| line.state.status)
        .find(|status| *status != VisitStatus::Booked);
    let facts = WayFacts {
        status: care.status,
        delivered: care.delivered,
        is_received: care.received_at.is_some(),
        is_assigned: care.caregiver.is_some(),
        visit,
    };
    let moment = |(way, state)| {
        let (title, more) = match way {
            WayStep::NotOut => (words.text("timeline-not-out"), at(care.sent_at)),
            WayStep::Sent => (who_sent.clone(), at(care.sent_at)),
            WayStep::Received => (words.text("timeline-received"), at(care.received_at)),
            WayStep::Looking => (words.text("timeline-looking"), given_back(words, care)),
            WayStep::Assigned => {
                let name = care.caregiver.clone().unwrap_or_default();
                let today = here.today();
                let comes = match care.status {
                    CareStatus::Completed => "matter-came",
                    status if has_run_out(status, care.when.as_ref(), today) => "matter-came",
                    _ => "matter-comes",
                };
                let comes = words.with(comes, &[("caregiver", name.into())]);
                (words.text("timeline-assigned"), Some(comes))
            }
            WayStep::Visit => {
                let told = visit.filter(|_| care.status != CareStatus::Completed);
                let told = told.map(|status| words.text(visit_words(status).0));
                (words.text("timeline-visit"), told)
            }
        };
        step(state, title, more)
    };
    care_way(facts).into_iter().map(moment).collect()
}

/// Why somebody is looked for again.
fn given_back(words: &Words, care: &view::CarePage) -> Option<AttrValue> {
    let is_back = matches!(
        care.released,
        Some(ReleaseReason::Lapsed | ReleaseReason::GaveBack | ReleaseReason::OutOfReach)
    );
    is_back.then(|| words.text("timeline-released"))
}

/// What followed the sending of a request that is over without a visit.
fn without_visit(words: &Words, here: &Here, care: &view::CarePage) -> Option<Vec<Moment>> {
    let at = |at: Option<Timestamp>| at.map(|at| moment_words(words, here, at));
    let done = |key: &str, when| step(MomentState::Done, words.text(key), at(when));
    if care.status == CareStatus::Cancelled {
        return Some(vec![done("timeline-cancelled", None)]);
    }
    let settled = care.settled.as_ref()?;
    Some(vec![
        done("timeline-received", care.received_at),
        done("timeline-settled", Some(settled.hand.at)),
    ])
}

fn answers(words: &Words, here: &Here, care: &view::CarePage) -> Vec<AnswerRow> {
    let Some(kind) = here.kind(&care.kind) else {
        return Vec::new();
    };
    let mut rows = answer_rows(words, here, &kind.questions, &care.answers);
    if let Some(place) = &care.place {
        let address = address_words(words, here, &place.building, &place.door);
        let value = format!("{address}\n{} {}", place.name, place.phone);
        rows.push(AnswerRow {
            label: words.text("matter-place"),
            value: value.into(),
            change: None,
        });
    }
    rows
}

//! One request that cannot wait: who, where, what was said; take care of it, and say how it
//! ended. That it was opened is told to who asked.

use crate::{
    address::{HOME, PageAddress},
    hooks::{Act, Here, Words, use_act, use_here, use_view, use_words},
    pages::{
        shared::{Conversation, Page, albums, answer_rows, attention_notice, not_here, remarks},
        worker::WorkerRoute,
    },
    parts::{AnswerList, Button, ButtonKind, LinkButton, Mixed, Notice, PhoneLink, QUESTION, Tone},
    saying::{address_words, alert_words, join, moment_words, reaching_words, when_words},
};
use linli_api::{OpenCare, SeeCare, TakeOnCare, Topic, view::CarePage};
use linli_domain::{
    care::{CareMove, VisitMove, When},
    id::DocId,
};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct AlertPageProps {
    pub(super) doc: DocId,
}

#[component]
pub(super) fn AlertPage(props: &AlertPageProps) -> Html {
    let words = use_words();
    let act = use_act();
    let seeing = use_act();
    let doc = props.doc;
    let view = use_view(OpenCare { doc }, vec![Topic::Doc(doc), Topic::Delivery]);
    let is_here = view.here().is_some();
    use_effect_with((doc, is_here), move |(doc, is_here)| {
        if *is_here {
            seeing.run(SeeCare { doc: *doc }, |()| {});
        }
    });
    let (Some(here), Some(care)) = (use_here(), view.here()) else {
        return not_here(&words, &view, words.text("alerts-title"), HOME);
    };
    let place = care.place.clone().unwrap_or_default();
    let address = address_words(&words, &here, &place.building, &place.door);
    let question = match &care.alert {
        Some(alert) => words.text(alert_words(alert.kind).0),
        None => words.text("alerts-over"),
    };
    let reaching = reaching_words(&words, &place.reaching).into_iter();
    let reaching = reaching.map(|line| html! { <p class="strong"><Mixed words={line} /></p> });
    let phone = (!place.phone.is_empty()).then(|| {
        html! { <PhoneLink who={place.name.clone()} number={place.phone.clone()} urgent=true /> }
    });
    let rows = here.kind(&care.kind).map(|kind| {
        let rows = answer_rows(&words, &here, &kind.questions, &care.answers);
        let photos = albums(&here, doc, &kind.questions, &care.answers);
        html! { <><h2>{ words.text("alerts-written") }</h2><AnswerList {rows} />{ photos }</> }
    });
    // What happened comes first; what a bath needs can be read below.
    let is_urgent = here.is_urgent(&care.kind);
    let (above, below) = if is_urgent {
        (rows, None)
    } else {
        (None, rows)
    };
    let title = join(&[Some(place.name.into()), Some(here.kind_name(&care.kind))]);
    html! {
        <Page desk=true {title} question={question.clone()} back={HOME} failure={act.failure()}>
            <h2 id={QUESTION} tabindex="-1">{ question }</h2>
            { attention_notice(&words, &here, care) }
            { for above }
            { for about(&words, &here, care) }
            <p class="strong"><Mixed words={address} /></p>
            { for reaching }
            { for phone }
            { actions(&words, care, &act) }
            { for below }
            <Conversation {doc} remarks={remarks(&words, &here, &care.messages)}
                typed={care.typed.clone()} />
        </Page>
    }
}

/// When it was wanted, who comes, since when it cannot wait, and what the carer said of it.
fn about(words: &Words, here: &Here, care: &CarePage) -> Vec<Html> {
    let when = care.when.as_ref();
    let when = when.map(|when| when_words(words, here, when));
    let comes = care
        .caregiver
        .clone()
        .map(|name| words.with("matter-comes", &[("caregiver", name.into())]));
    let mut about = vec![html! { <p><Mixed words={join(&[when, comes])} /></p> }];
    if let Some(alert) = &care.alert {
        let at = moment_words(words, here, alert.since);
        let since = words.with("alerts-since", &[("at", at.as_str().into())]);
        about.push(html! { <p>{ since }</p> });
        if !alert.words.is_empty() {
            about.push(html! {
                <Notice tone={Tone::Careful} title={words.text("alerts-carer-says")}>
                    <p><Mixed words={alert.words.clone()} /></p>
                </Notice>
            });
        }
    }
    about
}

fn actions(words: &Words, care: &CarePage, act: &Act) -> Html {
    let doc = care.doc;
    let is_mine = care.taken_on.iter().any(|hand| hand.mine);
    let take_on = (care.may.contains(&CareMove::TakeOn) && !is_mine).then(|| {
        let (act, waiting) = (act.clone(), act.waiting());
        let on_press = Callback::from(move |()| act.run(TakeOnCare { doc }, |()| {}));
        html! {
            <Button kind={ButtonKind::Go} label={words.text("alerts-take-on")} {waiting}
                {on_press} />
        }
    });
    let is_series = matches!(care.when, Some(When::Weekly { .. }));
    let settle = (care.may.contains(&CareMove::Settle) && !is_series).then(|| {
        html! {
            <LinkButton label={words.text("alerts-settle")}
                href={WorkerRoute::Settle(doc).href()} />
        }
    });
    let worries = care.visits.iter().flat_map(|line| {
        let can_clear = line.may.contains(&VisitMove::ClearWorry);
        let found = line.state.worries.iter().filter(move |_| can_clear);
        found.map(|(check, why)| {
            let to = WorkerRoute::Worry(doc, line.id, check.clone());
            html! {
                <LinkButton label={words.text("matter-worry-over")} about={why.clone()}
                    href={to.href()} />
            }
        })
    });
    html! { <div class="stack">{ for take_on }{ for settle }{ for worries }</div> }
}

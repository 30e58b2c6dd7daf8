//! One public service: whether one can have it and why, what to bring, what happens,
//! how long it takes and where to go; and whose rules these are.

use super::{
    prepare::Prepare,
    standing::{apply_words, standing},
};
use crate::{
    address::PageAddress,
    hooks::{Here, Words, use_act, use_here, use_view, use_words},
    pages::{
        form::FormRoute,
        services::ServicesRoute,
        shared::{Page, failure_line, not_here},
    },
    parts::{AnswerList, AnswerRow, Button, ButtonKind, Card, LinkButton, Notice, PhoneLink, Tone},
};
use linli_api::{
    OpenService, StartApplication, Topic,
    view::{Entitled, RuleReason, ServiceMatter, ServicePage as View},
};
use linli_domain::catalogue::{ChannelKind, Service as Kept, ServiceId};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct ServiceScreenProps {
    pub(crate) service: ServiceId,
}

#[component]
pub(crate) fn ServiceScreen(props: &ServiceScreenProps) -> Html {
    let words = use_words();
    let view = use_view(
        OpenService {
            service: props.service.clone(),
        },
        vec![
            Topic::Catalogue,
            Topic::Profile,
            Topic::Matters,
            Topic::Delivery,
        ],
    );
    let (Some(here), Some(page)) = (use_here(), view.here()) else {
        let title = words.text("services-title");
        return not_here(&words, &view, title, ServicesRoute::List.href());
    };
    let service = &page.service;
    let prepare = page.can_prepare.then(|| {
        html! {
            <>
                <p>{ words.text("service-prepare-words") }</p>
                <Prepare service={service.id.clone()} />
            </>
        }
    });
    let may = !matches!(page.entitled, Entitled::NotYet { .. } | Entitled::No);
    let matter = page.matter.as_ref();
    // Of what was asked for, or refused, nobody is told that they can have it.
    let is_open = |matter: &ServiceMatter| matter.status.is_under_way() || matter.is_refused();
    let verdict = (!matter.is_some_and(is_open)).then(|| verdict(&words, &here, page));
    let is_one = service.is_one_at_a_time();
    let standing = matter.map(|matter| standing(&words, &here, matter, is_one));
    let is_closed = is_one && matter.is_some_and(|matter| matter.status.is_under_way());
    html! {
        <Page title={here.local(&service.name)} back={ServicesRoute::List.href()}>
            <p class="strong">{ here.local(&service.easy) }</p>
            <>{ for standing }</>
            <>{ for verdict }</>
            <>{ for prepare }</>
            <Apply service={service.id.clone()} is_main={may && !page.can_prepare}
                label={apply_words(matter, may)} by_app={is_by_app(service) && !is_closed} />
            { for papers(&words, &here, service) }
            { steps(&words, &here, service) }
            <AnswerList rows={facts(&words, &here, page)} />
            { amounts(&words, &here, service) }
            { phones(&words, &here, page) }
            <p class="small">{ rules_of(&words, &here, service) }</p>
        </Page>
    }
}

fn papers(words: &Words, here: &Here, service: &Kept) -> Option<Html> {
    let papers = service.evidence.iter().map(|paper| {
        let optional = paper.optional.then(|| words.text("service-if-any"));
        html! {
            <li>
                <b>{ here.local(&paper.label) }</b>
                { for optional }
                <br />
                { here.local(&paper.help) }
            </li>
        }
    });
    (!service.evidence.is_empty()).then(|| {
        html! {
            <><h2>{ words.text("service-papers") }</h2><ul class="plain">{ for papers }</ul></>
        }
    })
}

/// What happens, and how long it takes.
fn steps(words: &Words, here: &Here, service: &Kept) -> Html {
    let steps = service.steps.iter().map(|step| {
        let days = step
            .days
            .map(|days| words.with("service-days", &[("days", i64::from(days).into())]));
        html! { <li>{ here.local(&step.label) }{ for days }</li> }
    });
    html! { <><h2>{ words.text("service-steps") }</h2><ol class="plain">{ for steps }</ol></> }
}

/// Sums of money, each with its place, day and source.
fn amounts(words: &Words, here: &Here, service: &Kept) -> Html {
    let amounts = service.amounts.iter().map(|amount| {
        let of = [
            ("place", here.local(&amount.place).as_str().into()),
            ("day", words.day_and_year(amount.as_of).as_str().into()),
            ("source", here.local(&amount.source).as_str().into()),
        ];
        html! {
            <Card title={words.with("service-amount", &of)}>
                <p>{ here.local(&amount.text) }</p>
            </Card>
        }
    });
    html! { { for amounts } }
}

/// The office, and where to complain.
fn phones(words: &Words, here: &Here, page: &View) -> Html {
    let office = page.office.iter().map(|office| {
        html! { <PhoneLink who={here.local(&office.name)} number={office.phone.clone()} /> }
    });
    html! {
        <div class="stack tight">
            { for office }
            <PhoneLink who={words.text("service-complaint")}
                number={page.service.complaint_phone.clone()} />
        </div>
    }
}

fn is_by_app(service: &Kept) -> bool {
    let mut channels = service.channels.iter();
    channels.any(|channel| channel.is == ChannelKind::App)
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct ApplyProps {
    service: ServiceId,
    /// It is what most people will do here.
    is_main: bool,
    /// What the button says.
    label: &'static str,
    /// It can be applied for here.
    by_app: bool,
}

/// Applies for it, or goes on with what was begun. Nobody is kept from applying: the
/// office decides.
#[component]
fn Apply(props: &ApplyProps) -> Html {
    let words = use_words();
    let act = use_act();
    if !props.by_app {
        return html! {};
    }
    let on_press = {
        let (act, service) = (act.clone(), props.service.clone());
        Callback::from(move |()| {
            let (service, bundle) = (service.clone(), None);
            act.run(StartApplication { service, bundle }, |begun| {
                FormRoute::Tasks(begun.doc).go();
            });
        })
    };
    let kind = if props.is_main {
        ButtonKind::Go
    } else {
        ButtonKind::default()
    };
    html! {
        <>
            { for failure_line(&words, &act) }
            <Button {kind} label={words.text(props.label)} waiting={act.waiting()} {on_press} />
        </>
    }
}

fn verdict(words: &Words, here: &Here, page: &View) -> Html {
    let (tone, title) = match page.entitled {
        Entitled::Yes => (Tone::Good, words.text("service-yes")),
        Entitled::Unknown => (Tone::Plain, words.text("service-unknown")),
        Entitled::MayAsk => (Tone::Plain, may_ask(words, here, page)),
        Entitled::No => (Tone::Careful, words.text("service-no")),
        Entitled::OnOccasion => return html! {},
        Entitled::NotYet { from } => {
            let day = words.day_and_year(from);
            let title = words.with("service-not-yet", &[("day", day.as_str().into())]);
            (Tone::Careful, title)
        }
    };
    let (label, auto) = (words.text("services-answer"), words.text("service-auto"));
    let is_auto = page.service.auto_grant && page.entitled == Entitled::Yes;
    let auto = is_auto.then(|| html! { <p>{ auto }</p> });
    let ask = (!page.open_questions.is_empty()).then(|| {
        let href = ServicesRoute::AboutFor(page.service.id.clone()).href();
        html! { <LinkButton {label} {href} /> }
    });
    html! {
        <Notice {tone} {title}>
            { for page.reasons.iter().map(|reason| why(here, reason)) }
            { for auto }
            { for ask }
        </Notice>
    }
}

/// "You can ask for this; the office looks at …"
fn may_ask(words: &Words, here: &Here, page: &View) -> AttrValue {
    let what = page.looks_at.as_ref().map(|what| here.local(what));
    let what = what.unwrap_or_default();
    words.with("service-may-ask", &[("what", what.as_str().into())])
}

fn why(here: &Here, reason: &RuleReason) -> Html {
    let change = reason
        .change
        .as_ref()
        .map(|change| html! { { here.local(change) } });
    match &reason.words {
        Some(words) => html! { <p>{ here.local(words) }{ " " }{ for change }</p> },
        None => html! {},
    }
}

fn facts(words: &Words, here: &Here, page: &View) -> Vec<AnswerRow> {
    let service = &page.service;
    let promise = match service.promise.working_days {
        0 => words.text("service-at-once"),
        days => words.with("service-promise-days", &[("days", i64::from(days).into())]),
    };
    let promise = format!("{promise}\n{}", here.local(&service.promise.note));
    let channels = service
        .channels
        .iter()
        .map(|channel| here.local(&channel.label).to_string());
    let channels = channels.collect::<Vec<_>>().join("\n");
    [
        ("service-output", here.local(&service.output)),
        ("service-promise", promise.into()),
        ("service-fee", here.local(&service.fee.note)),
        ("service-where", channels.into()),
        ("service-authority", here.local(&service.authority)),
    ]
    .map(|(label, value)| AnswerRow {
        label: words.text(label),
        value,
        change: None,
    })
    .into()
}

fn rules_of(words: &Words, here: &Here, service: &Kept) -> AttrValue {
    let day = words.day_and_year(service.as_of);
    let of = [
        ("place", here.local(&service.jurisdiction).as_str().into()),
        ("day", day.as_str().into()),
        ("source", here.local(&service.source).as_str().into()),
    ];
    words.with("service-rules", &of)
}

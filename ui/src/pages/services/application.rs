//! One application: where it stands in plain words, what can be done, and what was
//! written.

mod outcome;
mod props;
mod rate;
mod write;

pub(crate) use rate::ApplicationRate;
pub(crate) use write::{ApplicationEnd, ApplicationWrite, WriteKind};

use self::{outcome::OutcomeNotice, props::OverviewProps};
use crate::{
    address::PageAddress,
    hooks::{Act, Words, is_in_sight, use_act, use_every, use_here, use_view, use_words},
    pages::{
        form::FormRoute,
        resident::ResidentRoute,
        services::ServicesRoute,
        shared::{
            Conversation, Page, albums, answer_rows, failure_notice, last_action_words, moments,
            not_here, remarks, use_see_news, without_receipt,
        },
    },
    parts::{AnswerList, Button, ButtonKind, LinkButton, Live, PhoneLink, Tag, Timeline},
    saying::{Audience, application_words, tracking_words},
};
use linli_api::{
    Advance, OpenApplication, Topic,
    view::{self, Delivered},
};
use linli_domain::{
    application::{
        ApplicationAction, ApplicationEvent, ApplicationMove as M, ApplicationStatus as S,
    },
    id::DocId,
};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct ApplicationScreenProps {
    pub(crate) doc: DocId,
}

#[component]
pub(crate) fn ApplicationScreen(props: &ApplicationScreenProps) -> Html {
    let words = use_words();
    let doc = props.doc;
    use_see_news(vec![doc]);
    let opened = use_view(
        OpenApplication { doc },
        vec![Topic::Doc(doc), Topic::Delivery],
    );
    match opened.here() {
        Some(application) => html! { <Overview application={application.clone()} /> },
        None => not_here(
            &words,
            &opened,
            words.text("home-matters"),
            ResidentRoute::Matters.href(),
        ),
    }
}

/// How often it is asked whether somebody looks at the screen, in milliseconds.
const LOOK_EVERY_MS: i32 = 60_000;

/// Notes that the office's answer was opened, once this page shows it on a screen that is
/// on: from then on its terms run.
#[hook]
fn use_opened(application: &view::ApplicationPage) {
    let act = use_act();
    // Asked anew whenever the app is turned to again.
    use_every(LOOK_EVERY_MS);
    let is_news = application.may.contains(&M::Serve) && is_in_sight();
    use_effect_with((application.doc, is_news), move |(doc, is_news)| {
        if *is_news {
            let (doc, what) = (*doc, ApplicationAction::Serve);
            act.run(Advance { doc, what }, |()| {});
        }
    });
}

/// An application that is here.
#[component]
pub(in crate::pages) fn Overview(props: &OverviewProps) -> Html {
    let words = use_words();
    let application = &props.application;
    use_opened(application);
    let Some(here) = use_here() else {
        return html! {};
    };
    let status = if without_receipt(application) {
        S::Sent
    } else {
        application.status
    };
    let (status, tone) = application_words(status, application.delivered, Audience::of(&here));
    let status = words.text(status);
    let tracking = application.tracking.as_ref().map(|tracking| {
        html! {
            <p>{ words.text("application-tracking") }<br />
                <b class="large">{ tracking_words(tracking) }</b></p>
        }
    });
    let office = application.office.iter().map(|office| {
        html! { <PhoneLink who={here.local(&office.name)} number={office.phone.clone()} /> }
    });
    let bundle = application.bundle.clone().map(|bundle| {
        html! {
            <LinkButton label={words.text("application-bundle")}
                href={ServicesRoute::Bundle(bundle).href()} />
        }
    });
    let answers = answer_rows(
        &words,
        &here,
        &application.service.questions,
        &application.answers,
    );
    let remarks = remarks(&words, &here, &application.messages);
    html! {
        <Page title={here.local(&application.service.name)} back={ResidentRoute::Matters.href()}>
            <Live words={status.clone()} />
            <div class="tags"><Tag {tone} label={status} /></div>
            <OutcomeNotice application={application.clone()} />
            { for tracking }
            <Timeline moments={moments(&words, &here, application)} />
            { for bundle }
            <div class="stack tight">{ for office }</div>
            <h2>{ words.text("matter-answers") }</h2>
            <AnswerList rows={answers} />
            { albums(&here, application.doc, &application.service.questions, &application.answers) }
            <Conversation doc={application.doc} {remarks} typed={application.typed.clone()} />
            <Actions application={application.clone()} />
        </Page>
    }
}

/// What can be done at the end of the page.
#[component]
fn Actions(props: &OverviewProps) -> Html {
    let words = use_words();
    let act = use_act();
    let application = &props.application;
    let doc = application.doc;
    let may = |what| application.may.contains(&what);
    let link = |kind: ButtonKind, label: &str, page: ServicesRoute| {
        html! { <LinkButton {kind} label={words.text(label)} href={page.href()} /> }
    };
    let plain = ButtonKind::default();
    let rated = use_here().and_then(|here| {
        let is_rating = |what: &ApplicationEvent| matches!(what, ApplicationEvent::Rated { .. });
        last_action_words(&words, &here, application, is_rating)
    });
    let rated = rated.map(|told| html! { <p>{ told }</p> });
    let rate = may(M::Rate).then(|| link(ButtonKind::Go, "matter-rate", ServicesRoute::Rate(doc)));
    let can_unsend = may(M::Unsend) && application.delivered == Delivered::Here;
    let unsend = can_unsend.then(|| unsend(&words, &act, doc));
    let object =
        may(M::Object).then(|| link(plain, "application-object", ServicesRoute::Object(doc)));
    let correct = may(M::AskCorrection)
        .then(|| link(plain, "application-correct", ServicesRoute::Correct(doc)));
    let end = may(M::Withdraw).then(|| {
        link(
            ButtonKind::Danger,
            "application-withdraw",
            ServicesRoute::End(doc),
        )
    });
    html! {
        <div class="dock">
            { for failure_notice(&words, &act) }
            { for rated }
            { for rate }
            { for unsend }
            { for object }
            { for correct }
            { for end }
        </div>
    }
}

/// Back to the form, while it has not left this device.
fn unsend(words: &Words, act: &Act, doc: DocId) -> Html {
    let on_press = {
        let act = act.clone();
        Callback::from(move |()| {
            let what = ApplicationAction::Unsend;
            act.run(Advance { doc, what }, move |()| {
                FormRoute::Check(doc).go_instead()
            });
        })
    };
    html! {
        <Button label={words.text("application-unsend")} waiting={act.waiting()} {on_press} />
    }
}

//! Several services for one thing in life: what is done, what is next.

use crate::{
    address::PageAddress,
    hooks::{Act, Here, Words, use_act, use_here, use_view, use_words},
    pages::{
        form::FormRoute,
        services::ServicesRoute,
        shared::{Page, not_here},
    },
    parts::{Button, ButtonKind, Card, Icon, LinkButton, Notice, QUESTION, Tag, Tone},
    saying::{Audience, application_words, list_words},
};
use linli_api::{
    OpenBundle, StartApplication, Topic,
    view::{BundlePage, Delivered, Entitled, MemberLine},
};
use linli_domain::{application::ApplicationMove, catalogue::BundleId};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct BundleScreenProps {
    pub(crate) bundle: BundleId,
}

#[component]
pub(crate) fn BundleScreen(props: &BundleScreenProps) -> Html {
    let words = use_words();
    let act = use_act();
    let opened = use_view(
        OpenBundle {
            bundle: props.bundle.clone(),
        },
        vec![Topic::Matters, Topic::Profile, Topic::Catalogue],
    );
    let (Some(here), Some(page)) = (use_here(), opened.here()) else {
        return not_here(
            &words,
            &opened,
            words.text("services-title"),
            ServicesRoute::List.href(),
        );
    };
    let bundle = &page.bundle;
    let next = page
        .members
        .iter()
        .find(|line| may_begin(line) && !line.is_held);
    let cards = page.members.iter().map(|line| {
        let is_main = next.is_some_and(|next| next.service == line.service);
        member(&words, &here, &act, page, line, is_main)
    });
    html! {
        <Page title={here.local(&bundle.name)} back={ServicesRoute::List.href()}
            failure={act.failure()}>
            <p class="strong">{ here.local(&bundle.easy) }</p>
            <h2 id={QUESTION} tabindex="-1">{ done_words(&words, page) }</h2>
            <p>{ words.text("bundle-once") }</p>
            <div class="cards">{ for cards }</div>
        </Page>
    }
}

/// How much of the bundle is done: "2 of 3".
fn done_words(words: &Words, page: &BundlePage) -> AttrValue {
    let of = i64::try_from(page.members.len()).unwrap_or(i64::MAX);
    let args = [("done", i64::from(page.done).into()), ("of", of.into())];
    words.with("bundle-done", &args)
}

/// Whether it can be applied for, or gone on with.
fn may_begin(line: &MemberLine) -> bool {
    let is_open = line.doc.is_none() || line.may.contains(&ApplicationMove::Submit);
    let may = !matches!(line.entitled, Entitled::No | Entitled::NotYet { .. });
    is_open && may && line.waits_for.is_empty()
}

/// One service of it: how it stands, what hinders, and what to do.
fn member(
    words: &Words,
    here: &Here,
    act: &Act,
    page: &BundlePage,
    line: &MemberLine,
    is_main: bool,
) -> Html {
    let title = here.local(&line.name);
    let kind = if is_main {
        ButtonKind::Go
    } else {
        ButtonKind::default()
    };
    let status = line.status.map(|status| {
        let (label, tone) = application_words(status, Delivered::AtCentre, Audience::of(here));
        html! { <div class="tags"><Tag {tone} label={words.text(label)} /></div> }
    });
    let held = line
        .is_held
        .then(|| html! { <p>{ words.text("bundle-held") }</p> });
    let action = action(words, act, page, line, kind, &title);
    html! {
        <Card key={line.service.to_string()} {title} icon={Icon::List}>
            <p>{ here.local(&line.easy) }</p>
            { for status }
            { for held }
            { for cannot(words, line) }
            { for waits(words, here, line) }
            { action }
        </Card>
    }
}

/// Why it cannot be had, where it was not applied for.
fn cannot(words: &Words, line: &MemberLine) -> Option<Html> {
    let why = match line.entitled {
        _ if line.status.is_some() => return None,
        Entitled::No => words.text("service-no"),
        Entitled::NotYet { from } => {
            let day = words.day_and_year(from);
            words.with("service-not-yet", &[("day", day.as_str().into())])
        }
        Entitled::Yes | Entitled::MayAsk | Entitled::Unknown | Entitled::OnOccasion => return None,
    };
    Some(html! { <Notice tone={Tone::Careful}><p>{ why }</p></Notice> })
}

/// Which other services come first.
fn waits(words: &Words, here: &Here, line: &MemberLine) -> Option<Html> {
    let names: Vec<_> = line.waits_for.iter().map(|name| here.local(name)).collect();
    (!names.is_empty()).then(|| {
        let names = list_words(words, &names);
        html! { <p>{ words.with("bundle-after", &[("names", names.into())]) }</p> }
    })
}

/// Go on, see it, apply, or see why not.
fn action(
    words: &Words,
    act: &Act,
    page: &BundlePage,
    line: &MemberLine,
    kind: ButtonKind,
    about: &AttrValue,
) -> Html {
    let link = |kind: ButtonKind, label: &str, href: AttrValue| {
        html! { <LinkButton {kind} label={words.text(label)} {about} {href} /> }
    };
    let start = |label| start(words, act, page, line, label, kind, about.clone());
    match (line.doc, line.status) {
        (Some(doc), _) if line.may.contains(&ApplicationMove::Submit) => {
            let next = match &line.next {
                Some(field) => FormRoute::Question(doc, field.clone()),
                None => FormRoute::Check(doc),
            };
            link(kind, "matters-go-on", next.href())
        }
        (Some(doc), Some(status)) => {
            let see = ServicesRoute::Application(doc).href();
            let see = link(ButtonKind::default(), "matters-see", see);
            // Once there is an answer, another time may come: another death, another year.
            let again = status.has_answer().then(|| start("bundle-again"));
            html! { <>{ see }{ for again }</> }
        }
        _ if may_begin(line) => start("service-apply"),
        _ => {
            let why = ServicesRoute::Service(line.service.clone()).href();
            link(ButtonKind::default(), "bundle-why", why)
        }
    }
}

fn start(
    words: &Words,
    act: &Act,
    page: &BundlePage,
    line: &MemberLine,
    label: &str,
    kind: ButtonKind,
    about: AttrValue,
) -> Html {
    let on_press = {
        let (act, service, bundle) = (act.clone(), line.service.clone(), page.bundle.id.clone());
        Callback::from(move |()| {
            let ask = StartApplication {
                service: service.clone(),
                bundle: Some(bundle.clone()),
            };
            act.run(ask, move |begun| FormRoute::Tasks(begun.doc).go());
        })
    };
    html! { <Button {kind} label={words.text(label)} {about} waiting={act.waiting()} {on_press} /> }
}

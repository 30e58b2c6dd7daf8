//! My matters: everything that was asked for, newest first.

use crate::{
    address::{HOME, PageAddress},
    hooks::{Here, Words, use_here, use_view, use_words},
    pages::{
        care::CareRoute,
        form::FormRoute,
        resident::ResidentRoute,
        services::ServicesRoute,
        shared::{Page, not_here},
    },
    parts::{Button, ButtonKind, Card, Icon, LinkButton, Tag, Tone},
    saying::{
        Audience, application_words, author_words, delivered_words, kind_icon, none_words,
        standing_words, visit_words, when_words,
    },
};
use linli_api::{ListMatters, Topic, view};
use linli_domain::{
    application::ApplicationStatus,
    care::{CareStatus, outdated},
    document::Author,
};
use yew::prelude::*;

/// How many are shown at first, and more at each press.
const STEP: u32 = 20;

#[component]
pub(crate) fn Matters() -> Html {
    let words = use_words();
    let limit = use_state_eq(|| STEP);
    let matters = use_view(
        ListMatters {
            after: None,
            limit: *limit,
        },
        vec![Topic::Matters, Topic::Delivery],
    );
    let title = words.text("home-matters");
    let Some(here) = use_here() else {
        return html! {};
    };
    let Some(page) = matters.here() else {
        return not_here(&words, &matters, title, HOME);
    };
    let more = page.next.is_some().then(|| {
        let on_press = Callback::from(move |()| limit.set(limit.saturating_add(STEP)));
        html! { <Button label={words.text("common-more")} {on_press} /> }
    });
    let nothing = page.rows.is_empty().then(|| {
        html! {
            <>
                <p>{ words.text(none_words(&here, "matters-none")) }</p>
                <LinkButton kind={ButtonKind::Go} label={words.text("home-ask")}
                    href={CareRoute::Ask.href()} />
            </>
        }
    });
    html! {
        <Page {title} back={HOME}>
            { for nothing }
            <div class="cards">{ for page.rows.iter().map(|row| match row {
                view::Matter::Care(row) => care(&words, &here, row),
                view::Matter::Application(row) => application(&words, &here, row),
            }) }</div>
            { for more }
        </Page>
    }
}

fn application(words: &Words, here: &Here, row: &view::ApplicationMatter) -> Html {
    let name = here.local(&row.name);
    let (status, tone) = application_words(row.status, row.delivered, Audience::of(here));
    let due = row.due.filter(|_| row.status.is_at_office()).map(|due| {
        let day = words.near_day(due, here.today());
        // Until an officer takes it on nothing is promised but that.
        let key = match row.status {
            ApplicationStatus::Received => "application-take-on",
            _ => "application-due",
        };
        html! { <p>{ words.with(key, &[("day", day.as_str().into())]) }</p> }
    });
    let (label, href) = if row.status == ApplicationStatus::Draft {
        (
            words.text("matters-go-on"),
            FormRoute::Check(row.doc).href(),
        )
    } else {
        (
            words.text("matters-see"),
            ServicesRoute::Application(row.doc).href(),
        )
    };
    html! {
        <Card key={row.doc.to_string()} title={name.clone()} icon={Icon::List}>
            { for sender(words, here, row.sent_for_them, row.sender.as_deref()) }
            { for due }
            <div class="tags"><Tag {tone} label={words.text(status)} /></div>
            <LinkButton {label} about={name} {href} />
        </Card>
    }
}

/// Who sent it for the resident, where that is somebody else than who reads.
fn sender(words: &Words, here: &Here, by: Option<Author>, name: Option<&str>) -> Option<Html> {
    let by = by.filter(|by| !here.is_me(by.person))?;
    let who = author_words(words, here, by, name).to_string();
    Some(html! { <p>{ words.with("timeline-sent-by", &[("who", who.into())]) }</p> })
}

fn care(words: &Words, here: &Here, row: &view::CareMatter) -> Html {
    let name = here.kind_name(&row.kind);
    let (status, tone) = match row.visit {
        Some((_, visit)) if row.status == CareStatus::Assigned => visit_words(visit),
        _ => {
            let outdated = outdated(row.status, row.when.as_ref(), here.heard_on());
            let awaits_desk = here.awaits_desk(&row.kind);
            standing_words(row.status, row.delivered, outdated, awaits_desk)
        }
    };
    let is_draft = row.status == CareStatus::Draft;
    let told = is_draft || row.status == CareStatus::Sent;
    let here_only = (!told && row.delivered == view::Delivered::Here).then(|| {
        html! {
            <Tag tone={Tone::Careful} label={words.text(delivered_words(row.delivered))} />
        }
    });
    let who = row
        .caregiver
        .clone()
        .filter(|_| row.status.is_open())
        .map(|name| {
            html! { <p>{ words.with("matter-comes", &[("caregiver", name.into())]) }</p> }
        });
    let sender = sender(words, here, row.sent_for_them, row.sender.as_deref());
    let (label, href) = if is_draft {
        (
            words.text("matters-go-on"),
            FormRoute::Check(row.doc).href(),
        )
    } else {
        (
            words.text("matters-see"),
            ResidentRoute::Matter(row.doc).href(),
        )
    };
    html! {
        <Card key={row.doc.to_string()} title={name.clone()} icon={kind_icon(here, &row.kind)}>
            { for row.when.as_ref().map(|when| html! { <p>{ when_words(words, here, when) }</p> }) }
            { for sender }
            { for who }
            <div class="tags"><Tag {tone} label={words.text(status)} />{ for here_only }</div>
            <LinkButton {label} about={name} {href} />
        </Card>
    }
}

//! My matters: what is under way first, then what is over, each newest first.

use crate::{
    address::{HOME, PageAddress},
    hooks::{Here, View, Words, use_here, use_view, use_words},
    pages::{
        care::CareRoute,
        form::FormRoute,
        resident::ResidentRoute,
        services::ServicesRoute,
        shared::{Page, not_here},
    },
    parts::{Button, ButtonKind, Card, Icon, LinkButton, Mixed, Tag, Tone},
    saying::{
        Audience, application_words, author_words, care_matter_words, delivered_words, kind_icon,
        none_words, when_words,
    },
};
use linli_api::{ListMatters, Topic, view};
use linli_domain::{
    application::ApplicationStatus,
    care::{CareStatus, has_run_out},
    document::Author,
};
use yew::prelude::*;

/// How many are shown at first, and more at each press.
const STEP: u32 = 20;

/// The matters under way, or those that are over, as far as they are shown.
struct MatterList {
    view: View<view::ListPage<view::Matter>>,
    limit: UseStateHandle<u32>,
}

#[hook]
fn use_list(open: bool) -> MatterList {
    let limit = use_state_eq(|| STEP);
    let ask = ListMatters {
        open,
        after: None,
        limit: *limit,
    };
    let view = use_view(ask, vec![Topic::Matters, Topic::Delivery]);
    MatterList { view, limit }
}

fn heading(words: &Words, key: &str, count: u32) -> Html {
    html! { <h2>{ words.with(key, &[("count", i64::from(count).into())]) }</h2> }
}

/// One part of the list, with the way to more of it.
fn cards(
    words: &Words,
    here: &Here,
    page: &view::ListPage<view::Matter>,
    list: &MatterList,
) -> Html {
    let more = page.next.is_some().then(|| {
        let limit = list.limit.clone();
        let on_press = Callback::from(move |()| limit.set(limit.saturating_add(STEP)));
        html! { <Button label={words.text("common-more")} {on_press} /> }
    });
    html! {
        <>
            <div class="cards">{ for page.rows.iter().map(|row| match row {
                view::Matter::Care(row) => care(words, here, row),
                view::Matter::Application(row) => application(words, here, row),
            }) }</div>
            { for more }
        </>
    }
}

#[component]
pub(crate) fn Matters() -> Html {
    let words = use_words();
    let (open, past) = (use_list(true), use_list(false));
    let title = words.text("home-matters");
    let Some(here) = use_here() else {
        return html! {};
    };
    let (under_way, over) = match (open.view.here(), past.view.here()) {
        (Some(under_way), Some(over)) => (under_way, over),
        (None, _) => return not_here(&words, &open.view, title, HOME),
        _ => return not_here(&words, &past.view, title, HOME),
    };
    let nothing = under_way.rows.is_empty().then(|| {
        let none = if over.rows.is_empty() {
            "matters-none"
        } else {
            "matters-open-none"
        };
        html! {
            <>
                <p>{ words.text(none_words(&here, none)) }</p>
                <LinkButton kind={ButtonKind::Go} label={words.text("home-ask")}
                    href={CareRoute::Ask.href()} />
            </>
        }
    });
    let is_empty = under_way.rows.is_empty() && over.rows.is_empty();
    let open_heading = (!is_empty).then(|| heading(&words, "matters-open", under_way.total));
    let past_heading = (!over.rows.is_empty()).then(|| heading(&words, "matters-past", over.total));
    html! {
        <Page {title} back={HOME}>
            { for open_heading }
            { for nothing }
            { cards(&words, &here, under_way, &open) }
            { for past_heading }
            { cards(&words, &here, over, &past) }
        </Page>
    }
}

fn application(words: &Words, here: &Here, row: &view::ApplicationMatter) -> Html {
    let name = here.local(&row.name);
    let (status, tone) = application_words(row.status, row.delivered, Audience::of(here));
    let due = row.due.filter(|_| row.status.is_at_office()).map(|due| {
        let day = words.near_day_inside(due, here.today());
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
    let words = words.with("timeline-sent-by", &[("who", who.into())]);
    Some(html! { <p><Mixed {words} /></p> })
}

fn care(words: &Words, here: &Here, row: &view::CareMatter) -> Html {
    let name = here.kind_name(&row.kind);
    let is_out = has_run_out(row.status, row.when.as_ref(), here.today());
    let (status, tone) = care_matter_words(here, row);
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
        .filter(|_| row.status.is_open() && !is_out)
        .map(|name| {
            let words = words.with("matter-comes", &[("caregiver", name.into())]);
            html! { <p><Mixed {words} /></p> }
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

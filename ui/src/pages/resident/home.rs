//! The resident's home: ask for care, my matters, the next visit, urgent help.

pub(crate) mod reminders;
mod sent;
mod waits;

use self::{reminders::Reminders, sent::sent_for_you, waits::waits};
use crate::{
    address::PageAddress,
    hooks::{Here, View, Words, use_here, use_view, use_words},
    pages::{
        care::CareRoute,
        resident::ResidentRoute,
        services::ServicesRoute,
        shared::{DeliveryNotice, Page, home_waits},
    },
    parts::{Card, Icon, LinkButton, Notice, Tag, Tile, Tiles, Tone},
    saying::{join, visit_words},
};
use linli_api::{GetHome, Topic, view};
use yew::prelude::*;

/// What the home page is made of.
const MADE_OF: [Topic; 6] = [
    Topic::Matters,
    Topic::Consents,
    Topic::Session,
    Topic::Delivery,
    Topic::Profile,
    Topic::Catalogue,
];

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct HomeScreenProps {
    /// What stands above all else.
    #[prop_or_default]
    pub(crate) above: Html,
}

#[component]
pub(crate) fn HomeScreen(props: &HomeScreenProps) -> Html {
    let words = use_words();
    let home = use_view(GetHome {}, MADE_OF.to_vec());
    let Some(here) = use_here() else {
        return html! {};
    };
    let greeting = words.with("home-title", &[("name", here.my_name().as_str().into())]);
    if matches!(home, View::Waiting) {
        return home_waits(&words, greeting);
    }
    let open = home.here().map(|home| {
        let count = [("count", i64::from(home.open_matters).into())];
        words.with("home-matters-open", &count)
    });
    let next = home.here().and_then(|home| home.next_visit.as_ref());
    let is_today = next.is_some_and(|visit| visit.visit.date <= here.today());
    let next = next.map(|visit| next_visit(&words, &here, visit));
    let (today, later) = if is_today { (next, None) } else { (None, next) };
    let waits = home.here().map(|home| waits(&words, &here, &home.waits));
    let reminders = home
        .here()
        .map(|home| html! { <Reminders home={home.clone()} /> });
    let sent = home.here().map(|home| sent_for_you(&words, &here, home));
    let rescued = here.session.rescued.then(|| {
        html! { <Notice tone={Tone::Careful}><p>{ words.text("home-rescued") }</p></Notice> }
    });
    html! {
        <Page title={greeting} failure={home.failure()}>
            { props.above.clone() }
            { for rescued }
            <DeliveryNotice />
            { for today }
            { for waits }
            <>{ for sent }</>
            <Tiles>
                <Tile first=true icon={Icon::Hand} title={words.text("home-ask")}
                    words={words.text("home-ask-words")} href={CareRoute::Ask.href()} />
                <Tile icon={Icon::Search} title={words.text("services-title")}
                    words={words.text("services-words")} href={ServicesRoute::List.href()} />
                <Tile icon={Icon::List} title={words.text("home-matters")}
                    words={open} href={ResidentRoute::Matters.href()} />
                <Tile icon={Icon::House} title={words.text("details-all")}
                    words={words.text("details-all-words")} href={ResidentRoute::Details.href()} />
            </Tiles>
            { for later }
            { for reminders }
        </Page>
    }
}

fn next_visit(words: &Words, here: &Here, visit: &view::Upcoming) -> Html {
    let when = join(&[
        Some(words.near_day(visit.visit.date, here.today())),
        words.window(visit.window),
    ]);
    let title = words.with(
        "home-next-visit",
        &[
            ("caregiver", visit.caregiver.clone().into()),
            ("kind", here.kind_name(&visit.kind).as_str().into()),
        ],
    );
    let (status, tone) = visit_words(visit.status);
    html! {
        <Card {title} icon={Icon::Calendar}>
            <div class="tags"><Tag label={when} /><Tag {tone} label={words.text(status)} /></div>
            <LinkButton label={words.text("home-see-visit")}
                href={ResidentRoute::Matter(visit.doc).href()} />
        </Card>
    }
}

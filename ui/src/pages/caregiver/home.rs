//! The caregiver's home: new requests, and today's round.

use crate::{
    address::PageAddress,
    hooks::{Here, View, Words, use_here, use_view, use_words},
    pages::{
        caregiver::{CaregiverRoute, offers::is_untold},
        shared::{DeliveryNotice, Page, home_waits},
    },
    parts::{ButtonKind, Icon, LinkButton, Notice, Tile, Tiles, Tone},
    saying::when_words,
};
use linli_api::{GetRound, ListOffers, Topic, view};
use linli_domain::offer::Standing;
use yew::prelude::*;

/// How many offers are counted for the tile.
const COUNTED: u32 = 50;

#[component]
pub(crate) fn CaregiverHome() -> Html {
    let words = use_words();
    let offers = use_view(
        ListOffers {
            after: None,
            limit: COUNTED,
        },
        vec![Topic::Offers],
    );
    let round = use_view(GetRound { date: None }, vec![Topic::Round]);
    let Some(here) = use_here() else {
        return html! {};
    };
    let title = words.with("home-title", &[("name", here.my_name().as_str().into())]);
    if matches!(offers, View::Waiting) || matches!(round, View::Waiting) {
        return home_waits(&words, title);
    }
    let open = offers.here().map(|page| {
        let open = page.rows.iter();
        let open = open.filter(|offer| offer.standing == Standing::Open);
        words.with("offers-open", &[("count", open.count().into())])
    });
    let is_urgent = |offer: &view::OfferView| {
        let is_urgent = here.is_urgent(&offer.kind);
        is_urgent && offer.standing == Standing::Open
    };
    let urgent = offers
        .here()
        .is_some_and(|page| page.rows.iter().any(is_urgent));
    let urgent = urgent.then(|| urgent_notice(&words));
    let untold = offers.here().map_or(Vec::new(), |page| {
        let untold = page.rows.iter().filter(|offer| is_untold(offer));
        untold
            .map(|offer| untold_notice(&words, &here, offer))
            .collect()
    });
    let left = round.here().map(|round| {
        let left = round.stops.iter().filter(|stop| !stop.status.is_over());
        words.with("round-left", &[("count", left.count().into())])
    });
    let rescued = here.session.rescued.then(
        || html! { <Notice tone={Tone::Careful}><p>{ words.text("home-rescued") }</p></Notice> },
    );
    html! {
        <Page {title} failure={offers.failure().or(round.failure())}>
            { for rescued }
            <DeliveryNotice />
            { for urgent }
            <>{ for untold }</>
            <Tiles>
                <Tile first=true icon={Icon::Calendar} title={words.text("round-title")}
                    words={left} href={CaregiverRoute::Round.href()} />
                <Tile icon={Icon::Hand} title={words.text("offers-title")}
                    words={open} href={CaregiverRoute::Offers.href()} />
            </Tiles>
        </Page>
    }
}

/// Somebody near calls for help.
fn urgent_notice(words: &Words) -> Html {
    html! {
        <Notice tone={Tone::Danger} title={words.text("caregiver-urgent")}>
            <LinkButton kind={ButtonKind::DangerGo} label={words.text("caregiver-urgent-look")}
                href={CaregiverRoute::Offers.href()} />
        </Notice>
    }
}

/// They did not get what they said yes to: told at once, until they have looked.
fn untold_notice(words: &Words, here: &Here, offer: &view::OfferView) -> Html {
    let kind = here.kind_name(&offer.kind);
    let why = if offer.standing == Standing::Lost {
        "caregiver-lost"
    } else {
        "caregiver-declined"
    };
    let title = words.with(why, &[("kind", kind.as_str().into())]);
    html! {
        <Notice key={offer.doc.to_string()} tone={Tone::Careful} {title}>
            <p>{ when_words(words, here, &offer.when) }</p>
            <LinkButton label={words.text("caregiver-lost-look")} about={kind}
                href={CaregiverRoute::Offers.href()} />
        </Notice>
    }
}

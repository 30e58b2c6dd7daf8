//! The caregiver's day: visits in order of time.

use crate::{
    address::{HOME, PageAddress},
    hooks::{Here, Words, use_here, use_view, use_words},
    pages::{
        caregiver::{CaregiverRoute, own_visits::own_visits},
        shared::{Page, not_here},
    },
    parts::{Button, ButtonKind, Card, LinkButton, Live, Mixed, Tag},
    saying::{address_words, join, kind_icon, none_words, visit_words},
};
use linli_api::{GetRound, Topic, view};
use linli_domain::time::{Date, add_days};
use yew::prelude::*;

#[component]
pub(crate) fn RoundScreen() -> Html {
    let words = use_words();
    let date = use_state_eq(|| None::<Date>);
    let round = use_view(
        GetRound { date: *date },
        vec![Topic::Round, Topic::Delivery],
    );
    let title = words.text("round-title");
    let here = use_here();
    let (Some(here), Some(day)) = (here, round.here()) else {
        return not_here(&words, &round, title, HOME);
    };
    let mut first_open = true;
    let stops = day.stops.iter().map(|stop_here| {
        // The next one stands out; the rest are there to look at.
        let is_next = !stop_here.status.is_over() && std::mem::take(&mut first_open);
        stop(&words, &here, stop_here, is_next)
    });
    let stops: Vec<_> = stops.collect();
    let own = own_visits(&words, &here, &day.own);
    let is_free = stops.is_empty() && day.own.is_empty();
    let nothing = none_words(&here, "round-none");
    let nothing = is_free.then(|| html! { <p>{ words.text(nothing) }</p> });
    let today = words.near_day(day.date, here.today());
    let step = |days: i32| {
        let (date, to) = (date.clone(), add_days(day.date, days));
        Callback::from(move |()| date.set(Some(to)))
    };
    html! {
        <Page {title} back={HOME}>
            <Live words={today.clone()} />
            <h2>{ today }</h2>
            { for nothing }
            <div class="cards">{ for stops }</div>
            <>{ for own }</>
            <div class="dock">
                <Button label={words.text("round-next-day")} on_press={step(1)} />
                <Button label={words.text("round-day-before")} on_press={step(-1)} />
            </div>
        </Page>
    }
}

/// Where one goes, and the way to that visit.
fn stop(words: &Words, here: &Here, stop: &view::Stop, is_next: bool) -> Html {
    let (status, tone) = visit_words(stop.status);
    let kind = here.kind_name(&stop.kind);
    let address = address_words(words, here, &stop.place.building, &stop.place.door);
    let go = if is_next {
        ButtonKind::Go
    } else {
        ButtonKind::Plain
    };
    html! {
        <Card key={format!("{}{}", stop.doc, stop.visit)}
            title={join(&[words.window(stop.window), Some(kind)])}
            icon={kind_icon(here, &stop.kind)}>
            <p class="strong"><Mixed words={stop.place.name.clone()} /></p>
            <p><Mixed words={address} /></p>
            <div class="tags"><Tag {tone} label={words.text(status)} /></div>
            <LinkButton kind={go} label={words.text("round-open")}
                about={stop.place.name.clone()}
                href={CaregiverRoute::Visit(stop.doc, stop.visit).href()} />
        </Card>
    }
}

//! Everything that the desk knows of one resident, and what can be done for them.

use crate::{
    address::{HOME, PageAddress, go_instead_to},
    hooks::{Act, Here, Words, use_act, use_here, use_view, use_words},
    pages::{
        shared::{ConsentList, Page, not_here},
        worker::WorkerRoute,
    },
    parts::{Button, ButtonKind, LinkButton, Mixed, PhoneLink, Tag},
    saying::{
        Audience, address_words, application_words, care_matter_words, join, mobility_words,
        reaching_words, when_words,
    },
};
use linli_api::{ActFor, OpenResident, Topic, view};
use linli_domain::id::PersonId;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct ResidentScreenProps {
    pub(super) resident: PersonId,
}

#[component]
pub(super) fn ResidentScreen(props: &ResidentScreenProps) -> Html {
    let words = use_words();
    let act = use_act();
    let topics = vec![
        Topic::Roster,
        Topic::Matters,
        Topic::Consents,
        Topic::Delivery,
    ];
    let resident = props.resident;
    let view = use_view(OpenResident { resident }, topics);
    let (Some(here), Some(page)) = (use_here(), view.here()) else {
        return not_here(&words, &view, words.text("resident-title"), HOME);
    };
    let name = AttrValue::from(page.resident.name.clone());
    let consents = page.consents.clone();
    let heading = words.with("consent-heading", &[("resident", name.as_str().into())]);
    html! {
        <Page desk=true title={name.clone()} back={HOME} failure={act.failure()}>
            { who_and_where(&words, &here, page) }
            { acting(&words, &act, page) }
            { matters(&words, &here, &page.matters) }
            <ConsentList {heading} {consents} />
        </Page>
    }
}

/// Age, address, what to mind, and how to reach them.
fn who_and_where(words: &Words, here: &Here, page: &view::ResidentPage) -> Html {
    let view::ResidentPage {
        resident, place, ..
    } = page;
    let age = resident
        .age
        .map(|age| words.with("roster-age", &[("age", i64::from(age).into())]));
    let address = address_words(words, here, &resident.building, &resident.door);
    let alone = resident
        .lives_alone
        .then(|| html! { <Tag label={words.text("roster-lives-alone")} /> });
    let mobility = mobility_words(&resident.mobility);
    let mobility = mobility.map(|key| html! { <Tag label={words.text(key)} /> });
    let reaching = reaching_words(words, &place.reaching).into_iter();
    let reaching = reaching.map(|line| html! { <p class="strong"><Mixed words={line} /></p> });
    let who = AttrValue::from(resident.name.clone());
    let phone = if resident.phone.is_empty() {
        html! { <p>{ words.text("resident-no-phone") }</p> }
    } else {
        html! { <PhoneLink {who} number={resident.phone.clone()} /> }
    };
    html! {
        <>
            <p class="strong">{ age }</p>
            <p class="strong"><Mixed words={address} /></p>
            <div class="tags">{ for alone }{ for mobility }</div>
            { for reaching }
            { phone }
        </>
    }
}

/// The way to do something for them, or to ask them first.
fn acting(words: &Words, act: &Act, page: &view::ResidentPage) -> Html {
    let resident = page.resident.person;
    let name = [("resident", page.resident.name.as_str().into())];
    let mut consents = page.consents.iter();
    if consents.any(|line| line.is_mine && line.holds) {
        let (act, waiting) = (act.clone(), act.waiting());
        let on_press = Callback::from(move |()| {
            let resident = Some(resident);
            act.run(ActFor { resident }, |()| go_instead_to(&HOME));
        });
        return html! {
            <Button kind={ButtonKind::Go} label={words.with("consent-act", &name)} {waiting}
                {on_press} />
        };
    }
    html! {
        <>
            <p><Mixed words={words.with("consent-ask-words", &name)} /></p>
            <LinkButton kind={ButtonKind::Go} label={words.with("consent-ask", &name)}
                href={WorkerRoute::AskConsent(resident).href()} />
        </>
    }
}

/// What is under way for them.
fn matters(words: &Words, here: &Here, matters: &[view::Matter]) -> Html {
    let lines = matters.iter().map(|matter| match matter {
        view::Matter::Care(row) => {
            let (status, tone) = care_matter_words(here, row);
            let when = row.when.as_ref().map(|when| when_words(words, here, when));
            let label = here.kind_name(&row.kind);
            html! {
                <li key={row.doc.to_string()} class="stack tight">
                    <span>{ join(&[Some(label.clone()), when]) }{ " " }
                        <Tag {tone} label={words.text(status)} /></span>
                    <LinkButton label={words.text("alerts-open")} about={label}
                        href={WorkerRoute::Alert(row.doc).href()} />
                </li>
            }
        }
        view::Matter::Application(row) => {
            let audience = Audience::of(here);
            let (status, tone) = application_words(row.status, row.delivered, audience);
            html! {
                <li key={row.doc.to_string()}>
                    { here.local(&row.name) }{ " " }<Tag {tone} label={words.text(status)} />
                </li>
            }
        }
    });
    let none = matters
        .is_empty()
        .then(|| html! { <p>{ words.text("resident-no-matters") }</p> });
    html! {
        <section class="stack">
            <h2>{ words.text("roster-open") }</h2>
            { for none }
            <ul class="plain stack">{ for lines }</ul>
        </section>
    }
}

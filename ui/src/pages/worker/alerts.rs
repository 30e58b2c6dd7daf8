//! What cannot wait, first on the worker's home.

use crate::{
    address::PageAddress,
    hooks::{Act, Here, Words, focus_id, use_act, use_here, use_words},
    notices,
    pages::{
        shared::{answer_rows, failure_notice},
        worker::WorkerRoute,
    },
    parts::{Button, ButtonKind, Card, LinkButton, Mixed, PhoneLink, Tag},
    saying::{address_words, alert_words, hand_words, join, kind_icon, moment_words, when_words},
};
use linli_api::{TakeOnCare, view::AlertLine};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct AlertListProps {
    pub(super) lines: Rc<Vec<AlertLine>>,
}

/// The list; nothing at all where everything can wait.
#[component]
pub(super) fn AlertList(props: &AlertListProps) -> Html {
    let words = use_words();
    let act = use_act();
    let answered = use_force_update();
    let Some(here) = use_here() else {
        return html! {};
    };
    if props.lines.is_empty() {
        return html! {};
    }
    let cards = props
        .lines
        .iter()
        .map(|line| card(&words, &here, &act, line));
    let ask = notices::may_ask().then(|| {
        let on_press = Callback::from(move |()| {
            let answered = answered.clone();
            notices::ask(move || answered.force_update());
        });
        html! { <Button label={words.text("alerts-ask")} {on_press} /> }
    });
    html! {
        <section class="stack" aria-labelledby="alerts">
            <h2 id="alerts" tabindex="-1">{ words.text("alerts-title") }</h2>
            { for failure_notice(&words, &act) }
            <div class="cards">{ for cards }</div>
            { for ask }
        </section>
    }
}

fn card(words: &Words, here: &Here, act: &Act, line: &AlertLine) -> Html {
    let (key, tone) = alert_words(line.alert.kind);
    let title = join(&[Some(words.text(key)), Some(line.place.name.clone().into())]);
    let about = AttrValue::from(line.place.name.clone());
    let since = moment_words(words, here, line.alert.since);
    let since = words.with("alerts-since", &[("at", since.as_str().into())]);
    let taken_on = line.taken_on.iter();
    let taken_on: Vec<_> = taken_on.map(|hand| hand_words(words, here, hand)).collect();
    let state = if taken_on.is_empty() {
        html! { <Tag {tone} label={words.text("alerts-nobody")} /> }
    } else {
        let hands = taken_on.iter();
        let hands = hands.map(|hand| html! { <Tag key={hand.to_string()} label={hand.clone()} /> });
        html! { <span class="tags">{ words.text("attention-taken-on") }{ for hands }</span> }
    };
    let place = &line.place;
    let address = address_words(words, here, &place.building, &place.door);
    let doc = line.doc;
    let take_on = (!line.taken_on.iter().any(|hand| hand.mine)).then(|| {
        let act = act.clone();
        let on_press = Callback::from(move |()| {
            // The pressed button goes away; the focus stays at its card.
            act.run(TakeOnCare { doc }, move |()| {
                focus_id(&heading(doc));
            });
        });
        html! {
            <Button kind={ButtonKind::Go} label={words.text("alerts-take-on")}
                about={about.clone()} {on_press} />
        }
    });
    html! {
        <Card key={doc.to_string()} id={heading(doc)} {title} icon={kind_icon(here, &line.kind)}>
            <p>{ since }</p>
            { for facts(words, here, line) }
            <p><Mixed words={address} /></p>
            { for phone(line) }
            <div>{ state }</div>
            { for take_on }
            <LinkButton label={words.text("alerts-open")} {about}
                href={WorkerRoute::Alert(doc).href()} />
        </Card>
    }
}

/// What happened, in the words of who was there.
fn facts(words: &Words, here: &Here, line: &AlertLine) -> Vec<Html> {
    let kind = here.kind(&line.kind);
    let is_urgent = kind.is_some_and(|kind| kind.urgent);
    let mut facts = Vec::new();
    if let Some(kind) = kind.filter(|_| is_urgent) {
        let rows = answer_rows(words, here, &kind.questions, &line.answers);
        let rows = rows.into_iter();
        facts.extend(
            rows.map(|row| format!("{} {}", row.label, row.value))
                .map(|words| html! { <p class="strong"><Mixed {words} /></p> }),
        );
    } else {
        let what = join(&[
            Some(here.kind_name(&line.kind)),
            Some(when_words(words, here, &line.when)),
            line.caregiver.clone().map(AttrValue::from),
        ]);
        facts.push(html! { <p><Mixed words={what} /></p> });
    }
    if !line.alert.words.is_empty() {
        facts.push(html! { <p class="strong"><Mixed words={line.alert.words.clone()} /></p> });
    }
    if let Some(said) = &line.said {
        let words = said.text.clone();
        facts.push(html! { <blockquote><Mixed {words} /></blockquote> });
    }
    facts
}

fn phone(line: &AlertLine) -> Option<Html> {
    let (who, number) = (line.place.name.clone(), line.place.phone.clone());
    (!number.is_empty()).then(|| html! { <PhoneLink {who} {number} /> })
}

fn heading(doc: linli_domain::id::DocId) -> String {
    format!("alert-{doc}")
}

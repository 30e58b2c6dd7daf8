//! Which part of the day.

use super::step::{PickOne, WhenProps};
use crate::{
    address::PageAddress,
    hooks::{use_act, use_words},
    pages::{care::CareRoute, form::FormRoute},
    parts::ChoiceItem,
};
use linli_api::SetWhen;
use linli_domain::{care::When, id::DocId, time::Window};
use yew::prelude::*;

const APPOINTMENT: &str = "appointment";

/// Which part of the day; or that it follows from an appointment.
#[component]
pub(super) fn WindowStep(props: &WhenProps) -> Html {
    let words = use_words();
    let act = use_act();
    let doc = props.step.view.doc;
    let (now, back) = match &props.when {
        Some(When::Weekly { window, .. }) => (*window, CareRoute::Weekly(doc)),
        Some(When::Once { window, .. }) => (*window, CareRoute::Day(doc)),
        Some(When::Soon { .. }) | None => (props.first_window(), CareRoute::Day(doc)),
    };
    let parts = props.parts.clone();
    let mut items: Vec<_> = parts
        .iter()
        .map(|part| {
            let hint = words.window(part.window).unwrap_or_default();
            ChoiceItem::new(part.id.clone(), part.words(&words)).hint(hint)
        })
        .collect();
    if props.appointment.is_some() {
        let label = words.text("ask-window-appointment");
        items.push(ChoiceItem::new(APPOINTMENT, label));
    }
    let same = parts.iter().find(|part| part.window == now);
    let chosen = match same.or_else(|| parts.first()) {
        _ if now.appointment.is_some() => Some(AttrValue::from(APPOINTMENT)),
        part => part.map(|part| part.id.clone()),
    };
    let is_usual = items.len() == 2 && parts.iter().all(|part| part.is_usual());
    let question = words.text(if is_usual {
        "ask-window"
    } else {
        "ask-window-which"
    });
    let on_pick = {
        let (act, when) = (act.clone(), props.when.clone());
        Callback::from(move |id: AttrValue| {
            let picked = parts.iter().find(|part| part.id == id);
            let set = picked.and_then(|part| in_window(when.as_ref(), part.window));
            match set {
                Some(when) => {
                    let next = when.clone();
                    act.run(SetWhen { doc, when }, move |()| after_window(&next, doc));
                }
                None if id == APPOINTMENT => CareRoute::Appointment(doc).go(),
                None => CareRoute::When(doc).go(),
            }
        })
    };
    html! {
        <PickOne step={props.step.clone()} {question} {items} {chosen} back={back.href()}
            failure={act.failure()} waiting={act.waiting()} {on_pick} />
    }
}

/// The same day or days in another part of it; `None` while no day was chosen.
pub(super) fn in_window(when: Option<&When>, picked: Window) -> Option<When> {
    let mut when = when?.clone();
    match &mut when {
        When::Once { window, .. } | When::Weekly { window, .. } => *window = picked,
        When::Soon { .. } => return None,
    }
    Some(when)
}

/// Goes on from the part of the day: what returns every week may have an end.
pub(super) fn after_window(when: &When, doc: DocId) {
    match when {
        When::Weekly { .. } => CareRoute::Until(doc).go(),
        When::Soon { .. } | When::Once { .. } => FormRoute::Check(doc).go(),
    }
}

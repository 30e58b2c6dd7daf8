//! How it stands between this device and the centre, with what can be done about it: try
//! now, call, give a new code.

use crate::{
    address::{HOME, PageAddress},
    hooks::{use_act, use_here, use_words},
    pages::{
        device::DeviceRoute,
        shared::{DeskPhone, Page},
    },
    parts::{Button, ButtonKind, LinkButton, Notice, Tone},
    saying::{DeliveryFacts, delivery_words, moment_words},
};
use linli_api::{TryNow, view::DeviceStanding};
use yew::prelude::*;

#[component]
pub(crate) fn ConnectionScreen() -> Html {
    let words = use_words();
    let act = use_act();
    let Some(here) = use_here() else {
        return html! {};
    };
    let delivery = here.delivery.as_deref();
    let told = delivery_words(DeliveryFacts::of(&here));
    let title = words.text("connection-title");
    let heard = delivery.and_then(|delivery| delivery.heard_at).map(|at| {
        let at = moment_words(&words, &here, at);
        html! { <p>{ words.with("connection-heard", &[("at", at.as_str().into())]) }</p> }
    });
    let to_do = told.to_do.map(|key| {
        html! { <Notice tone={Tone::Careful}><p>{ words.text(key) }</p></Notice> }
    });
    let try_now = {
        let act = act.clone();
        Callback::from(move |()| act.run(TryNow {}, |()| ()))
    };
    let is_known = here.session.standing == DeviceStanding::Known;
    let go = if is_known {
        html! {
            <Button kind={ButtonKind::Go} label={words.text("connection-try")}
                waiting={act.waiting()} on_press={try_now} />
        }
    } else {
        html! {
            <LinkButton kind={ButtonKind::Go} label={words.text("connection-code")}
                href={DeviceRoute::Enrol.href()} />
        }
    };
    html! {
        <Page {title} back={HOME} failure={act.failure()}>
            { for heard }
            { for to_do }
            { go }
            <DeskPhone />
        </Page>
    }
}

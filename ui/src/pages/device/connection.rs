//! How it stands between this device and the centre, with what can be done about it: try
//! now, call, give a new code, go to where the centre is now.

use crate::{
    address::{HOME, PageAddress},
    hooks::{Act, Words, use_act, use_bridge, use_here, use_words},
    pages::{
        device::DeviceRoute,
        shared::{DeskPhone, Page, use_form},
    },
    parts::{Button, ButtonKind, ErrorSummary, LinkButton, Live, Notice, Prompt, TextField, Tone},
    saying::{DeliveryFacts, delivery_words, moment_words},
};
use linli_api::{SetCentre, TryNow, view::DeviceStanding};
use yew::prelude::*;

#[component]
pub(crate) fn ConnectionScreen() -> Html {
    let words = use_words();
    let act = use_act();
    // A browser cannot look for the centre elsewhere than where its page came from.
    let may_be_elsewhere = use_bridge().is_desktop();
    let new_address = use_new_address(&words, &act);
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
    let moved_to = delivery.and_then(|delivery| delivery.moved_to.clone());
    let go = if let Some(address) = moved_to {
        let label = words.with("connection-moved", &[("address", address.as_str().into())]);
        html! { <LinkButton kind={ButtonKind::Go} {label} href={address} /> }
    } else if is_known {
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
            { for may_be_elsewhere.then_some(new_address) }
        </Page>
    }
}

/// The form for who was told that the centre is at another address.
#[hook]
fn use_new_address(words: &Words, act: &Act) -> Html {
    let form = use_form();
    let typed = use_state_eq(String::new);
    let is_used = use_state_eq(|| false);
    let onsubmit = {
        let (act, asked) = (act.clone(), form.clone());
        let (typed, is_used) = (typed.clone(), is_used.clone());
        form.sending(move || {
            let address = asked.written("address", &typed)?;
            let is_used = is_used.clone();
            act.run(SetCentre { address }, move |()| is_used.set(true));
            Ok(())
        })
    };
    let on_input = {
        let (typed, is_used) = (typed.clone(), is_used.clone());
        form.mending(move |text| {
            typed.set(text);
            is_used.set(false);
        })
    };
    let used = is_used.then(|| words.text("connection-address-used"));
    let prompt = Prompt::new("address", words.text("connection-address"))
        .hint(words.text("connection-address-hint"))
        .fills(Some("url"))
        .error(form.error("address"));
    html! {
        <form class="stack" {onsubmit} novalidate=true>
            <Live words={used.clone().unwrap_or_default()} />
            { for used.map(|used| html! { <Notice tone={Tone::Good}><p>{ used }</p></Notice> }) }
            <ErrorSummary mistakes={form.mistakes()} tries={form.tries()} />
            <TextField {prompt} value={(*typed).clone()} {on_input} />
            <Button label={words.text("connection-address-use")} waiting={act.waiting()} />
        </form>
    }
}

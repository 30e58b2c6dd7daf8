//! Text size, colours, language. Every choice takes effect at once.

use crate::{
    address::PageAddress,
    hooks::{Look, PAUSES, keep_pause, pause, use_words},
    pages::{device::DeviceRoute, shared::PageFoot},
    parts::{ButtonKind, Choice, ChoiceItem, Frame, LinkButton, LookSheet, Prompt},
};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct LookPageProps {
    pub(crate) look: Look,
    pub(crate) on_change: Callback<Look>,
    /// Where one came from.
    pub(crate) back: AttrValue,
}

#[component]
pub(crate) fn LookPage(props: &LookPageProps) -> Html {
    let words = use_words();
    html! {
        <Frame title={words.text("look-title")} back={props.back.clone()}
            foot={html! { <PageFoot /> }}>
            <LookSheet look={props.look} on_change={props.on_change.clone()} />
            <Steady />
            <LinkButton label={words.text("devices-title")} href={DeviceRoute::Own.href()} />
            <LinkButton label={words.text("access-title")}
                href={DeviceRoute::Accessibility.href()} />
            <div class="dock" data-answers="">
                <LinkButton kind={ButtonKind::Go} label={words.text("look-done")}
                    href={props.back.clone()} />
            </div>
        </Frame>
    }
}

/// For hands that shake: how long to wait before the next press counts.
#[component]
fn Steady() -> Html {
    let words = use_words();
    let chosen = use_state_eq(pause);
    let items = PAUSES.map(|(pause, key)| ChoiceItem::new(pause, words.text(key)));
    let on_choose = {
        let chosen = chosen.clone();
        Callback::from(move |pause: AttrValue| {
            keep_pause(&pause);
            chosen.set(pause);
        })
    };
    let prompt =
        Prompt::new("steady", words.text("look-steady")).hint(words.text("look-steady-hint"));
    html! { <Choice {prompt} items={items.to_vec()} chosen={(*chosen).clone()} {on_choose} /> }
}

//! Text size, colours, language. Every choice takes effect at once.

use crate::{
    address::PageAddress,
    hooks::{Look, use_words},
    pages::device::DeviceRoute,
    parts::{ButtonKind, Frame, LinkButton, LookSheet},
};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct LookPageProps {
    /// How the screen looks.
    pub(crate) look: Look,
    pub(crate) on_change: Callback<Look>,
    /// Where one came from.
    pub(crate) back: AttrValue,
}

#[component]
pub(crate) fn LookPage(props: &LookPageProps) -> Html {
    let words = use_words();
    html! {
        <Frame title={words.text("look-title")} back={props.back.clone()}>
            <LookSheet look={props.look} on_change={props.on_change.clone()} />
            <LinkButton label={words.text("devices-title")} href={DeviceRoute::Own.href()} />
            <div class="dock">
                <LinkButton kind={ButtonKind::Go} label={words.text("look-done")}
                    href={props.back.clone()} />
            </div>
        </Frame>
    }
}

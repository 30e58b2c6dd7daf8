//! The pages before the engine answers: it starts, another window has it, or it cannot start.

use crate::{
    address::Address,
    bridge::Shell,
    hooks::{use_bridge, use_words},
    pages::device::DeviceRoute,
    parts::{Button, ButtonKind, Frame, Notice, Tone},
};
use yew::prelude::*;

/// Properties of [`Start`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct StartProps {
    /// How the shell stands.
    pub(crate) shell: Shell,
}

/// The page.
#[component]
pub(crate) fn Start(props: &StartProps) -> Html {
    let words = use_words();
    let bridge = use_bridge();
    let take_over = Callback::from(move |()| bridge.take_over());
    let use_here = html! {
        <div class="dock">
            <Button kind={ButtonKind::Go} label={words.text("shell-use-here")}
                on_press={take_over} />
        </div>
    };
    let again = Callback::from(|()| {
        if let Some(window) = web_sys::window() {
            // Fails only while the page is being left.
            let _ = window.location().reload();
        }
    });
    let again = html! {
        <div class="dock">
            <Button kind={ButtonKind::Go} label={words.text("shell-again")} on_press={again} />
        </div>
    };
    let (title, tone, text, more) = match &props.shell {
        Shell::Starting | Shell::Ready => {
            let title = words.text("common-app-name");
            return html! {
                <Frame {title} look={DeviceRoute::Look.href()}>
                    <p role="status">{ words.text("shell-starting") }</p>
                </Frame>
            };
        }
        Shell::Elsewhere => (
            "shell-elsewhere-title",
            Tone::Plain,
            "shell-elsewhere",
            use_here,
        ),
        Shell::Moved => ("shell-moved-title", Tone::Plain, "shell-moved", use_here),
        Shell::NoStorage => (
            "shell-no-storage-title",
            Tone::Careful,
            "shell-no-storage",
            again,
        ),
        Shell::Failed(detail) => {
            let detail =
                (!detail.is_empty()).then(|| html! { <p class="small hint">{ detail }</p> });
            (
                "shell-failed-title",
                Tone::Careful,
                "shell-failed",
                html! { <>{ for detail }{ again }</> },
            )
        }
    };
    html! {
        <Frame title={words.text(title)} look={DeviceRoute::Look.href()}>
            <Notice {tone}><p>{ words.text(text) }</p></Notice>
            { more }
        </Frame>
    }
}

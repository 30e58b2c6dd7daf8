//! The pages before the engine answers: it starts, another window has it, or it cannot start.

use crate::{
    address::PageAddress,
    bridge::EngineState,
    hooks::{Words, use_bridge, use_words},
    pages::{device::DeviceRoute, shared::DeskPhone},
    parts::{Button, ButtonKind, Frame, Notice, Tone},
};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct StartProps {
    pub(crate) state: EngineState,
}

#[component]
pub(crate) fn Start(props: &StartProps) -> Html {
    let words = use_words();
    let bridge = use_bridge();
    let take_over = || {
        let bridge = bridge.clone();
        button(&words, "shell-use-here", move |()| bridge.take_over())
    };
    let again = || button(&words, "shell-again", |()| reload());
    let (title, tone, text, more) = match &props.state {
        EngineState::Starting | EngineState::Ready => {
            let title = words.text("common-app-name");
            return html! {
                <Frame {title} look={DeviceRoute::Look.href()}>
                    <p role="status">{ words.text("shell-starting") }</p>
                </Frame>
            };
        }
        EngineState::Elsewhere => (
            "shell-elsewhere-title",
            Tone::Plain,
            "shell-elsewhere",
            take_over(),
        ),
        EngineState::Moved => ("shell-moved-title", Tone::Plain, "shell-moved", take_over()),
        EngineState::NoStorage => (
            "shell-no-storage-title",
            Tone::Careful,
            "shell-no-storage",
            again(),
        ),
        EngineState::Failed(detail) => {
            let detail =
                (!detail.is_empty()).then(|| html! { <p class="small hint">{ detail }</p> });
            let more = html! { <>{ for detail }{ again() }</> };
            ("shell-failed-title", Tone::Careful, "shell-failed", more)
        }
    };
    html! {
        <Frame title={words.text(title)} look={DeviceRoute::Look.href()}>
            <Notice {tone}><p>{ words.text(text) }</p></Notice>
            { more }
            <DeskPhone />
        </Frame>
    }
}

fn button(words: &Words, label: &str, on_press: impl Fn(()) + 'static) -> Html {
    let on_press = Callback::from(on_press);
    html! {
        <div class="dock">
            <Button kind={ButtonKind::Go} label={words.text(label)} {on_press} />
        </div>
    }
}

fn reload() {
    if let Some(window) = web_sys::window() {
        // Fails only while the page is being left.
        let _ = window.location().reload();
    }
}

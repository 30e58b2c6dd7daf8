//! Reads the page aloud, and what guides the reading while it goes on.
//!
//! Access: a toggle button that says whether it reads; the bar is a landmark with a name, its
//! buttons have words under their pictures, and it stays in sight while the page moves with
//! the reading. Where the device has no voice it says how to get one. The reading stops when
//! the page is left.

use super::{Icon, icon};
use crate::{
    aloud::{Pace, PageReader, ReadingState, how_to_get_one},
    hooks::{use_words, user_agent},
};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct ReadAloudProps {
    pub(super) reader: PageReader,
}

/// The button that begins and ends it.
#[component]
pub(super) fn ReadAloud(props: &ReadAloudProps) -> Html {
    let words = use_words();
    let is_silent = props.reader.reading() == ReadingState::Silent;
    let reader = props.reader.clone();
    let onclick = Callback::from(move |_| {
        if is_silent {
            reader.start();
        } else {
            reader.stop();
        }
    });
    let (picture, key) = if is_silent {
        (Icon::Ear, "common-read")
    } else {
        (Icon::Stop, "common-read-stop")
    };
    html! {
        <button type="button" class="tool" aria-pressed={(!is_silent).to_string()} {onclick}>
            { icon(picture) }<span>{ words.text(key) }</span>
        </button>
    }
}

/// Wait and go on, once more, slower; draws nothing while nothing is read.
#[component]
pub(super) fn ReadingBar(props: &ReadAloudProps) -> Html {
    let words = use_words();
    let reader = &props.reader;
    let button = |picture, key, pressed: Option<bool>, act: fn(&PageReader)| {
        let reader = reader.clone();
        let onclick = Callback::from(move |_: MouseEvent| act(&reader));
        let pressed = pressed.map(|is| is.to_string());
        html! {
            <button type="button" class="tool" aria-pressed={pressed} {onclick}>
                { icon(picture) }<span>{ words.text(key) }</span>
            </button>
        }
    };
    let inside = match reader.reading() {
        ReadingState::Silent => return html! {},
        ReadingState::NoVoice => html! {
            <div class="stack">
                <p class="strong">{ words.text("aloud-no-voice") }</p>
                <p>{ words.text(how_to_get_one(&user_agent())) }</p>
                <p>{ words.text("aloud-get-help") }</p>
            </div>
        },
        ReadingState::Reads | ReadingState::Waits => {
            let wait = if reader.reading() == ReadingState::Reads {
                button(Icon::Pause, "aloud-wait", None, PageReader::wait)
            } else {
                button(Icon::Play, "aloud-go-on", None, PageReader::go_on)
            };
            let is_slow = Some(reader.pace() == Pace::Slow);
            html! {
                <>
                    { wait }
                    { button(Icon::Again, "aloud-again", None, PageReader::go_on) }
                    { button(Icon::Clock, "aloud-slower", is_slow, PageReader::change_pace) }
                </>
            }
        }
    };
    html! {
        <section class="reading" aria-label={words.text("aloud-bar")}>{ inside }</section>
    }
}

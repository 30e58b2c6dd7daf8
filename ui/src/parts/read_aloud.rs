//! Reads the page aloud, where the device has a voice for the language.
//!
//! Access: a toggle button that says whether it reads; hidden where there is no
//! voice; stops when the page is left.

use super::{Icon, icon};
use crate::hooks::{Voice, use_words};
use yew::prelude::*;

/// The button; draws nothing where there is no voice.
#[component]
pub fn ReadAloud() -> Html {
    let words = use_words();
    let lang = words.lang();
    let has_voice = use_state_eq(|| false);
    let reading = use_state_eq(|| false);
    {
        let (has_voice, reading) = (has_voice.clone(), reading.clone());
        use_effect_with(lang, move |lang| {
            let lang = *lang;
            let voice = Voice::of_this_device();
            let listening = voice.as_ref().map(|voice| {
                has_voice.set(voice.speaks(lang));
                let again = voice.clone();
                voice.on_voices(move || has_voice.set(again.speaks(lang)))
            });
            move || {
                drop(listening);
                reading.set(false);
                if let Some(voice) = voice {
                    voice.stop();
                }
            }
        });
    }
    if !*has_voice {
        return html! {};
    }
    let onclick = {
        let reading = reading.clone();
        Callback::from(move |_| {
            let Some(voice) = Voice::of_this_device() else {
                return;
            };
            if *reading {
                voice.stop();
                reading.set(false);
            } else {
                let done = reading.clone();
                reading.set(voice.read_page(lang, move || done.set(false)));
            }
        })
    };
    let label = words.text(if *reading {
        "common-read-stop"
    } else {
        "common-read"
    });
    html! {
        <button type="button" class="tool" aria-pressed={reading.to_string()} {onclick}>
            { icon(if *reading { Icon::Stop } else { Icon::Ear }) }<span>{ label }</span>
        </button>
    }
}

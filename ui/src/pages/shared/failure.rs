//! Why the last thing was not done, where it was to be done.

use crate::{
    hooks::{Act, Words},
    parts::{Notice, Tone},
    saying::failure_words,
};
use yew::prelude::*;

/// A notice, for the buttons of a whole section.
pub(crate) fn failure_notice(words: &Words, act: &Act) -> Option<Html> {
    let failure = act.failure()?;
    Some(html! {
        <div role="alert">
            <Notice tone={Tone::Danger}><p>{ words.text(failure_words(failure.code)) }</p></Notice>
        </div>
    })
}

/// A line, beside a single button.
pub(crate) fn failure_line(words: &Words, act: &Act) -> Option<Html> {
    let failure = act.failure()?;
    Some(html! { <p role="alert">{ words.text(failure_words(failure.code)) }</p> })
}

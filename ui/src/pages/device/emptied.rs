//! What is said of a device that was emptied, above the field for a new code.

use crate::{
    hooks::{use_here, use_words},
    parts::{Notice, PhoneLink, Tone},
};
use linli_api::view::EmptiedWhy;
use yew::prelude::*;

/// Nothing where the device was not emptied, or has a holder again.
#[component]
pub(crate) fn EmptiedNotice() -> Html {
    let words = use_words();
    let Some(here) = use_here() else {
        return html! {};
    };
    let Some(emptied) = here.session.emptied.as_ref() else {
        return html! {};
    };
    let key = match emptied.why {
        EmptiedWhy::Revoked => "emptied-revoked",
        EmptiedWhy::GivenAway => "emptied-given-away",
    };
    let handing_over = emptied
        .is_handing_over
        .then(|| html! { <p>{ words.text("emptied-handing-over") }</p> });
    let desk = emptied.desk.as_ref().map(|desk| {
        html! { <PhoneLink who={here.local(&desk.name)} number={desk.number.clone()} /> }
    });
    html! {
        <Notice tone={Tone::Careful}>
            <p>{ words.text(key) }</p>
            { for handing_over }
            { for desk }
        </Notice>
    }
}

//! One photo of an answer: how far it is, and a button to take it away, which asks first: a
//! photo that is gone has to be taken again.
//!
//! Access: the question takes the focus; "no" gives it back to the photo.

use super::album::{Picture, state_words};
use crate::{
    hooks::{focus_id, use_words},
    parts::{Button, ButtonKind},
};
use linli_api::view::Photo;
use linli_domain::{answer::BlobHash, id::DocId};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct PhotoCardProps {
    pub(super) doc: DocId,
    pub(super) photo: Photo,
    /// Which one of them it is, from 1.
    pub(super) place: i64,
    /// Whether one is being taken away.
    pub(super) waiting: bool,
    pub(super) on_remove: Callback<BlobHash>,
}

#[component]
pub(super) fn PhotoCard(props: &PhotoCardProps) -> Html {
    let words = use_words();
    let asks = use_state_eq(|| false);
    let (photo, place) = (&props.photo, props.place);
    let id = AttrValue::from(format!("photo-{place}"));
    {
        let was = use_mut_ref(|| false);
        let id = id.clone();
        use_effect_with(*asks, move |asks| {
            if was.replace(*asks) != *asks {
                focus_id(&id);
            }
        });
    }
    let alt = words.with("photos-nth", &[("place", place.into())]);
    let about = alt.clone();
    let asking = |asked: bool| {
        let asks = asks.clone();
        Callback::from(move |()| asks.set(asked))
    };
    let removes = if *asks {
        let (on_remove, hash) = (props.on_remove.clone(), photo.hash.clone());
        let on_yes = Callback::from(move |()| on_remove.emit(hash.clone()));
        html! {
            <>
                <p {id} tabindex="-1">
                    <b>{ words.with("photos-remove-ask", &[("place", place.into())]) }</b>
                </p>
                <Button label={words.text("photos-remove-no")} {about} on_press={asking(false)} />
                <Button kind={ButtonKind::Danger} label={words.text("photos-remove-yes")}
                    waiting={props.waiting} on_press={on_yes} />
            </>
        }
    } else {
        html! {
            <>
                <p {id} tabindex="-1">{ state_words(&words, photo) }</p>
                <Button label={words.text("photos-remove")} {about}
                    on_press={asking(true)} />
            </>
        }
    };
    html! {
        <li class="photo">
            <Picture doc={props.doc} photo={photo.clone()} {alt} />
            { removes }
        </li>
    }
}

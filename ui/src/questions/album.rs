//! Photos to look at: small ones in a row, and each as large as the page when pressed.

use crate::hooks::{use_view, use_words};
use linli_api::{
    Photos, ReadPhoto, Topic,
    view::{Photo, PhotoRead, PhotoState},
};
use linli_domain::{answer::FieldId, id::DocId};
use yew::prelude::*;

/// Properties of [`Album`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct AlbumProps {
    /// Whose photos.
    pub(crate) doc: DocId,
    /// The question that they answer.
    pub(crate) field: FieldId,
}

/// The photos that answer a question.
#[component]
pub(crate) fn Album(props: &AlbumProps) -> Html {
    let words = use_words();
    let doc = props.doc;
    let all = use_view(Photos { doc }, vec![Topic::Doc(doc), Topic::Photos]);
    let Some(all) = all.here() else {
        return html! {};
    };
    let photos = all.iter().filter(|photo| photo.field == props.field);
    let items = photos.zip(1_i64..).map(|(photo, place)| {
        let alt = words.with("photos-nth", &[("place", place.into())]);
        html! { <li key={photo.hash.to_string()} class="photo"><Picture {doc} photo={photo.clone()} {alt} /></li> }
    });
    html! { <ul class="photos" role="list">{ for items }</ul> }
}

/// Properties of [`Picture`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct PictureProps {
    pub(super) doc: DocId,
    pub(super) photo: Photo,
    /// What it is called aloud.
    pub(super) alt: AttrValue,
}

/// One photo, in a button that makes it larger and smaller.
#[component]
pub(super) fn Picture(props: &PictureProps) -> Html {
    let words = use_words();
    let is_large = use_state_eq(|| false);
    let (doc, hash) = (props.doc, props.photo.hash.clone());
    // Bytes that are here stay as they are; only those on their way are asked for again.
    let comes = props.photo.state == PhotoState::Elsewhere;
    let topics = if comes {
        vec![Topic::Photos]
    } else {
        Vec::new()
    };
    let read = use_view(ReadPhoto { doc, hash }, topics);
    let Some(PhotoRead::Here(base64)) = read.here().map(AsRef::as_ref) else {
        return html! { <p>{ words.text("photos-elsewhere") }</p> };
    };
    let onclick = {
        let is_large = is_large.clone();
        Callback::from(move |_: MouseEvent| is_large.set(!*is_large))
    };
    let does = words.text(if *is_large {
        "photos-smaller"
    } else {
        "photos-larger"
    });
    let src = format!("data:image/jpeg;base64,{base64}");
    html! {
        <button type="button" class={classes!("picture", is_large.then_some("large"))} aria-pressed={is_large.to_string()} {onclick}>
            <img {src} alt={&props.alt} />
            <span>{ does }</span>
        </button>
    }
}

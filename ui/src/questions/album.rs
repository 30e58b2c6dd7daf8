//! Photos to look at: small ones in a row, and each as large as the page when pressed.

use crate::hooks::{Words, use_photos, use_picture, use_words};
use linli_api::view::{Photo, PhotoState, PhotoTrouble};
use linli_domain::{answer::FieldId, id::DocId};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct AlbumProps {
    pub(crate) doc: DocId,
    /// The question that they answer.
    pub(crate) field: FieldId,
}

/// The photos that answer a question.
#[component]
pub(crate) fn Album(props: &AlbumProps) -> Html {
    let words = use_words();
    let doc = props.doc;
    let Some(photos) = use_photos(doc, &props.field) else {
        return html! {};
    };
    let progress = progress(&photos).map(|(there, count)| {
        let args = [("there", there.into()), ("count", count.into())];
        html! { <p>{ words.with("album-going", &args) }</p> }
    });
    let items = photos.iter().zip(1_i64..).map(|(photo, place)| {
        let photo = photo.clone();
        let alt = words.with("photos-nth", &[("place", place.into())]);
        let waits = is_on_its_way(&photo) || photo.trouble.is_some();
        let state = waits.then(|| html! { <p>{ state_words(&words, &photo) }</p> });
        html! {
            <li key={photo.hash.to_string()} class="photo">
                <Picture {doc} {photo} {alt} />
                <>{ for state }</>
            </li>
        }
    });
    html! {
        <>
            <>{ for progress }</>
            <ul class="photos" role="list">{ for items }</ul>
        </>
    }
}

/// Where a photo is, in words.
pub(super) fn state_words(words: &Words, photo: &Photo) -> AttrValue {
    match (photo.trouble, photo.state) {
        (Some(PhotoTrouble::NoRoom), _) => words.text("photos-no-room"),
        (Some(PhotoTrouble::NotToday), _) => words.text("photos-not-today"),
        (Some(PhotoTrouble::Refused), _) => words.text("photos-refused"),
        (None, PhotoState::Here) => words.text("photos-here"),
        (None, PhotoState::Going) => {
            let percent = photo.sent.saturating_mul(100) / photo.bytes.max(1);
            let percent = i64::try_from(percent).unwrap_or(100);
            words.with("photos-going", &[("percent", percent.into())])
        }
        (None, PhotoState::AtCentre) => words.text("photos-at-centre"),
        (None, PhotoState::Elsewhere) => words.text("photos-elsewhere"),
    }
}

/// Whether this device still has to send it.
const fn is_on_its_way(photo: &Photo) -> bool {
    matches!(photo.state, PhotoState::Here | PhotoState::Going)
}

/// How many of the photos on this device the centre has, while it lacks some.
fn progress(photos: &[Photo]) -> Option<(i64, i64)> {
    let here = photos
        .iter()
        .filter(|photo| photo.state != PhotoState::Elsewhere);
    let waiting = photos.iter().filter(|photo| is_on_its_way(photo)).count();
    let count = here.count();
    let number = |count| i64::try_from(count).unwrap_or(i64::MAX);
    (waiting > 0).then(|| (number(count.saturating_sub(waiting)), number(count)))
}

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
    let Some(src) = use_picture(props.doc, &props.photo) else {
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
    html! {
        <button type="button" class={classes!("picture", is_large.then_some("large"))}
            aria-pressed={is_large.to_string()} {onclick}>
            <img {src} alt={&props.alt} />
            <span>{ does }</span>
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_domain::answer::BlobHash;

    #[test]
    fn progress_is_told_while_something_is_still_to_be_sent() {
        let photo = |state| Photo {
            field: FieldId("issue_photos".into()),
            hash: BlobHash::of_digest([7; 32]),
            name: "lamp.jpg".into(),
            bytes: 1000,
            sent: 0,
            state,
            trouble: None,
        };
        let [here, going, there, elsewhere] = [
            PhotoState::Here,
            PhotoState::Going,
            PhotoState::AtCentre,
            PhotoState::Elsewhere,
        ]
        .map(photo);
        let of = |photos: &[&Photo]| {
            let photos: Vec<_> = photos.iter().map(|photo| (*photo).clone()).collect();
            progress(&photos)
        };
        assert_eq!(of(&[&there, &there, &here]), Some((2, 3)));
        assert_eq!(of(&[&going, &elsewhere]), Some((0, 1)));
        assert_eq!(of(&[&there, &elsewhere]), None);
    }
}

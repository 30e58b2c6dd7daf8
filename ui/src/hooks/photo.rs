//! Photos of a document: which answer a question, and the bytes of one as the address of
//! a picture.

use super::use_view;
use linli_api::{
    ListPhotos, ReadPhoto, Topic,
    view::{Photo, PhotoRead, PhotoState},
};
use linli_domain::{answer::FieldId, id::DocId};
use yew::prelude::*;

/// The photos that answer the question `field`, in order; `None` until it is known.
#[hook]
pub fn use_photos(doc: DocId, field: &FieldId) -> Option<Vec<Photo>> {
    let all = use_view(ListPhotos { doc }, vec![Topic::Doc(doc), Topic::Photos]);
    let all = all.here()?.iter();
    let of_question = all.filter(|photo| photo.field == *field);
    Some(of_question.cloned().collect())
}

/// The `src` of a photo's picture; `None` until its bytes are on this device.
#[hook]
pub fn use_picture(doc: DocId, photo: &Photo) -> Option<AttrValue> {
    let hash = photo.hash.clone();
    // Bytes that are here stay as they are; only those on their way are asked for again.
    let topics = match photo.state {
        PhotoState::Elsewhere => vec![Topic::Photos],
        _ => Vec::new(),
    };
    let read = use_view(ReadPhoto { doc, hash }, topics);
    match read.here().map(AsRef::as_ref) {
        Some(PhotoRead::Here(base64)) => Some(format!("data:image/jpeg;base64,{base64}").into()),
        _ => None,
    }
}

//! Photos in answers: kept here first, stripped of all but the picture, and on their
//! way to the centre by themselves.

use super::{form::form_of, intent};
use crate::{
    engine::Engine,
    error::{EngineError, Result},
    store::{
        blob::{BlobRow, BlobStep},
        commit::Batch,
    },
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use linli_api::{
    Answer, KeepPhoto, ListPhotos, ReadPhoto, RemovePhoto, Topic,
    view::{Photo, PhotoRead, PhotoState},
};
use linli_domain::{
    answer::{AnswerError, BlobHash, BlobRef, FieldId, MAX_NAME_CHARS, QuestionKind, Value},
    contents::Contents,
    id::DocId,
    photo::{self, MAX_TAKEN_BYTES, PhotoError, photos_of},
};
use linli_replica::replica::Edit;
use sha2::{Digest, Sha256};

pub(super) fn keep(
    engine: &mut Engine,
    ask: KeepPhoto,
    changed: &mut Vec<Topic>,
) -> Result<BlobRef> {
    let contents = engine.contents(ask.doc)?;
    let wrong = |why| EngineError::field(&ask.field.0, why);
    let max = most(engine, &contents, &ask.field)?;
    let bytes = read(&ask.base64).map_err(wrong)?;
    let photo = BlobRef {
        hash: BlobHash::of_digest(Sha256::digest(&bytes).into()),
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        name: short(&ask.name),
    };
    let mut photos = answered(&contents, &ask.field);
    if !photos.iter().any(|known| known.hash == photo.hash) {
        photos.push(photo.clone());
    }
    if u32::try_from(photos.len()).map_or(true, |count| count > max) {
        return Err(wrong(AnswerError::TooManyPhotos { max }));
    }
    let blobs = vec![BlobStep::Kept(photo.hash.clone(), bytes)];
    write(engine, &contents, ask.field, photos, blobs, changed)?;
    Ok(photo)
}

pub(super) fn remove(
    engine: &mut Engine,
    ask: RemovePhoto,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    let contents = engine.contents(ask.doc)?;
    let mut photos = answered(&contents, &ask.field);
    let before = photos.len();
    photos.retain(|photo| photo.hash != ask.hash);
    if photos.len() == before {
        return Ok(());
    }
    write(engine, &contents, ask.field, photos, Vec::new(), changed)
}

/// The JPEG out of its text, with nothing but the picture in it.
fn read(base64: &str) -> std::result::Result<Vec<u8>, AnswerError> {
    if base64.len() / 4 > MAX_TAKEN_BYTES / 3 + 1 {
        return Err(AnswerError::PhotoTooLarge);
    }
    let bytes = STANDARD
        .decode(base64)
        .map_err(|_| AnswerError::NotAPicture)?;
    photo::stripped(&bytes).map_err(|error| match error {
        PhotoError::TooLarge => AnswerError::PhotoTooLarge,
        PhotoError::NotAPicture | PhotoError::CarriesMore => AnswerError::NotAPicture,
    })
}

fn short(name: &str) -> String {
    let most = usize::try_from(MAX_NAME_CHARS).unwrap_or(usize::MAX);
    name.trim().chars().take(most).collect()
}

/// How many photos the question takes.
fn most(engine: &Engine, contents: &Contents, field: &FieldId) -> Result<u32> {
    let form = form_of(engine, contents)?;
    match form.question(field).map(|question| &question.kind) {
        Some(QuestionKind::Photos { max }) => Ok(*max),
        _ => Err(EngineError::field(&field.0, AnswerError::WrongType)),
    }
}

fn answered(contents: &Contents, field: &FieldId) -> Vec<BlobRef> {
    photos_of(contents)
        .into_iter()
        .filter(|(known, _)| *known == field)
        .map(|(_, photo)| photo.clone())
        .collect()
}

/// The answer is now `photos`. Done again, it is that answer and not these bytes: they
/// stay here until then.
fn write(
    engine: &mut Engine,
    contents: &Contents,
    field: FieldId,
    photos: Vec<BlobRef>,
    blobs: Vec<BlobStep>,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    let doc = contents.header().id;
    // An empty list too: who adds one meanwhile must see which ones were taken away.
    let value = Value::Photos(photos);
    let edit = Edit::Whole(field.clone(), value.clone());
    let value = Some(value);
    let intent = intent(Answer { doc, field, value }, "");
    let batch = Batch {
        blobs,
        ..Batch::default()
    };
    engine.write_with(batch, doc, &[edit], intent, changed)
}

pub(super) fn show(
    engine: &mut Engine,
    ask: ReadPhoto,
    changed: &mut Vec<Topic>,
) -> Result<PhotoRead> {
    let Some(photo) = photo_in(engine, ask.doc, &ask.hash)? else {
        return Err(EngineError::NotFound(ask.doc));
    };
    match engine.store.blob(&ask.hash)? {
        Some(row) if row.here == row.size => {
            let bytes = engine.store.blob_bytes(&ask.hash)?;
            Ok(PhotoRead::Here(STANDARD.encode(bytes)))
        }
        // Asked for before: asking again brings it no sooner.
        Some(row) if row.is_wanted => Ok(PhotoRead::OnItsWay),
        _ => {
            changed.extend(engine.commit(Batch {
                blobs: vec![BlobStep::Wanted(photo)],
                ..Batch::default()
            })?);
            engine.centre_status.bell.ring();
            Ok(PhotoRead::OnItsWay)
        }
    }
}

fn photo_in(engine: &Engine, doc: DocId, hash: &BlobHash) -> Result<Option<BlobRef>> {
    if !engine.store.refers(doc, hash)? {
        return Ok(None);
    }
    let contents = engine.contents(doc)?;
    let found = photos_of(&contents)
        .into_iter()
        .find(|(_, photo)| photo.hash == *hash)
        .map(|(_, photo)| photo.clone());
    Ok(found)
}

pub(super) fn list(engine: &mut Engine, ask: ListPhotos, _: &mut Vec<Topic>) -> Result<Vec<Photo>> {
    let contents = engine.contents(ask.doc)?;
    photos_of(&contents)
        .into_iter()
        .map(|(field, photo)| {
            let row = engine.store.blob(&photo.hash)?;
            Ok(Photo {
                field: field.clone(),
                hash: photo.hash.clone(),
                name: photo.name.clone(),
                bytes: photo.bytes,
                sent: row.as_ref().map_or(0, |row| row.sent),
                state: row.as_ref().map_or(PhotoState::Elsewhere, state),
                trouble: row.and_then(|row| row.trouble),
            })
        })
        .collect()
}

const fn state(row: &BlobRow) -> PhotoState {
    if row.here < row.size {
        PhotoState::Elsewhere
    } else if row.sent == row.size {
        PhotoState::AtCentre
    } else if row.sent > 0 {
        PhotoState::Going
    } else {
        PhotoState::Here
    }
}

//! Photos.

use super::{Case, LIN, WANG, append, area};
use linli_domain::{
    answer::BlobHash,
    id::{DocId, PersonId},
    role::Scope,
    time::Timestamp,
};
use linli_server::store::{Blob, BlobCopy, BlobId, BlobRoom};
use std::collections::BTreeSet;

fn name(of: u8) -> BlobHash {
    BlobHash::of_digest([of; 32])
}

/// Begins a document of `resident` that the area may read and that holds `photos`.
fn hold(case: &Case, doc: u8, resident: PersonId, photos: &[BlobHash]) -> DocId {
    let id = DocId([doc; 16]);
    case.write(|tx| {
        let seq = append(tx, doc, 1)?;
        tx.set_scopes(id, seq, &[Scope::Area(area())])?;
        tx.set_blob_refs(
            id,
            resident,
            &photos.iter().cloned().collect(),
            Timestamp(1),
        )
    });
    id
}

fn taken(case: &Case, resident: PersonId) -> (u64, u64) {
    let BlobRoom { photos, bytes } = case.read(|tx| tx.blob_room_taken(resident));
    (photos, bytes)
}

fn copies(case: &Case, photo: &BlobHash, scope: Scope, doc: Option<DocId>) -> Vec<BlobCopy> {
    case.read(|tx| tx.blob_copies(photo, &BTreeSet::from([scope]), doc))
}

/// A photo of Wang's that came in two pieces.
fn sent(case: &Case, photo: &BlobHash) -> Blob {
    case.write(|tx| {
        let begun = tx.begin_blob(WANG, photo, 6)?;
        let half = tx.add_to_blob(&begun, b"abc")?;
        tx.add_to_blob(&half, b"def")
    })
}

pub fn a_photo_comes_in_pieces_and_is_read_across_them(case: &Case) {
    let begun = case.write(|tx| tx.begin_blob(WANG, &name(1), 6));
    assert_eq!((begun.size, begun.has, begun.is_whole), (6, 0, false));
    let half = case.write(|tx| tx.add_to_blob(&begun, b"abc"));
    assert_eq!((half.id, half.has, half.is_whole), (begun.id, 3, false));
    let part = |start, most| case.read(|tx| tx.blob_part(begun.id, start, most));
    assert_eq!(part(0, 99), b"abc", "as far as it came");
    let whole = case.write(|tx| tx.add_to_blob(&half, b"def"));
    assert_eq!((whole.has, whole.is_whole), (6, true));
    for (start, most, expected) in [
        (0, u64::MAX, &b"abcdef"[..]),
        (2, 2, b"cd"),
        (3, 3, b"def"),
        (4, 99, b"ef"),
        (0, 0, b""),
        (6, 9, b""),
        (u64::MAX, 9, b""),
    ] {
        assert_eq!(part(start, most), expected, "{start} {most}");
    }
    assert_eq!(
        case.read(|tx| tx.blob_part(BlobId(begun.id.0 + 1), 0, 9)),
        b""
    );
    assert_eq!(taken(case, WANG), (1, 6));
    assert_eq!(taken(case, LIN), (0, 0));
}

pub fn a_photo_begun_anew_has_nothing_of_the_old_one(case: &Case) {
    hold(case, 1, WANG, &[name(1)]);
    let old = sent(case, &name(1));
    let new = case.write(|tx| tx.begin_blob(WANG, &name(1), 9));
    assert_ne!(
        old.id, new.id,
        "bytes that were looked at are never taken for others"
    );
    assert_eq!(case.read(|tx| tx.blob_part(old.id, 0, 9)), b"");
    assert_eq!(case.read(|tx| tx.blob_part(new.id, 0, 9)), b"");
    assert_eq!(taken(case, WANG), (1, 9));
    case.write(|tx| tx.drop_blob(new.id));
    assert_eq!(taken(case, WANG), (0, 0));
    let next = case.write(|tx| tx.begin_blob(WANG, &name(1), 9));
    assert_ne!(next.id, new.id, "a number is given once");
    let found = copies(case, &name(1), Scope::Area(area()), None);
    assert_eq!((found[0].blob, found[0].has()), (Some(next), 0));
}

pub fn only_who_may_read_the_document_finds_its_photo(case: &Case) {
    let (doc, other) = (
        hold(case, 1, WANG, &[name(1)]),
        hold(case, 2, WANG, &[name(2)]),
    );
    let found = |doc| copies(case, &name(1), Scope::Area(area()), doc);
    let nothing_came = BlobCopy {
        resident: WANG,
        blob: None,
    };
    assert_eq!(found(None), [nothing_came]);
    let whole = sent(case, &name(1));
    assert_eq!(found(None)[0].blob, Some(whole));
    assert!(found(None)[0].is_whole());
    assert_eq!(found(Some(doc)).len(), 1);
    assert_eq!(found(Some(other)), [], "that document holds another");
    assert_eq!(copies(case, &name(1), Scope::Person(LIN), None), []);
    assert_eq!(
        case.read(|tx| tx.blob_copies(&name(1), &BTreeSet::new(), None)),
        []
    );
    case.write(|tx| {
        let seq = append(tx, 1, 2)?;
        tx.set_scopes(doc, seq, &[])
    });
    assert_eq!(found(None), [], "the right to read is that of now");
}

pub fn references_are_set_as_a_whole(case: &Case) {
    let doc = hold(case, 1, WANG, &[name(1), name(2)]);
    let second = hold(case, 2, WANG, &[name(2)]);
    let refs = || case.read(|tx| tx.blob_refs(doc));
    assert_eq!(refs(), BTreeSet::from([name(1), name(2)]));
    let documents = |person, photo| case.read(|tx| tx.blob_documents(person, &name(photo)));
    assert_eq!(documents(WANG, 2), [doc, second]);
    assert_eq!(documents(LIN, 2), []);
    let next = BTreeSet::from([name(2), name(3)]);
    case.write(|tx| tx.set_blob_refs(doc, WANG, &next, Timestamp(2)));
    assert_eq!(refs(), next);
    assert_eq!(documents(WANG, 1), []);
    assert_eq!(documents(WANG, 3), [doc]);
}

pub fn a_photo_that_nobody_holds_is_swept_after_its_time(case: &Case) {
    let (one, two) = (
        hold(case, 1, WANG, &[name(1)]),
        hold(case, 2, WANG, &[name(1)]),
    );
    let photo = sent(case, &name(1));
    let is_there = || !case.read(|tx| tx.blob_part(photo.id, 0, 9)).is_empty();
    let set = |doc, photos: &[BlobHash], now| {
        let photos = photos.iter().cloned().collect();
        case.write(|tx| tx.set_blob_refs(doc, WANG, &photos, Timestamp(now)));
    };
    let sweep = |before| case.write(|tx| tx.sweep_blobs(Timestamp(before)));
    set(one, &[], 10);
    sweep(99);
    assert!(is_there(), "the other document holds it");
    set(two, &[], 20);
    set(one, &[name(1)], 30);
    sweep(99);
    assert!(is_there(), "it is held again");
    set(one, &[], 40);
    sweep(40);
    assert!(is_there(), "since that very time");
    sweep(41);
    assert!(!is_there());
}

pub fn each_resident_has_a_copy_of_their_own(case: &Case) {
    hold(case, 1, WANG, &[name(1)]);
    hold(case, 2, LIN, &[name(1)]);
    hold(case, 3, LIN, &[name(1)]);
    sent(case, &name(1));
    let found = copies(case, &name(1), Scope::Area(area()), None);
    let people: Vec<(PersonId, u64)> = found
        .iter()
        .map(|copy| (copy.resident, copy.has()))
        .collect();
    assert_eq!(people, [(WANG, 6), (LIN, 0)]);
    case.write(|tx| tx.set_blob_refs(DocId([1; 16]), WANG, &BTreeSet::new(), Timestamp(5)));
    case.write(|tx| tx.sweep_blobs(Timestamp(9)));
    assert_eq!(
        taken(case, WANG),
        (0, 0),
        "another's document holds it for them only"
    );
}

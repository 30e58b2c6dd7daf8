//! Photos: kept without place and time, sent after their document in pieces, fetched
//! when somebody looks.

use super::{
    applications::daughter,
    centre::{Centre, WANG},
    phone::{Phone, ask, changed},
};
use linli_api::{
    Ask, Code, Failure, GetDelivery, KeepPhoto, ListPhotos, ListRefused, OpenApplication,
    ReadPhoto, Redo, RemovePhoto, StartApplication, Topic, TryNow, dispatch,
    view::{Delivered, Photo, PhotoRead, PhotoState, PhotoTrouble},
};
use linli_domain::{
    access::Refusal,
    answer::{BlobHash, FieldId, Value},
    catalogue::ServiceId,
    id::{DocId, PersonId},
    photo::{self, CHUNK_BYTES},
    role::Role,
    time::{DAY_MS, MINUTE_MS},
};
use linli_engine::{BlobAnswer, BlobAsk, Engine};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::Ordering,
};

/// A picture with so many bytes of lines, and with the place where it was taken.
pub(crate) fn taken(lines: usize, light: u8) -> Vec<u8> {
    let mut table = vec![0];
    table.extend([1; 64]);
    let huffman = |head: u8| [&[head, 1][..], &[0; 15], &[0]].concat();
    let mut bytes = vec![0xff, 0xd8];
    for (code, data) in [
        (0xe1, b"Exif\0\0MM\0\x2a39.9042N116.4074E".to_vec()),
        (0xdb, table),
        (0xc0, vec![8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
        (0xc4, huffman(0)),
        (0xc4, huffman(0x10)),
        (0xfe, b"39.9042N116.4074E".to_vec()),
        (0xda, vec![1, 1, 0, 0, 63, 0]),
    ] {
        bytes.extend([0xff, code]);
        bytes.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
        bytes.extend(data);
    }
    bytes.extend(vec![light; lines]);
    bytes.extend([0xff, 0xd9]);
    bytes
}

/// Base64 of RFC 4648, by hand: what a page hands over.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let mut whole = [0; 4];
        whole[1..=three.len()].copy_from_slice(three);
        let number = u32::from_be_bytes(whole);
        for place in 0..4 {
            let sign = SIGNS[usize::try_from(number >> (18 - 6 * place) & 63).unwrap()];
            text.push(if place > three.len() {
                '='
            } else {
                char::from(sign)
            });
        }
    }
    text
}

fn field() -> FieldId {
    FieldId("issue_photos".into())
}

fn keep(doc: DocId, bytes: &[u8]) -> KeepPhoto {
    KeepPhoto {
        doc,
        field: field(),
        name: "路灯.jpg".into(),
        base64: base64(bytes),
    }
}

fn begin(phone: &mut Phone) -> DocId {
    let start = StartApplication {
        service: ServiceId("community-issue-report".into()),
        bundle: None,
    };
    ask(&mut phone.engine, start).doc
}

fn fails<A: Ask>(engine: &mut Engine, command: A) -> Failure {
    dispatch(engine, command.into()).result.unwrap_err()
}

fn photo(phone: &mut Phone, doc: DocId) -> Photo {
    let mut photos = ask(&mut phone.engine, ListPhotos { doc });
    assert_eq!(photos.len(), 1);
    photos.remove(0)
}

/// The centre's photos, as much of each as has come.
#[derive(Default)]
pub(crate) struct Album(BTreeMap<BlobHash, Vec<u8>>);

impl Album {
    fn answer(&mut self, ask: &BlobAsk) -> BlobAnswer {
        let known = self.0.entry(ask.hash().clone()).or_default();
        let has = u64::try_from(known.len()).unwrap();
        match ask {
            BlobAsk::Put { start, bytes, .. } if *start == has => {
                known.extend(bytes);
                BlobAnswer::Has(u64::try_from(known.len()).unwrap())
            }
            BlobAsk::Offset(_) | BlobAsk::Put { .. } => BlobAnswer::Has(has),
            BlobAsk::Get { start, count, .. } => {
                let [start, count] = [start, count].map(|n| usize::try_from(*n).unwrap());
                let part = known.iter().skip(start).take(count);
                BlobAnswer::Bytes(part.copied().collect())
            }
        }
    }

    /// Carries what there is to carry, at most `steps` times.
    pub(crate) fn carry(&mut self, phone: &mut Phone, steps: usize) -> Vec<BlobAsk> {
        let mut asked = Vec::new();
        for _ in 0..steps {
            let Some(ask) = phone.engine.next_blob(CHUNK_BYTES).unwrap() else {
                break;
            };
            let answer = self.answer(&ask);
            phone.engine.take_blob(&ask, answer).unwrap();
            asked.push(ask);
        }
        asked
    }
}

#[test]
fn the_place_never_leaves_the_device() {
    let mut phone = Phone::new(1);
    Centre::new().enrol(&mut phone, WANG, Role::Resident);
    let doc = begin(&mut phone);
    let bytes = taken(400, 0x3f);
    let kept = ask(&mut phone.engine, keep(doc, &bytes));
    let PhotoRead::Here(text) = ask(
        &mut phone.engine,
        ReadPhoto {
            doc,
            hash: kept.hash.clone(),
        },
    ) else {
        panic!("it is here");
    };
    let picture = photo::stripped(&bytes).unwrap();
    assert_eq!(text, base64(&picture));
    assert_eq!(kept.bytes, u64::try_from(picture.len()).unwrap());
    assert!(kept.bytes < u64::try_from(bytes.len()).unwrap());
    let own = ask(&mut phone.engine, OpenApplication { doc });
    assert_eq!(own.answers[&field()], Value::Photos(vec![kept]));
    let phone = phone.restart_after(|file| {
        for name in ["", "-wal"] {
            let file = format!("{}{name}", file.to_str().unwrap());
            let stored = std::fs::read(file).unwrap_or_default();
            let holds = stored.windows(8).any(|part| part == b"39.9042N");
            assert!(!holds, "nor is it kept");
        }
    });
    drop(phone);
}

#[test]
fn what_is_no_picture_too_large_or_too_many_changes_nothing() {
    let mut phone = Phone::new(1);
    Centre::new().enrol(&mut phone, WANG, Role::Resident);
    let doc = begin(&mut phone);
    let of = |failure: Failure| (failure.code, failure.field, failure.detail);
    let wrong = |code: &str| (Code::NotValid, Some(field().0), code.to_owned());
    let not_text = KeepPhoto {
        base64: "not base64!".into(),
        ..keep(doc, &[])
    };
    assert_eq!(
        of(fails(&mut phone.engine, not_text)),
        wrong("not-a-picture")
    );
    for (bytes, code) in [
        (b"GIF89a".to_vec(), "not-a-picture"),
        (taken(photo::MAX_PHOTO_BYTES, 1), "photo-too-large"),
        (vec![0; photo::MAX_TAKEN_BYTES + 9], "photo-too-large"),
    ] {
        assert_eq!(of(fails(&mut phone.engine, keep(doc, &bytes))), wrong(code));
    }
    let elsewhere = KeepPhoto {
        field: FieldId("issue_kind".into()),
        ..keep(doc, &taken(9, 1))
    };
    assert_eq!(fails(&mut phone.engine, elsewhere).detail, "wrong-type");
    for light in 1..=3 {
        ask(&mut phone.engine, keep(doc, &taken(9, light)));
    }
    assert_eq!(
        of(fails(&mut phone.engine, keep(doc, &taken(9, 4)))),
        wrong("too-many-photos")
    );
    ask(&mut phone.engine, keep(doc, &taken(9, 3)));
    let photos = ask(&mut phone.engine, ListPhotos { doc });
    assert_eq!(photos.len(), 3, "the same one twice is one");
}

#[test]
fn a_photo_goes_after_its_document_and_on_from_where_it_was_after_a_kill() {
    let mut phone = Phone::new(1);
    let mut centre = Centre::new();
    centre.enrol(&mut phone, WANG, Role::Resident);
    let doc = begin(&mut phone);
    let bytes = taken(2 * CHUNK_BYTES, 0x3f);
    let topics = changed(&mut phone.engine, keep(doc, &bytes));
    assert!(topics.contains(&Topic::Photos) && topics.contains(&Topic::Doc(doc)));
    assert_eq!(
        phone.engine.next_blob(CHUNK_BYTES).unwrap(),
        None,
        "the document first"
    );
    assert_eq!(photo(&mut phone, doc).state, PhotoState::Here);
    centre.meet(&mut phone);
    let waiting = ask(&mut phone.engine, GetDelivery {}).waiting;
    assert_eq!(waiting, 1, "the photo is still to go, and it says so");

    let mut album = Album::default();
    let asked = album.carry(&mut phone, 2);
    assert!(matches!(asked[0], BlobAsk::Offset(_)), "{asked:?}");
    let going = photo(&mut phone, doc);
    assert_eq!(going.state, PhotoState::Going);
    assert_eq!(going.sent, u64::try_from(CHUNK_BYTES).unwrap());
    let delivered = |phone: &mut Phone| ask(&mut phone.engine, OpenApplication { doc }).delivered;
    assert_eq!(delivered(&mut phone), Delivered::Here);

    // Killed after the centre had the next piece, before its answer was read.
    let ask_two = phone.engine.next_blob(CHUNK_BYTES).unwrap().unwrap();
    album.answer(&ask_two);
    let mut phone = phone.restart();
    let asked = album.carry(&mut phone, 9);
    assert!(asked.len() <= 3, "what the centre has is not sent again");
    let whole = photo::stripped(&bytes).unwrap();
    assert_eq!(album.0.values().next().unwrap(), &whole);
    assert_eq!(photo(&mut phone, doc).state, PhotoState::AtCentre);
    assert_eq!(ask(&mut phone.engine, GetDelivery {}).waiting, 0);
    assert_eq!(delivered(&mut phone), Delivered::AtCentre);
}

#[test]
fn a_photo_that_fails_holds_up_neither_documents_nor_other_photos() {
    let mut phone = Phone::new(1);
    let mut centre = Centre::new();
    centre.enrol(&mut phone, WANG, Role::Resident);
    let doc = begin(&mut phone);
    let first = ask(&mut phone.engine, keep(doc, &taken(9, 1)));
    centre.meet(&mut phone);
    let next = phone.engine.next_blob(CHUNK_BYTES).unwrap().unwrap();
    let refused = BlobAnswer::Refused(PhotoTrouble::NoRoom);
    phone.engine.take_blob(&next, refused).unwrap();
    assert_eq!(photo(&mut phone, doc).trouble, Some(PhotoTrouble::NoRoom));
    assert_eq!(phone.engine.next_blob(CHUNK_BYTES).unwrap(), None);

    let second = ask(&mut phone.engine, keep(doc, &taken(9, 2)));
    centre.meet(&mut phone);
    let mut album = Album::default();
    album.carry(&mut phone, 9);
    assert!(album.0.contains_key(&second.hash) && !album.0.contains_key(&first.hash));
    // Later, or when the person asks for it.
    ask(&mut phone.engine, TryNow {});
    album.carry(&mut phone, 9);
    let states = ask(&mut phone.engine, ListPhotos { doc })
        .into_iter()
        .map(|photo| (photo.state, photo.trouble));
    assert!(states.eq([(PhotoState::AtCentre, None); 2]));

    // A network that breaks is tried again by itself, but not at once.
    ask(&mut phone.engine, keep(doc, &taken(9, 3)));
    centre.meet(&mut phone);
    let next = phone.engine.next_blob(CHUNK_BYTES).unwrap().unwrap();
    phone.engine.take_blob(&next, BlobAnswer::Broken).unwrap();
    assert_eq!(phone.engine.next_blob(CHUNK_BYTES).unwrap(), None);
    phone.host.clock.fetch_add(MINUTE_MS, Ordering::SeqCst);
    assert_eq!(phone.engine.next_blob(CHUNK_BYTES).unwrap(), Some(next));
}

#[test]
fn a_photo_for_which_there_is_no_room_today_goes_on_the_next_day() {
    let mut phone = Phone::new(1);
    let mut centre = Centre::new();
    centre.enrol(&mut phone, WANG, Role::Resident);
    let doc = begin(&mut phone);
    ask(&mut phone.engine, keep(doc, &taken(9, 1)));
    centre.meet(&mut phone);
    let next = phone.engine.next_blob(CHUNK_BYTES).unwrap().unwrap();
    let not_today = BlobAnswer::NotToday(600);
    phone.engine.take_blob(&next, not_today).unwrap();
    assert_eq!(photo(&mut phone, doc).trouble, Some(PhotoTrouble::NotToday));
    phone.host.clock.fetch_add(599_999, Ordering::SeqCst);
    assert_eq!(phone.engine.next_blob(CHUNK_BYTES).unwrap(), None);
    phone.host.clock.fetch_add(1, Ordering::SeqCst);
    assert_eq!(phone.engine.next_blob(CHUNK_BYTES).unwrap(), Some(next));
    Album::default().carry(&mut phone, 9);
    assert_eq!(photo(&mut phone, doc).trouble, None);
}

#[test]
fn whoever_may_read_it_sees_it_when_it_has_come_and_is_what_it_says() {
    let mut wang = Phone::new(1);
    let mut centre = Centre::new();
    centre.enrol(&mut wang, WANG, Role::Resident);
    let doc = begin(&mut wang);
    let bytes = taken(CHUNK_BYTES + 9, 0x3f);
    let hash = ask(&mut wang.engine, keep(doc, &bytes)).hash;
    centre.meet(&mut wang);
    let mut album = Album::default();
    album.carry(&mut wang, 9);

    let mut worker = Phone::new(2);
    centre.enrol(&mut worker, PersonId([4; 16]), Role::Worker);
    let read = ReadPhoto {
        doc,
        hash: hash.clone(),
    };
    assert_eq!(photo(&mut worker, doc).state, PhotoState::Elsewhere);
    assert_eq!(ask(&mut worker.engine, read.clone()), PhotoRead::OnItsWay);
    assert!(
        changed(&mut worker.engine, read.clone()).is_empty(),
        "asking again is no news"
    );
    // A centre that sends something else is not believed.
    let mut liar = Album::default();
    liar.0.insert(hash.clone(), vec![7; bytes.len()]);
    liar.carry(&mut worker, 1);
    let asked = liar.carry(&mut worker, 9);
    assert_eq!(asked.len(), 1);
    assert_eq!(ask(&mut worker.engine, read.clone()), PhotoRead::OnItsWay);
    ask(&mut worker.engine, TryNow {});
    // Half of it, a kill, and the rest.
    album.carry(&mut worker, 1);
    let mut worker = worker.restart();
    let asked = album.carry(&mut worker, 9);
    assert_eq!(asked.len(), 1, "what came is not fetched again");
    let whole = photo::stripped(&bytes).unwrap();
    assert_eq!(
        ask(&mut worker.engine, read),
        PhotoRead::Here(base64(&whole))
    );
    assert_eq!(worker.engine.next_blob(CHUNK_BYTES).unwrap(), None);
}

#[test]
fn what_nobody_refers_to_goes_after_a_week_and_not_before() {
    let mut phone = Phone::new(1);
    let mut centre = Centre::new();
    centre.enrol(&mut phone, WANG, Role::Resident);
    let doc = begin(&mut phone);
    let kept = ask(&mut phone.engine, keep(doc, &taken(9, 1)));
    let stays = ask(&mut phone.engine, keep(doc, &taken(9, 2)));
    let remove = RemovePhoto {
        doc,
        field: field(),
        hash: kept.hash.clone(),
    };
    ask(&mut phone.engine, remove);
    centre.meet(&mut phone);
    let gone = ReadPhoto {
        doc,
        hash: kept.hash.clone(),
    };
    assert_eq!(fails(&mut phone.engine, gone).code, Code::NotFound);
    let mut album = Album::default();
    album.carry(&mut phone, 9);
    assert!(!album.0.contains_key(&kept.hash), "it is not sent either");
    let count = |phone: Phone| {
        let mut count = 0;
        let phone = phone.restart_after(|file| count = count_blobs(&file));
        (phone, count)
    };
    let (phone, before) = count(phone);
    assert_eq!(before, 2);
    phone.host.clock.fetch_add(6 * DAY_MS, Ordering::SeqCst);
    let (phone, early) = count(phone.restart());
    assert_eq!(early, 2, "it may be wanted again");
    phone.host.clock.fetch_add(2 * DAY_MS, Ordering::SeqCst);
    let (mut phone, after) = count(phone.restart());
    assert_eq!(after, 1);
    let left = ReadPhoto {
        doc,
        hash: stays.hash,
    };
    assert!(matches!(ask(&mut phone.engine, left), PhotoRead::Here(_)));
}

fn count_blobs(file: &std::path::Path) -> i64 {
    let db = rusqlite::Connection::open(file).unwrap();
    db.query_row("SELECT count(*) FROM blob", [], |row| row.get(0))
        .unwrap()
}

#[test]
fn photos_added_and_taken_away_while_apart_are_all_there_and_all_sent() {
    let mut centre = Centre::new();
    let mut mother = Phone::new(1);
    centre.enrol(&mut mother, WANG, Role::Resident);
    let doc = begin(&mut mother);
    let shared = ask(&mut mother.engine, keep(doc, &taken(9, 1))).hash;
    centre.meet(&mut mother);
    let mut daughter = daughter(&mut centre);

    // No network: each adds one, and the daughter takes away the one that both saw.
    let hers = ask(&mut mother.engine, keep(doc, &taken(9, 2))).hash;
    let theirs = ask(&mut daughter.engine, keep(doc, &taken(9, 3))).hash;
    let remove = RemovePhoto {
        doc,
        field: field(),
        hash: shared.clone(),
    };
    ask(&mut daughter.engine, remove);
    for phone in [&mut mother, &mut daughter] {
        centre.meet(phone);
    }
    centre.meet(&mut mother);
    let mut album = Album::default();
    // Weeks later nothing of it was swept away as nobody's.
    for phone in [&mut mother, &mut daughter] {
        phone.host.clock.fetch_add(30 * DAY_MS, Ordering::SeqCst);
    }
    for phone in [mother, daughter] {
        let mut phone = phone.restart();
        let own = ask(&mut phone.engine, OpenApplication { doc });
        assert!(own.clashes.is_empty(), "nobody is asked to choose");
        let photos = ask(&mut phone.engine, ListPhotos { doc });
        let shown: BTreeSet<_> = photos.into_iter().map(|photo| photo.hash).collect();
        assert_eq!(shown, [hers.clone(), theirs.clone()].into());
        album.carry(&mut phone, 9);
    }
    assert!(album.0.contains_key(&hers) && album.0.contains_key(&theirs));
    assert!(!album.0.contains_key(&shared));
}

#[test]
fn the_last_photo_taken_away_stays_away_though_another_is_added_meanwhile() {
    let mut centre = Centre::new();
    let mut mother = Phone::new(1);
    centre.enrol(&mut mother, WANG, Role::Resident);
    let doc = begin(&mut mother);
    let hash = ask(&mut mother.engine, keep(doc, &taken(9, 1))).hash;
    centre.meet(&mut mother);
    let mut daughter = daughter(&mut centre);
    let field = field();
    ask(&mut mother.engine, RemovePhoto { doc, field, hash });
    assert!(ask(&mut mother.engine, ListPhotos { doc }).is_empty());
    let own = ask(&mut mother.engine, OpenApplication { doc });
    assert!(own.answers.is_empty(), "no photo is no answer");
    let added = ask(&mut daughter.engine, keep(doc, &taken(9, 2))).hash;
    centre.meet(&mut daughter);
    centre.meet(&mut mother);
    assert_eq!(photo(&mut mother, doc).hash, added);
}

#[test]
fn a_refused_photo_can_be_given_again_weeks_later() {
    let mut phone = Phone::new(1);
    let mut centre = Centre::new();
    centre.enrol(&mut phone, WANG, Role::Resident);
    let doc = begin(&mut phone);
    centre.meet(&mut phone);
    ask(&mut phone.engine, keep(doc, &taken(9, 1)));
    centre.refuse = Some(Refusal::TooLate);
    centre.meet(&mut phone);
    assert!(ask(&mut phone.engine, ListPhotos { doc }).is_empty());
    centre.refuse = None;
    phone.host.clock.fetch_add(30 * DAY_MS, Ordering::SeqCst);
    let mut phone = phone.restart();
    let refused = ask(&mut phone.engine, ListRefused {});
    assert_eq!(refused.len(), 1);
    let refused = refused[0].id;
    ask(&mut phone.engine, Redo { refused });
    assert_eq!(photo(&mut phone, doc).state, PhotoState::Here);
    centre.meet(&mut phone);
    let mut album = Album::default();
    album.carry(&mut phone, 9);
    assert_eq!(photo(&mut phone, doc).state, PhotoState::AtCentre);
}

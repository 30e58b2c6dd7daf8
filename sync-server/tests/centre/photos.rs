//! Photos over a real socket: in pieces that resume, for those who may read the
//! document, and nothing in them but the picture.

use crate::{
    support::{
        Link, Phone,
        photo::{hash_of, picture},
        town::Town,
    },
    tomorrow,
};
use linli_domain::{
    answer::{BlobHash, FieldId},
    care::{CareEvent, ReleaseReason},
    id::{DocId, OfficeId},
    photo::{CHUNK_BYTES, MAX_PHOTO_BYTES},
    role::{Role, Scope},
};
use linli_replica::{exchange::decode, replica::Edit, turned_away::TurnedAway};
use linli_server::{
    config::RawConfig,
    core::{photos::read_for, reactions::offer_of},
};
use std::collections::BTreeSet;

/// A resident with a draft whose answer holds one photo.
struct Desk {
    town: Town,
    link: Link,
    wang: Phone,
    own: DocId,
    photo: Vec<u8>,
    hash: BlobHash,
}

impl Desk {
    fn of(bytes: usize) -> Self {
        Self::in_town(Town::new(), picture(bytes, &[]))
    }

    fn in_town(town: Town, photo: Vec<u8>) -> Self {
        let mut link = town.link();
        let mut wang = town.phone(1, "王秀英", Role::Resident);
        let own = wang.begin_application("old-age-allowance");
        wang.answer_photos(own, &[&photo]);
        wang.sync(&mut link);
        assert!(wang.refused.is_empty(), "{:?}", wang.refused);
        Self {
            hash: hash_of(&photo),
            town,
            link,
            wang,
            own,
            photo,
        }
    }

    fn has(&mut self) -> String {
        let reply = self.wang.photo_offset(&mut self.link, &self.hash);
        assert_eq!(reply.status, 200);
        reply.header("upload-offset").to_owned()
    }
}

#[test]
fn half_a_photo_is_gone_on_with_after_a_restart() {
    let mut desk = Desk::of(2 * CHUNK_BYTES);
    let size = desk.photo.len();
    assert_eq!(desk.has(), "0");
    let (first, rest) = desk.photo.split_at(CHUNK_BYTES);
    let (first, rest) = (first.to_vec(), rest.to_vec());
    let put = |desk: &mut Desk, start, part: &[u8]| {
        let wang = &desk.wang;
        let reply = wang.put_photo(&mut desk.link, &desk.hash, (start, size), part);
        (reply.status, reply.header("upload-offset").to_owned())
    };
    let at = CHUNK_BYTES.to_string();
    assert_eq!(put(&mut desk, 0, &first), (204, at.clone()));
    let early = desk.wang.get_photo(&mut desk.link, &desk.hash, None);
    assert_eq!(early.status, 404, "half a photo is none");

    desk.town.restart();
    desk.link = desk.town.link();
    assert_eq!(desk.has(), at);
    assert_eq!(
        put(&mut desk, 0, &first),
        (409, at.clone()),
        "the same piece twice is told where to go on"
    );
    let (middle, last) = rest.split_at(rest.len() / 2);
    assert_eq!(put(&mut desk, CHUNK_BYTES + 9, last), (409, at));
    assert_eq!(put(&mut desk, CHUNK_BYTES, middle).0, 204);
    let start = CHUNK_BYTES + middle.len();
    assert_eq!(put(&mut desk, start, last), (204, size.to_string()));
    assert_eq!(put(&mut desk, 0, &first), (409, size.to_string()));

    let whole = desk.wang.get_photo(&mut desk.link, &desk.hash, None);
    assert_eq!((whole.status, &whole.body), (200, &desk.photo));
    assert_eq!(whole.header("content-type"), "image/jpeg");
    assert_eq!(whole.header("cache-control"), "no-store");
    // Ranges that cross the pieces in which it came.
    for (range, from, to) in [
        ("0-9", 0, 10),
        ("262140-262150", 262_140, 262_151),
        ("400000-", 400_000, size),
        ("5-99999999", 5, size),
    ] {
        let part = desk.wang.get_photo(&mut desk.link, &desk.hash, Some(range));
        assert_eq!(part.status, 206, "{range}");
        assert_eq!(part.body, desk.photo[from..to], "{range}");
        let told = format!("bytes {from}-{}/{size}", to - 1);
        assert_eq!(part.header("content-range"), told);
    }
    let beyond = format!("{size}-");
    let none = desk
        .wang
        .get_photo(&mut desk.link, &desk.hash, Some(&beyond));
    assert_eq!(none.status, 416);
}

#[test]
fn what_carries_more_than_the_picture_is_refused_and_not_kept() {
    for photo in [
        picture(900, &[(0xe1, b"Exif\0\0MM\0\x2a39.9042N")]),
        picture(900, &[(0xfe, b"39.9042N")]),
        [picture(900, &[]), picture(9, &[])].concat(),
        [&b"\x89PNG\r\n\x1a\n"[..], &[7; 900]].concat(),
        picture(900, &[])[..400].to_vec(),
    ] {
        let mut desk = Desk::in_town(Town::new(), photo);
        for piece in [desk.photo.len(), 300] {
            let reply = desk.wang.send_photo(&mut desk.link, &desk.photo, piece);
            assert_eq!(reply.status, 422);
            let told: TurnedAway = decode(&reply.body).unwrap();
            assert_eq!(told, TurnedAway::NotAPhoto);
            assert_eq!(desk.has(), "0", "nothing of it is kept");
        }
        let asked = desk.wang.get_photo(&mut desk.link, &desk.hash, None);
        assert_eq!(asked.status, 404);
    }
}

#[test]
fn what_is_not_what_its_name_says_is_refused() {
    let mut desk = Desk::of(900);
    let other = picture(901, &[]);
    for piece in [other.len(), 500] {
        let (mut start, mut status) = (0, 0);
        for part in other.chunks(piece) {
            let place = (start, other.len());
            let reply = desk.wang.put_photo(&mut desk.link, &desk.hash, place, part);
            start += part.len();
            status = reply.status;
        }
        assert_eq!(status, 422);
        assert_eq!(desk.has(), "0");
    }
    // Somebody began it with another size: the right one still gets in.
    let spoilt = (0, desk.photo.len() + 7);
    let wang = &desk.wang;
    let put = wang.put_photo(&mut desk.link, &desk.hash, spoilt, &other[..300]);
    assert_eq!(put.status, 204);
    let lost = wang.put_photo(
        &mut desk.link,
        &desk.hash,
        (300, desk.photo.len()),
        &other[..9],
    );
    assert_eq!((lost.status, lost.header("upload-offset")), (409, "0"));
    let right = wang.send_photo(&mut desk.link, &desk.photo, 400);
    assert_eq!(right.status, 204);
    let whole = wang.get_photo(&mut desk.link, &desk.hash, None);
    assert_eq!(whole.body, desk.photo);
}

#[test]
fn only_who_may_read_the_document_sees_it_and_only_who_fills_it_in_sends_it() {
    let mut desk = Desk::of(900);
    let town = &desk.town;
    let li = town.phone(2, "李桂芳", Role::Resident);
    let chen = town.phone(3, "陈师傅", Role::Caregiver);
    let worker = town.phone(4, "刘社工", Role::Worker);
    let officer = town.phone(5, "郑文", Role::Officer);
    let (hash, photo) = (desk.hash.clone(), desk.photo.clone());
    let size = photo.len();
    let mut link = town.link();
    let put = |phone: &Phone, link: &mut Link| {
        let reply = phone.put_photo(link, &hash, (0, size), &photo);
        reply.status
    };
    let get = |phone: &Phone, link: &mut Link| phone.get_photo(link, &hash, None).status;
    for phone in [&li, &chen, &officer] {
        assert_eq!(put(phone, &mut link), 404);
        assert_eq!(phone.photo_offset(&mut link, &hash).status, 404);
    }
    assert_eq!(put(&desk.wang, &mut link), 204);
    assert_eq!(get(&desk.wang, &mut link), 200);
    assert_eq!(get(&worker, &mut link), 200);
    for phone in [&li, &chen, &officer] {
        assert_eq!(get(phone, &mut link), 404, "a draft");
    }
    let path = format!("/v1/blob/{hash}");
    assert_eq!(link.get(&path, "").unwrap().status, 401);
    let nameless = desk.wang.get_photo(&mut link, &hash_of(b"no such"), None);
    assert_eq!(nameless.status, 404);

    // Sent: from the receipt on, the office reads it, and still sends nothing.
    let submitted = linli_domain::application::ApplicationEvent::Submitted { by_proxy: false };
    desk.wang.say(desk.own, submitted);
    desk.wang.sync(&mut link);
    assert_eq!(get(&officer, &mut link), 200);
    assert_eq!(put(&officer, &mut link), 404);
    for phone in [&li, &chen] {
        assert_eq!(get(phone, &mut link), 404);
    }

    // Whoever only knows its hash gets nothing by naming it in their own document.
    let mut li = li;
    let hers = li.begin_application("old-age-allowance");
    li.answer_photos(hers, &[&photo]);
    li.sync(&mut link);
    assert!(li.refused.is_empty());
    assert_eq!(get(&li, &mut link), 404);
    assert_eq!(
        li.photo_offset(&mut link, &hash).header("upload-offset"),
        "0"
    );
    assert_eq!(put(&li, &mut link), 204, "she has it herself, so she may");
    assert_eq!(get(&li, &mut link), 200);

    // The gateway asks for one application of its office.
    let office = |name: &str| BTreeSet::from([Scope::Office(OfficeId(name.to_owned()))]);
    let own = desk.own;
    let read = |name: &str, doc: DocId| {
        let scopes = office(name);
        let part = (0, u64::MAX);
        let store = &desk.town.centre.store;
        store
            .read(|store| read_for(store, &scopes, Some(doc), &hash, part))
            .unwrap()
    };
    let part = read("civil-affairs", own).unwrap();
    assert_eq!((part.bytes, part.size), (photo.clone(), size as u64));
    assert_eq!(
        read("civil-affairs", hers),
        None,
        "a draft of somebody else"
    );
    assert_eq!(read("pensions", own), None);
}

#[test]
fn a_photo_of_what_is_broken_is_seen_by_the_carer_who_comes_and_by_no_other() {
    let town = Town::new();
    let mut link = town.link();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let mut sun = town.phone(2, "孙丽", Role::Caregiver);
    let mut he = town.phone(3, "何平", Role::Caregiver);
    let worker = town.phone(4, "刘社工", Role::Worker);
    let photo = picture(900, &[]);
    let hash = hash_of(&photo);
    let care = wang.begin_care("device-repair");
    wang.answer_with_photos(care, "photos", &[&photo]);
    wang.send_care(care, tomorrow());
    wang.sync(&mut link);
    assert!(wang.refused.is_empty(), "{:?}", wang.refused);
    assert_eq!(wang.send_photo(&mut link, &photo, 500).status, 204);
    let mut seen = |phones: &[&Phone], wanted: u16, when: &str| {
        for phone in phones {
            let got = phone.get_photo(&mut link, &hash, None).status;
            let who = phone.person();
            assert_eq!(got, wanted, "{who} {when}");
        }
    };
    seen(&[&wang, &worker], 200, "while nobody comes yet");
    seen(&[&sun, &he], 404, "while it is offered");

    let mut link = town.link();
    sun.sync(&mut link);
    let offer = sun.offer(offer_of(care));
    assert!(!format!("{offer:?}").contains(&hash.to_string()));
    sun.claim(offer_of(care));
    sun.sync(&mut link);
    he.sync(&mut link);
    seen(&[&wang, &worker, &sun], 200, "while she comes");
    seen(&[&he], 404, "while another comes");
    let put = sun.put_photo(&mut link, &hash, (0, photo.len()), &photo);
    assert_eq!(put.status, 404, "who only reads it sends none");

    let reason = ReleaseReason::GaveBack;
    sun.edit(care, &[Edit::Care(CareEvent::Released { reason })]);
    sun.sync(&mut link);
    seen(&[&wang, &worker], 200, "given back");
    seen(&[&sun, &he], 404, "given back");
}

#[test]
fn a_photo_taken_out_of_the_answer_is_gone_for_readers_and_after_a_month_for_good() {
    let mut desk = Desk::of(900);
    let sent = desk.wang.send_photo(&mut desk.link, &desk.photo, 500);
    assert_eq!(sent.status, 204);
    let other = picture(901, &[]);
    desk.wang.answer_photos(desk.own, &[&other]);
    desk.wang.sync(&mut desk.link);
    let gone = desk.wang.get_photo(&mut desk.link, &desk.hash, None);
    assert_eq!(gone.status, 404);
    // Put back within the month, it need not be sent again.
    let photo = desk.photo.clone();
    desk.town.pass_minutes(29 * 24 * 60);
    desk.wang.answer_photos(desk.own, &[&photo]);
    desk.wang.sync(&mut desk.link);
    assert_eq!(desk.has(), photo.len().to_string());
    desk.wang.answer_photos(desk.own, &[&other]);
    desk.wang.sync(&mut desk.link);
    desk.town.pass_minutes(31 * 24 * 60);
    let field = FieldId("id_card".to_owned());
    desk.wang.edit(desk.own, &[Edit::Answer(field, None)]);
    desk.wang.answer_photos(desk.own, &[&photo]);
    desk.wang.sync(&mut desk.link);
    assert_eq!(desk.has(), "0");
    assert!(!desk.town.dump().contains("\nblob_piece "));
}

#[test]
fn a_resident_has_so_much_room_and_hears_when_it_is_full() {
    let town = Town::with(RawConfig {
        photo_mib_per_resident: Some(1),
        ..RawConfig::default()
    });
    let (large, small) = (picture(700 * 1024, &[]), picture(100 * 1024, &[]));
    let mut desk = Desk::in_town(town, large.clone());
    let more = picture(701 * 1024, &[]);
    desk.wang.answer_photos(desk.own, &[&large, &more, &small]);
    desk.wang.sync(&mut desk.link);
    let first = desk.wang.send_photo(&mut desk.link, &large, CHUNK_BYTES);
    assert_eq!(first.status, 204);
    let full = desk.wang.send_photo(&mut desk.link, &more, CHUNK_BYTES);
    assert_eq!(full.status, 507);
    assert_eq!(decode::<TurnedAway>(&full.body).unwrap(), TurnedAway::Full);
    let fits = desk.wang.send_photo(&mut desk.link, &small, CHUNK_BYTES);
    assert_eq!(fits.status, 204, "a smaller one still fits");
}

/// A resident whose draft holds three photos, in a town with these limits.
fn with_three(limits: RawConfig) -> (Desk, Vec<Vec<u8>>) {
    let photos: Vec<Vec<u8>> = (0..3).map(|more| picture(900 + more, &[])).collect();
    let mut desk = Desk::in_town(Town::with(limits), photos[0].clone());
    let all: Vec<&[u8]> = photos.iter().map(Vec::as_slice).collect();
    desk.wang.answer_photos(desk.own, &all);
    desk.wang.sync(&mut desk.link);
    (desk, photos)
}

#[test]
fn a_resident_has_so_many_photos_however_small() {
    let (mut desk, photos) = with_three(RawConfig {
        photos_per_resident: Some(2),
        ..RawConfig::default()
    });
    let wang = &desk.wang;
    let mut send = |photo: &[u8]| wang.send_photo(&mut desk.link, photo, CHUNK_BYTES);
    assert_eq!(send(&photos[0]).status, 204);
    assert_eq!(send(&photos[1]).status, 204);
    let full = send(&photos[2]);
    assert_eq!(decode::<TurnedAway>(&full.body).unwrap(), TurnedAway::Full);
}

#[test]
fn who_has_sent_as_many_photos_as_one_may_today_hears_when_to_go_on() {
    let (mut desk, photos) = with_three(RawConfig {
        photos_per_day: Some(2),
        ..RawConfig::default()
    });
    let town = &desk.town;
    let wang = &desk.wang;
    let mut send = |photo: &[u8]| wang.send_photo(&mut desk.link, photo, CHUNK_BYTES);
    assert_eq!(send(&photos[0]).status, 204);
    assert_eq!(send(&photos[1]).status, 204);
    let full = send(&photos[2]);
    assert_eq!(full.status, 429);
    let TurnedAway::NotToday { retry_after_s } = decode(&full.body).unwrap() else {
        panic!("{full:?}");
    };
    // From ten in the morning to midnight.
    assert_eq!(retry_after_s, 14 * 60 * 60 + 1);
    town.pass_minutes(14 * 60);
    assert_eq!(send(&photos[2]).status, 204);
}

#[test]
fn nonsense_and_too_much_are_refused_before_anything_is_kept() {
    let mut desk = Desk::of(900);
    let size = desk.photo.len();
    let wang = &desk.wang;
    let mut put = |place: (usize, usize), bytes: &[u8]| {
        let reply = wang.put_photo(&mut desk.link, &desk.hash, place, bytes);
        reply.status
    };
    assert_eq!(put((0, MAX_PHOTO_BYTES + 1), &desk.photo), 413);
    assert_eq!(put((0, size), &vec![0; size + 1]), 400);
    assert_eq!(put((usize::MAX / 2, size), &desk.photo), 400);
    assert_eq!(put((0, size), &[]), 400);
    let path = format!("/v1/blob/{}", desk.hash);
    let send = |path: &str, headers: &str, body: &[u8]| {
        let headers = format!("authorization: Bearer {}\r\n{headers}", wang.token());
        let sent = desk.town.link().send("PUT", path, &headers, body);
        sent.unwrap().status
    };
    assert_eq!(send(&path, "", &desk.photo), 400);
    assert_eq!(
        send(&path, "upload-offset: -1\r\nupload-length: 9\r\n", b"x"),
        400
    );
    let place = format!("upload-offset: 0\r\nupload-length: {MAX_PHOTO_BYTES}\r\n");
    assert_eq!(send(&path, &place, &vec![0; CHUNK_BYTES + 1]), 413);
    assert_eq!(send("/v1/blob/..%2f..%2fcentre.key", &place, b"x"), 404);
    assert_eq!(desk.has(), "0");
    assert!(!desk.town.dump().contains("\nblob "));
}

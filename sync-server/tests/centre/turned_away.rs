//! How the centre turns devices away: the same form from every address, in every case.

use crate::support::{
    Link, Phone,
    link::Reply,
    photo::{hash_of, picture},
    town::Town,
};
use linli_domain::{enrolment_code, photo::CHUNK_BYTES, role::Role};
use linli_replica::{
    exchange::{ENROL_VERSION, Enrol, EnrolRefusal, Exchange, VERSION, decode, encode},
    turned_away::{Revocation, TurnedAway},
};
use linli_server::config::RawConfig;

/// What the centre said, in the form that every device reads.
#[track_caller]
fn told(reply: &Reply) -> TurnedAway {
    assert!(reply.status >= 400, "{}", reply.status);
    assert_eq!(reply.header("content-type"), "application/cbor");
    assert_eq!(reply.header("cache-control"), "no-store");
    let told: TurnedAway = decode(&reply.body).unwrap();
    let seconds = told.retry_after_s().map(|seconds| seconds.to_string());
    assert_eq!(reply.header("retry-after"), seconds.unwrap_or_default());
    told
}

/// Asks at every address that a device uses, with this token.
fn everywhere(link: &mut Link, token: &str) -> Vec<(&'static str, Reply)> {
    let bearer = format!("authorization: Bearer {token}\r\n");
    let exchange = encode(&Exchange {
        v: VERSION,
        ..Exchange::default()
    });
    let photo = hash_of(b"any");
    let put = format!("{bearer}upload-offset: 0\r\nupload-length: 3\r\n");
    vec![
        (
            "exchange",
            link.post("/v1/exchange", token, &exchange).unwrap(),
        ),
        ("catalogue", link.get("/v1/catalogue", &bearer).unwrap()),
        (
            "old catalogue",
            link.get("/v1/catalogue/abc", &bearer).unwrap(),
        ),
        (
            "photo",
            link.get(&format!("/v1/blob/{photo}"), &bearer).unwrap(),
        ),
        (
            "photo up",
            link.send("PUT", &format!("/v1/blob/{photo}"), &put, b"any")
                .unwrap(),
        ),
    ]
}

fn revoke(town: &Town, phone: &Phone) {
    let (device, now) = (phone.device, phone.now());
    town.centre
        .store
        .write(|store| store.revoke_device(device, now))
        .unwrap();
}

#[test]
fn a_revoked_device_hears_it_with_the_centres_signature_wherever_it_asks() {
    let town = Town::new();
    let phone = town.phone(1, "王秀英", Role::Resident);
    revoke(&town, &phone);
    let centre = phone.enrolled.as_ref().unwrap().centre_key;
    for (place, reply) in everywhere(&mut town.link(), phone.token()) {
        let TurnedAway::Revoked(word) = told(&reply) else {
            panic!("{place}: {reply:?}");
        };
        let Revocation { device, at, .. } = word;
        assert_eq!((device, at), (phone.device, phone.now()), "{place}");
        assert!(word.verified_by(&centre), "{place}");
    }
}

#[test]
fn a_poll_under_way_ends_when_its_device_is_revoked() {
    let town = Town::new();
    let phone = town.phone(1, "王秀英", Role::Resident);
    let mut polling = town.link();
    let poll = Exchange {
        cursor: phone.cursor,
        v: VERSION,
        wait_ms: 50_000,
        ..Exchange::default()
    };
    let body = encode(&poll);
    let token = phone.token().to_owned();
    let waiting = std::thread::spawn(move || {
        // The first answer may bring news that were there already.
        loop {
            let reply = polling.post("/v1/exchange", &token, &body).unwrap();
            if reply.status != 200 {
                return told(&reply);
            }
        }
    });
    revoke(&town, &phone);
    town.centre.hub.wake_all();
    while !waiting.is_finished() {
        town.centre.hub.wake_all();
        std::thread::yield_now();
    }
    assert!(matches!(waiting.join().unwrap(), TurnedAway::Revoked(_)));
}

#[test]
fn a_device_that_the_centre_does_not_know_hears_so_wherever_it_asks() {
    let town = Town::new();
    for token in [String::new(), "0".repeat(64)] {
        for (place, reply) in everywhere(&mut town.link(), &token) {
            assert_eq!(told(&reply), TurnedAway::Unknown, "{place}");
        }
    }
}

#[test]
fn a_device_that_asks_too_often_hears_how_long_to_wait() {
    let town = Town::with(RawConfig {
        exchanges_per_minute: Some(1),
        ..RawConfig::default()
    });
    let phone = town.phone(1, "王秀英", Role::Resident);
    let mut link = town.link();
    drop(phone.post(&mut link, &phone.request(0)).unwrap());
    for (place, reply) in everywhere(&mut link, phone.token()) {
        assert!(
            matches!(told(&reply), TurnedAway::TooMany { .. }),
            "{place}"
        );
    }
}

#[test]
fn other_versions_of_the_exchange_hear_which_of_the_two_is_older() {
    let town = Town::new();
    let phone = town.phone(1, "王秀英", Role::Resident);
    let mut link = town.link();
    let challenge = Phone::challenge(&mut link);
    let enrol = phone.enrol_request(&enrolment_code::code(1), None, &challenge);
    for (v, expected) in [
        (VERSION - 1, TurnedAway::TooOld),
        (VERSION + 1, TurnedAway::TooNew),
    ] {
        let exchange = Exchange {
            v,
            ..Exchange::default()
        };
        let reply = phone.post(&mut link, &exchange).unwrap();
        assert_eq!(told(&reply), expected);
    }
    for (v, expected) in [
        (ENROL_VERSION - 1, TurnedAway::TooOld),
        (ENROL_VERSION + 1, TurnedAway::TooNew),
    ] {
        let enrol = Enrol { v, ..enrol.clone() };
        let reply = link.post("/v1/enrol", "", &encode(&enrol)).unwrap();
        assert_eq!(told(&reply), expected);
    }
    // The first version of enrolment had another shape: `{"v": 1, "code": "12345678"}`.
    let earlier = b"\xa2\x61v\x01\x64code\x6812345678";
    let reply = link.post("/v1/enrol", "", earlier).unwrap();
    assert_eq!(told(&reply), TurnedAway::TooOld);
    // A later version may have quite another shape: `{"v": 9, "hello": []}`.
    let later = b"\xa2\x61v\x09\x65hello\x80";
    for path in ["/v1/exchange", "/v1/enrol"] {
        let reply = link.post(path, phone.token(), later).unwrap();
        assert_eq!(told(&reply), TurnedAway::TooNew, "{path}");
    }
}

#[test]
fn what_cannot_be_read_or_is_too_large_is_told_so() {
    let town = Town::new();
    let phone = town.phone(1, "王秀英", Role::Resident);
    let mut link = town.link();
    for path in ["/v1/exchange", "/v1/enrol"] {
        let reply = link.post(path, phone.token(), b"hello").unwrap();
        assert_eq!(told(&reply), TurnedAway::Malformed, "{path}");
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: centre\r\nauthorization: Bearer {}\r\n\
             content-length: 99999999\r\nconnection: close\r\n\r\n",
            phone.token()
        );
        let reply = town.link().raw(head.as_bytes()).unwrap();
        assert_eq!(told(&reply), TurnedAway::TooLarge, "{path}");
    }
}

#[test]
fn a_code_that_is_not_good_is_told_why() {
    let town = Town::new();
    let mut link = town.link();
    let mut ask = |phone: &Phone, code: &str, holder| {
        let challenge = Phone::challenge(&mut link);
        let enrol = phone.enrol_request(code, holder, &challenge);
        link.post("/v1/enrol", "", &encode(&enrol)).unwrap()
    };
    let known = town.phone(1, "王秀英", Role::Resident);
    let fresh = Phone::new(2);
    let wrong = ask(&fresh, &enrolment_code::code(1), None);
    assert_eq!(told(&wrong), TurnedAway::Code(EnrolRefusal::Wrong));
    assert_eq!(told(&ask(&fresh, "1", None)), TurnedAway::Malformed);

    // Somebody else's code is refused, and stays good for whom it is meant.
    let code = town.code("李国强", Role::Resident);
    let holder = Some(known.writer().author());
    let other = ask(&fresh, &code, holder);
    assert_eq!(told(&other), TurnedAway::Code(EnrolRefusal::SomebodyElse));
    assert_eq!(ask(&fresh, &code, None).status, 200);
    let used = ask(&Phone::new(3), &code, None);
    assert_eq!(told(&used), TurnedAway::Code(EnrolRefusal::Used));

    // The same person's is taken.
    let own = town.code("王秀英", Role::Resident);
    assert_eq!(ask(&Phone::new(4), &own, holder).status, 200);

    let late = town.code("王秀英", Role::Resident);
    town.pass_minutes(16);
    let expired = ask(&Phone::new(5), &late, None);
    assert_eq!(told(&expired), TurnedAway::Code(EnrolRefusal::Expired));
}

#[test]
fn photos_are_turned_away_in_the_same_form() {
    let town = Town::with(RawConfig {
        photo_mib_per_resident: Some(1),
        ..RawConfig::default()
    });
    let mut link = town.link();
    let mut phone = town.phone(1, "王秀英", Role::Resident);
    let photos: Vec<Vec<u8>> = (0..5)
        .map(|number| picture(CHUNK_BYTES - 1_000 + number, &[]))
        .collect();
    let no_picture = [7; 900];
    let all: Vec<&[u8]> = photos
        .iter()
        .map(Vec::as_slice)
        .chain([&no_picture[..]])
        .collect();
    let own = phone.begin_application("old-age-allowance");
    phone.answer_photos(own, &all);
    phone.sync(&mut link);
    assert!(phone.refused.is_empty(), "{:?}", phone.refused);
    let mut put =
        |bytes: &[u8], size| phone.put_photo(&mut link, &hash_of(bytes), (0, size), bytes);
    assert_eq!(told(&put(&no_picture, 900)), TurnedAway::NotAPhoto);
    assert_eq!(told(&put(b"stranger", 8)), TurnedAway::NotHere);
    assert_eq!(told(&put(&no_picture, 99_999_999)), TurnedAway::TooLarge);
    let last = photos
        .iter()
        .map(|photo| put(photo, photo.len()))
        .find(|reply| reply.status >= 400)
        .unwrap();
    assert_eq!(told(&last), TurnedAway::Full);
}

#[test]
fn a_centre_whose_store_fails_says_that_it_cannot_answer_now() {
    let town = Town::new();
    let phone = town.phone(1, "王秀英", Role::Resident);
    let store = linli_server::core::data_folder::store_file(&town.folder.path().join("data"));
    let database = rusqlite::Connection::open(store).unwrap();
    database
        .execute_batch("ALTER TABLE device RENAME TO gone")
        .unwrap();
    for (place, reply) in everywhere(&mut town.link(), phone.token()) {
        assert!(
            matches!(told(&reply), TurnedAway::Unavailable { .. }),
            "{place}"
        );
    }
}

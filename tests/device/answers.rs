//! What a device makes of the centre's answers: every reason to be turned away, those of
//! later versions, and words that are not the centre's.

use crate::{
    centre::{MORNING, Parrot, Town},
    device::{Device, draft},
};
use linli_api::{
    SetCentre,
    view::{DeviceStanding, EnrolmentState, Link},
};
use linli_domain::{
    id::{DeviceId, DocId},
    role::Role,
    time::Timestamp,
};
use linli_replica::{
    exchange::{ENROL_VERSION, EnrolChallenge, EnrolRefusal, encode},
    keys::SecretKey,
    turned_away::{MovedTo, Revocation, TurnedAway},
};
use linli_server::config::RawConfig;

async fn enrolled(town: &Town) -> Device {
    let device = Device::new(1, &town.address, MORNING);
    let code = town.code("王秀英", Role::Resident).await;
    let session = device.enrol(&code).await;
    assert_eq!(session.enrolment, EnrolmentState::Idle);
    device.until_delivered().await;
    device
}

#[tokio::test]
async fn every_reason_leads_to_a_state_that_claims_no_more_than_it_says() {
    let town = Town::new().await;
    let stranger = SecretKey::from_seed([8; 32]);
    let at = Timestamp(MORNING);
    let forged = Revocation::sign(&stranger, DeviceId([1; 16]), at);
    let elsewhere = MovedTo::sign(&stranger, "http://127.0.0.1:9".to_owned(), at);
    let other = |why: &str| TurnedAway::Other {
        why: why.to_owned(),
        retry_after_s: None,
    };
    let cases = [
        (403, TurnedAway::Revoked(forged), Link::Away),
        (410, TurnedAway::Moved(elsewhere), Link::Away),
        (429, TurnedAway::TooMany { retry_after_s: 0 }, Link::Busy),
        (429, TurnedAway::NotToday { retry_after_s: 0 }, Link::Busy),
        (
            503,
            TurnedAway::Unavailable { retry_after_s: 0 },
            Link::Away,
        ),
        (400, TurnedAway::TooOld, Link::AppTooOld),
        (400, TurnedAway::TooNew, Link::AppTooNew),
        (413, TurnedAway::TooLarge, Link::Away),
        (408, TurnedAway::TooSlow, Link::Away),
        (507, TurnedAway::Full, Link::Away),
        (404, TurnedAway::NotHere, Link::Away),
        (422, TurnedAway::NotAPhoto, Link::Away),
        (400, TurnedAway::Malformed, Link::Away),
        (404, TurnedAway::Code(EnrolRefusal::Wrong), Link::Away),
        (418, other("a_reason_of_the_year_2040"), Link::Away),
        (429, other("a_reason_of_the_year_2041"), Link::Busy),
    ];
    let device = enrolled(&town).await;
    for (status, turned, link) in cases {
        let parrot = Parrot::turning_away(status, &turned).await;
        device.until_link(Link::Online).await;
        device.ask(SetCentre {
            address: parrot.address.clone(),
        });
        device.until_link(link).await;
        assert_eq!(
            device.session().standing,
            DeviceStanding::Known,
            "{turned:?}"
        );
        assert!(
            device.session().account.is_some(),
            "nothing is wiped: {turned:?}"
        );
        device.ask(SetCentre {
            address: town.address.clone(),
        });
    }
}

#[tokio::test]
async fn a_centre_that_cannot_listen_just_now_has_forgotten_nobody() {
    let town = Town::new().await;
    let device = enrolled(&town).await;
    let stale = TurnedAway::Code(EnrolRefusal::Stale);
    let busy = TurnedAway::TooMany { retry_after_s: 0 };
    let challenge = EnrolChallenge {
        v: ENROL_VERSION,
        bytes: vec![7; 56],
    };
    let [unknown, given] = [encode(&TurnedAway::Unknown), encode(&challenge)];
    for (answers, standing, link) in [
        (
            vec![("/v1/enrol", 429, encode(&busy))],
            DeviceStanding::Known,
            Link::Busy,
        ),
        (
            vec![
                ("/v1/enrol", 200, given.clone()),
                ("/v1/known", 409, encode(&stale)),
            ],
            DeviceStanding::Known,
            Link::Away,
        ),
        (
            vec![("/v1/enrol", 200, given)],
            DeviceStanding::Unknown,
            Link::Away,
        ),
    ] {
        device.until_link(Link::Online).await;
        let answers = answers.into_iter().chain([("/", 401, unknown.clone())]);
        let parrot = Parrot::answering_each(answers.collect()).await;
        let address = parrot.address.clone();
        device.ask(SetCentre { address });
        device
            .until("its standing", |device| {
                let is_so = device.session().standing == standing;
                let told = standing == DeviceStanding::Unknown || device.delivery().link == link;
                (is_so && told).then_some(())
            })
            .await;
        let address = town.address.clone();
        device.ask(SetCentre { address });
    }
}

#[tokio::test]
async fn words_that_are_not_the_centres_are_only_a_centre_that_does_not_answer() {
    let town = Town::new().await;
    let pages = [
        (403, b"revoked".to_vec()),
        (401, b"unknown".to_vec()),
        (200, b"<html>Please sign in to this network</html>".to_vec()),
        (502, b"Bad Gateway".to_vec()),
    ];
    let device = enrolled(&town).await;
    for (status, page) in pages {
        let parrot = Parrot::answering(status, page).await;
        device.until_link(Link::Online).await;
        device.ask(SetCentre {
            address: parrot.address.clone(),
        });
        device.until_link(Link::Away).await;
        assert_eq!(device.session().standing, DeviceStanding::Known, "{status}");
        device.ask(SetCentre {
            address: town.address.clone(),
        });
    }
}

#[tokio::test]
async fn no_network_is_said_only_where_there_is_none() {
    let mut town = Town::new().await;
    let device = enrolled(&town).await;
    town.end().await;
    device.until_link(Link::Away).await;
    device.set_network(false);
    device.until_link(Link::NoNetwork).await;
    // The centre is back, then the network: the device does not wait out its pause.
    town.resume(RawConfig::default()).await;
    device.set_network(true);
    device.until_link(Link::Online).await;
}

#[tokio::test]
async fn a_busy_centre_is_said_to_be_busy_and_a_failing_one_not_to_answer() {
    let mut town = Town::with(RawConfig {
        exchanges_per_minute: Some(1),
        ..RawConfig::default()
    })
    .await;
    let device = Device::new(1, &town.address, MORNING);
    let code = town.code("王秀英", Role::Resident).await;
    device.enrol(&code).await;
    device.until_link(Link::Busy).await;
    town.resume(RawConfig::default()).await;
    device.until_link(Link::Online).await;
    let database = rusqlite::Connection::open(town.store()).unwrap();
    let rename = "ALTER TABLE device RENAME TO gone";
    database.execute_batch(rename).unwrap();
    town.centre.hub.wake_all();
    device.until_link(Link::Away).await;
}

fn has(town: &Town, doc: DocId) -> bool {
    let store = &town.centre.store;
    store.read(|store| store.document(doc)).unwrap().is_some()
}

fn moved_to(address: &str) -> RawConfig {
    RawConfig {
        moved_to: Some(address.to_owned()),
        ..RawConfig::default()
    }
}

#[tokio::test]
async fn a_device_follows_its_centre_to_another_address_with_all_that_it_has() {
    let mut town = Town::new().await;
    let device = enrolled(&town).await;
    let before = draft(&device);
    device.until_delivered().await;
    town.end().await;
    device.until_link(Link::Away).await;
    let waited = draft(&device);
    let new = town.moved().await;
    town.resume(moved_to(&new.address)).await;
    device.until_delivered().await;
    assert!(has(&new, before) && has(&new, waited));
    assert!(!has(&town, waited), "where it was nothing is taken");
    assert_eq!(device.delivery().refused, 0);
    assert_eq!(device.delivery().moved_to, None);

    // Who is sent back by hand is sent on again; the last word still holds.
    device.ask(SetCentre {
        address: town.address.clone(),
    });
    let later = draft(&device);
    device.until_delivered().await;
    assert!(has(&new, later) && !has(&town, later));
}

#[tokio::test]
async fn an_older_word_or_a_strangers_sends_nobody_anywhere() {
    let town = Town::new().await;
    let device = enrolled(&town).await;
    // Whoever goes where the words point to is told that it is busy there.
    let busy = TurnedAway::TooMany { retry_after_s: 0 };
    let elsewhere = Parrot::turning_away(429, &busy).await;
    let centre = &town.centre.key.secret;
    let stranger = SecretKey::from_seed([8; 32]);
    let word = |key, address: &str, at| {
        let word = MovedTo::sign(key, address.to_owned(), Timestamp(at));
        TurnedAway::Moved(word)
    };
    let home = Parrot::turning_away(410, &word(centre, &town.address, MORNING)).await;
    let steps = [
        (word(&stranger, &elsewhere.address, MORNING + 1), Link::Away),
        (
            word(centre, "ftp://elsewhere.example", MORNING + 1),
            Link::Away,
        ),
        (word(centre, &elsewhere.address, MORNING - 1), Link::Away),
        (word(centre, &elsewhere.address, MORNING), Link::Away),
        (word(centre, &elsewhere.address, MORNING + 1), Link::Busy),
    ];
    device.ask(SetCentre {
        address: home.address.clone(),
    });
    draft(&device);
    device.until_delivered().await;
    for (turned, link) in steps {
        device.until_link(Link::Online).await;
        let parrot = Parrot::turning_away(410, &turned).await;
        device.ask(SetCentre {
            address: parrot.address.clone(),
        });
        device.until_link(link).await;
        device.ask(SetCentre {
            address: town.address.clone(),
        });
    }
    device.until_link(Link::Online).await;
}

#[tokio::test]
async fn who_cannot_follow_says_where_the_centre_is_and_keeps_what_waits() {
    let mut town = Town::new().await;
    let device = enrolled(&town).await;
    device.stay();
    town.end().await;
    device.until_link(Link::Away).await;
    let doc = draft(&device);
    town.resume(moved_to("https://new.example")).await;
    device.until_link(Link::Moved).await;
    let delivery = device.delivery();
    assert_eq!(delivery.moved_to.as_deref(), Some("https://new.example"));
    assert!(delivery.waiting > 0);
    assert_eq!(device.session().standing, DeviceStanding::Known);
    town.resume(RawConfig::default()).await;
    device.until_delivered().await;
    assert!(has(&town, doc));
    assert_eq!(device.delivery().moved_to, None);
}

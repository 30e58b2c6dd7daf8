//! Why a request is turned away, as bytes: every reason, and those that are still to come.

use data_encoding::HEXLOWER;
use expect_test::expect_file;
use linli_domain::{id::DeviceId, time::Timestamp};
use linli_replica::{
    exchange::{EnrolRefusal, decode, encode},
    keys::SecretKey,
    turned_away::{MovedTo, Revocation, TurnedAway},
};
use serde::Serialize;

const AT: Timestamp = Timestamp(1_795_406_400_000);

fn centre() -> SecretKey {
    SecretKey::from_seed([9; 32])
}

fn all() -> Vec<TurnedAway> {
    let device = DeviceId([1; 16]);
    vec![
        TurnedAway::Revoked(Revocation::sign(&centre(), device, AT)),
        TurnedAway::Unknown,
        TurnedAway::Moved(MovedTo::sign(&centre(), "https://new.example".into(), AT)),
        TurnedAway::TooMany { retry_after_s: 5 },
        TurnedAway::Unavailable { retry_after_s: 7 },
        TurnedAway::NotToday {
            retry_after_s: 36_000,
        },
        TurnedAway::TooOld,
        TurnedAway::TooNew,
        TurnedAway::TooLarge,
        TurnedAway::TooSlow,
        TurnedAway::Full,
        TurnedAway::NotHere,
        TurnedAway::NotAPhoto,
        TurnedAway::Malformed,
        TurnedAway::Code(EnrolRefusal::Wrong),
        TurnedAway::Code(EnrolRefusal::Used),
        TurnedAway::Code(EnrolRefusal::Expired),
        TurnedAway::Code(EnrolRefusal::SomebodyElse),
        TurnedAway::Other {
            why: "in_the_year_2040".into(),
            retry_after_s: Some(90),
        },
    ]
}

#[test]
fn the_bytes_of_every_reason() {
    let mut text = String::new();
    for turned in all() {
        let bytes = encode(&turned);
        assert_eq!(decode::<TurnedAway>(&bytes).unwrap(), turned);
        text += &format!("{} {}\n", turned.why(), HEXLOWER.encode(&bytes));
    }
    expect_file!["../../golden/turned_away.txt"].assert_eq(&text);
}

#[test]
fn a_reason_of_a_later_version_is_read_with_what_it_says_of_time() {
    #[derive(Serialize)]
    struct Later {
        why: &'static str,
        retry_after_s: u32,
        because: Vec<u8>,
    }
    let later = Later {
        why: "holiday",
        retry_after_s: 3_600,
        because: vec![1, 2],
    };
    let read: TurnedAway = decode(&encode(&later)).unwrap();
    assert_eq!((read.why(), read.retry_after_s()), ("holiday", Some(3_600)));
}

#[test]
fn nobody_but_the_centre_revokes_a_device_or_sends_it_elsewhere() {
    #[derive(Serialize)]
    struct Bare {
        why: &'static str,
    }
    for why in ["revoked", "moved"] {
        let read: TurnedAway = decode(&encode(&Bare { why })).unwrap();
        assert!(matches!(read, TurnedAway::Other { .. }), "{read:?}");
    }
    let key = centre().public();
    let stranger = SecretKey::from_seed([8; 32]);
    let device = DeviceId([1; 16]);
    let revocation = Revocation::sign(&centre(), device, AT);
    assert!(revocation.verified_by(&key));
    let others = [
        Revocation {
            device: DeviceId([2; 16]),
            ..revocation.clone()
        },
        Revocation {
            at: AT.plus_ms(1),
            ..revocation
        },
        Revocation::sign(&stranger, device, AT),
    ];
    assert!(others.iter().all(|other| !other.verified_by(&key)));
    let moved = MovedTo::sign(&centre(), "https://new.example".into(), AT);
    assert!(moved.verified_by(&key));
    let others = [
        MovedTo {
            address: "https://evil.example".into(),
            ..moved.clone()
        },
        MovedTo {
            at: AT.plus_ms(1),
            ..moved
        },
        MovedTo::sign(&stranger, "https://new.example".into(), AT),
    ];
    assert!(others.iter().all(|other| !other.verified_by(&key)));
}

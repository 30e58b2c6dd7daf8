//! The bytes of every message and of a signed change, so that no release stops
//! understanding another without anybody noticing. `UPDATE_EXPECT=1` writes them anew.

use crate::town::{DOC, Device, NOON, Town, area};
use data_encoding::HEXLOWER;
use expect_test::expect_file;
use linli_domain::{
    access::Refusal,
    device::DeviceKind,
    document::{Author, DocKind},
    id::{DeviceId, DocId, PersonId},
    role::{Role, Scope},
};
use linli_replica::{
    exchange::{
        AccountNews, ChangeOutcome, Cursor, DeviceCard, ENROL_VERSION, Enrol, EnrolChallenge,
        Enrolled, Epoch, Exchange, Exchanged, GivenDocument, Heal, HeldDocument, Lacks, News,
        Receipt, SeenDevice, Snapshot, SwitchOff, VERSION, decode, encode,
    },
    keys::{SecretKey, Signature},
    known_again::KnownAgain,
    signed::{Hash, SignedChange},
};
use linli_testing::cases;
use proptest::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;

/// A line of the golden file; the message must also read back as it was.
fn line<T: Serialize + DeserializeOwned + PartialEq + Debug>(name: &str, message: &T) -> String {
    let bytes = encode(message);
    assert_eq!(&decode::<T>(&bytes).unwrap(), message, "{name}");
    format!("{name} {}\n", HEXLOWER.encode(&bytes))
}

#[test]
fn the_bytes_of_every_message() {
    let town = Town::draft();
    let centre = &town.centre.key;
    let (begun, written) = (&town.log[0], &town.log[1]);
    let hash = written.read().unwrap().hash;
    let receipt = Receipt::sign(centre, hash, 7, NOON);
    let writer = town.wang.writer.clone();
    let card = DeviceCard::sign(centre, town.wang.id, town.wang.key.public(), writer);
    // Not a saved document: how well those compress may change between releases.
    let snapshot = Snapshot::sign(centre, DOC, vec![1, 2, 3]);
    let cursor = Cursor(300);
    let switch_off = SwitchOff::sign(&town.wang.key, town.wang.id, DeviceId([8; 16]));
    let refusals = [
        Refusal::Malformed,
        Refusal::TooLarge,
        Refusal::TooMuch,
        Refusal::Forged,
        Refusal::UnknownDevice,
        Refusal::RevokedDevice,
        Refusal::WrongActor,
        Refusal::NotTheirs,
        Refusal::NotForRole,
        Refusal::TooLate,
        Refusal::NotValid,
    ];
    let mut text = String::new();
    text += &line("signed_change", begun);
    text += &line(
        "exchange_empty",
        &Exchange {
            v: VERSION,
            ..Exchange::default()
        },
    );
    text += &line(
        "exchange",
        &Exchange {
            v: VERSION,
            cursor,
            changes: vec![begun.clone(), written.clone()],
            account: 3,
            ask_devices: true,
            switch_off: vec![switch_off.clone()],
            wait_ms: 25_000,
            ..Exchange::default()
        },
    );
    text += &line(
        "exchange_heal",
        &Exchange {
            v: VERSION,
            cursor,
            incarnation: 77,
            heal: Some(Box::new(Heal {
                since: Epoch(9),
                cards: vec![card.clone()],
                given: vec![GivenDocument {
                    doc: DOC,
                    snapshots: vec![snapshot.clone()],
                    changes: vec![written.clone()],
                    receipts: vec![receipt.clone()],
                }],
                holds: vec![HeldDocument {
                    doc: DOC,
                    heads: vec![Hash([5; 32])],
                    changes: vec![hash],
                }],
            })),
            ..Exchange::default()
        },
    );
    text += &line(
        "exchanged_empty",
        &Exchanged {
            v: VERSION,
            now: NOON,
            ..Exchanged::default()
        },
    );
    text += &line(
        "exchanged",
        &Exchanged {
            v: VERSION,
            outcomes: vec![
                ChangeOutcome::Received(receipt.clone()),
                ChangeOutcome::Missing(vec![hash, Hash([5; 32])]),
                ChangeOutcome::Refused(Hash([6; 32]), Refusal::TooLate),
                ChangeOutcome::NOT_TODAY,
            ],
            room_from: Some(NOON),
            authors: vec![card.clone()],
            news: vec![
                News {
                    doc: DOC,
                    kind: DocKind::Care,
                    snapshot: Some(snapshot.clone()),
                    changes: Vec::new(),
                },
                News {
                    doc: DocId([3; 16]),
                    kind: DocKind::Offer,
                    snapshot: None,
                    changes: vec![written.clone()],
                },
            ],
            forget: vec![DocId([4; 16])],
            account: Some(AccountNews {
                version: 4,
                card: card.clone(),
                name: "王桂兰".into(),
                area: area(),
            }),
            devices: Some(vec![SeenDevice {
                device: town.wang.id,
                kind: DeviceKind::Tablet,
                role: Role::Resident,
                since: NOON,
                seen_at: Some(NOON),
                off_at: None,
            }]),
            cursor,
            more: true,
            now: NOON,
            ..Exchanged::default()
        },
    );
    let challenge = EnrolChallenge {
        v: ENROL_VERSION,
        bytes: vec![7; 56],
    };
    let (key, name) = (SecretKey::from_seed([3; 32]), "王秀英".to_owned());
    text += &line(
        "known_again",
        &KnownAgain::sign(&key, "token", card.clone(), (name, area()), &challenge),
    );
    text += &line(
        "exchanged_heal",
        &Exchanged {
            v: VERSION,
            cursor,
            now: NOON,
            epoch: Epoch(10),
            beyond: true,
            twice: true,
            lacks: vec![
                Lacks::default(),
                Lacks {
                    snapshots: true,
                    changes: vec![hash],
                },
            ],
            ..Exchanged::default()
        },
    );
    for refusal in refusals {
        text += &line("refused", &ChangeOutcome::Refused(Hash([6; 32]), refusal));
    }
    text += &line("receipt", &receipt);
    text += &line("snapshot", &snapshot);
    text += &line("card", &card);
    let code = linli_domain::enrolment_code::code(482_109_373_315_806);
    let enrol = Enrol::sign(
        &town.wang.key,
        town.wang.id,
        DeviceKind::Phone,
        None,
        &code,
        &challenge,
    );
    let enrol_again = Enrol::sign(
        &town.wang.key,
        town.wang.id,
        DeviceKind::Phone,
        Some(town.wang.writer.author()),
        &code,
        &challenge,
    );
    text += &line("enrol_challenge", &challenge);
    text += &line("enrol", &enrol);
    text += &line("enrol_again", &enrol_again);
    text += &line(
        "enrolled",
        &Enrolled {
            card,
            token: "secret".into(),
            centre_key: centre.public(),
            name: "王桂兰".into(),
            area: area(),
            version: 2,
            now: NOON,
        },
    );
    expect_file!["../../golden/messages.txt"].assert_eq(&text);
}

#[test]
fn a_signature_covers_everything_beside_it() {
    let town = Town::draft();
    let key = town.wang.key.public();
    let signed = &town.log[1];
    assert!(signed.verified_by(&key));
    let bent = [
        SignedChange {
            doc: DocId([1; 16]),
            ..signed.clone()
        },
        SignedChange {
            device: DeviceId([2; 16]),
            ..signed.clone()
        },
        SignedChange {
            change: town.log[0].change.clone(),
            ..signed.clone()
        },
    ];
    assert!(bent.iter().all(|signed| !signed.verified_by(&key)));

    let centre = Device::new(9, Role::Centre).key;
    let receipt = Receipt::sign(&centre, Hash([1; 32]), 7, NOON);
    assert!(receipt.verified_by(&centre.public()) && !receipt.verified_by(&key));
    let bent = [
        Receipt {
            hash: Hash([2; 32]),
            ..receipt.clone()
        },
        Receipt {
            seq: 8,
            ..receipt.clone()
        },
        Receipt {
            at: NOON.plus_ms(1),
            ..receipt.clone()
        },
    ];
    assert!(
        bent.iter()
            .all(|receipt| !receipt.verified_by(&centre.public()))
    );

    let snapshot = Snapshot::sign(&centre, DOC, vec![1]);
    assert!(snapshot.verified_by(&centre.public(), DOC));
    assert!(!snapshot.verified_by(&centre.public(), DocId([1; 16])));
    let bent = Snapshot {
        bytes: vec![2],
        ..snapshot
    };
    assert!(!bent.verified_by(&centre.public(), DOC));

    let card = DeviceCard::sign(&centre, town.wang.id, key, town.wang.writer.clone());
    assert!(card.verified_by(&centre.public()));
    let mut more = town.wang.writer.clone();
    more.scopes.insert(Scope::AreaWorker(area()));
    let bent = [
        DeviceCard {
            device: DeviceId([2; 16]),
            ..card.clone()
        },
        DeviceCard {
            key: centre.public(),
            ..card.clone()
        },
        DeviceCard {
            writer: more,
            ..card.clone()
        },
    ];
    assert!(bent.iter().all(|card| !card.verified_by(&centre.public())));
}

prop_compose! {
    fn signed()(
        doc in any::<[u8; 16]>(), device in any::<[u8; 16]>(),
        change in proptest::collection::vec(any::<u8>(), 0..200), seal in any::<u8>(),
    ) -> SignedChange {
        SignedChange { doc: DocId(doc), device: DeviceId(device), change, signature: Signature([seal; 64]) }
    }
}

prop_compose! {
    fn news()(
        doc in any::<[u8; 16]>(), bytes in proptest::option::of(proptest::collection::vec(any::<u8>(), 0..50)),
        changes in proptest::collection::vec(signed(), 0..3),
    ) -> News {
        let snapshot = bytes.map(|bytes| Snapshot { bytes, signature: Signature([9; 64]) });
        News { doc: DocId(doc), kind: DocKind::Offer, snapshot, changes }
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_message_reads_back_as_it_was_written(
        v in any::<u8>(), read in any::<u64>(), wait_ms in any::<u32>(),
        changes in proptest::collection::vec(signed(), 0..4),
        news in proptest::collection::vec(news(), 0..4),
        forget in proptest::collection::vec(any::<[u8; 16]>(), 0..4),
        more in any::<bool>(), at in any::<i64>(), token in any::<String>(),
    ) {
        let cursor = Cursor(read);
        let up = Exchange { v, cursor, changes, account: read, wait_ms, ..Exchange::default() };
        prop_assert_eq!(decode::<Exchange>(&encode(&up)).unwrap(), up);
        let now = linli_domain::time::Timestamp(at);
        let hash = Hash([v; 32]);
        let down = Exchanged {
            v,
            outcomes: vec![ChangeOutcome::Missing(vec![hash]), ChangeOutcome::Refused(hash, Refusal::Forged)],
            authors: Vec::new(),
            news,
            forget: forget.into_iter().map(DocId).collect(),
            cursor,
            more,
            now,
            ..Exchanged::default()
        };
        prop_assert_eq!(decode::<Exchanged>(&encode(&down)).unwrap(), down);
        let challenge = EnrolChallenge { v, bytes: token.clone().into_bytes() };
        prop_assert_eq!(decode::<EnrolChallenge>(&encode(&challenge)).unwrap(), challenge.clone());
        let holder = more.then_some(Author { person: PersonId([v; 16]), role: Role::Resident });
        let enrol = Enrol::sign(&SecretKey::from_seed([v; 32]), DeviceId([v; 16]), DeviceKind::Tablet, holder, &token, &challenge);
        prop_assert_eq!(decode::<Enrol>(&encode(&enrol)).unwrap(), enrol);
    }
}

#[test]
fn a_request_for_a_token_is_signed_in_all_its_parts() {
    let challenge = |byte| EnrolChallenge {
        v: ENROL_VERSION,
        bytes: vec![byte; 56],
    };
    let holder = |byte| Author {
        person: PersonId([byte; 16]),
        role: Role::Resident,
    };
    let (own, other) = (SecretKey::from_seed([1; 32]), SecretKey::from_seed([2; 32]));
    let right = Enrol::sign(
        &own,
        DeviceId([3; 16]),
        DeviceKind::Phone,
        Some(holder(7)),
        "1",
        &challenge(4),
    );
    assert!(right.is_signed());
    let bent = [
        Enrol {
            code: "2".into(),
            ..right.clone()
        },
        Enrol {
            device: DeviceId([4; 16]),
            ..right.clone()
        },
        Enrol {
            key: other.public(),
            ..right.clone()
        },
        Enrol {
            challenge: challenge(5).bytes,
            ..right.clone()
        },
        Enrol {
            challenge: Vec::new(),
            ..right.clone()
        },
        Enrol {
            kind: DeviceKind::Tablet,
            ..right.clone()
        },
        Enrol {
            holder: None,
            ..right.clone()
        },
        Enrol {
            holder: Some(holder(8)),
            ..right.clone()
        },
    ];
    for bent in bent {
        assert!(!bent.is_signed(), "{bent:?}");
    }
}

#[test]
fn a_wish_to_switch_off_is_its_devices_own() {
    let (own, other) = (SecretKey::from_seed([1; 32]), SecretKey::from_seed([2; 32]));
    let (by, off) = (DeviceId([3; 16]), DeviceId([4; 16]));
    let wish = SwitchOff::sign(&own, by, off);
    assert!(wish.verified_by(&own.public(), by));
    assert!(!wish.verified_by(&other.public(), by));
    assert!(!wish.verified_by(&own.public(), off));
    let bent = SwitchOff { device: by, ..wish };
    assert!(!bent.verified_by(&own.public(), by));
}

/// What devices of the first version send: no challenge, no signature.
#[test]
fn a_request_without_a_proof_is_no_request() {
    #[derive(Serialize)]
    struct First {
        v: u8,
        code: String,
        device: DeviceId,
        key: linli_replica::keys::PublicKey,
    }
    let first = First {
        v: 1,
        code: "12345678".into(),
        device: DeviceId([3; 16]),
        key: SecretKey::from_seed([1; 32]).public(),
    };
    assert!(decode::<Enrol>(&encode(&first)).is_err());
}

#[test]
fn a_reason_that_only_a_newer_centre_knows_does_not_make_its_answer_unreadable() {
    #[derive(serde::Serialize)]
    #[serde(rename_all = "snake_case")]
    enum Newer {
        ComeBackInSpring,
    }
    #[derive(serde::Serialize)]
    #[serde(rename_all = "snake_case")]
    enum NewerOutcome {
        Refused(Hash, Newer),
    }
    let hash = Hash([6; 32]);
    let told = encode(&NewerOutcome::Refused(hash, Newer::ComeBackInSpring));
    assert_eq!(
        decode::<ChangeOutcome>(&told).unwrap(),
        ChangeOutcome::Refused(hash, Refusal::Unknown)
    );
}

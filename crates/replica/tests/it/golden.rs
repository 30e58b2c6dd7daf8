//! The bytes of every message and of a signed change, so that no release stops
//! understanding another without anybody noticing. `UPDATE_EXPECT=1` writes them anew.

use crate::town::{DOC, Device, NOON, Town, area};
use data_encoding::HEXLOWER;
use expect_test::expect_file;
use linli_domain::{
    access::Refusal,
    document::DocKind,
    id::{DeviceId, DocId},
    role::{Role, Scope},
};
use linli_replica::{
    exchange::{
        ChangeOutcome, Cursor, DeviceCard, Enrol, Enrolled, Exchange, Exchanged, News, Receipt,
        Snapshot, VERSION, decode, encode,
    },
    keys::{PublicKey, Signature},
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
    let refusals = [
        Refusal::Malformed,
        Refusal::TooLarge,
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
            wait_ms: 25_000,
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
            ],
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
            cursor,
            more: true,
            now: NOON,
        },
    );
    for refusal in refusals {
        text += &line("refused", &ChangeOutcome::Refused(Hash([6; 32]), refusal));
    }
    text += &line("receipt", &receipt);
    text += &line("snapshot", &snapshot);
    text += &line("card", &card);
    text += &line(
        "enrol",
        &Enrol {
            v: VERSION,
            code: "12345678".into(),
            device: town.wang.id,
            key: town.wang.key.public(),
            holder: None,
        },
    );
    text += &line(
        "enrol_again",
        &Enrol {
            v: VERSION,
            code: "12345678".into(),
            device: town.wang.id,
            key: town.wang.key.public(),
            holder: Some(town.wang.writer.author()),
        },
    );
    text += &line(
        "enrolled",
        &Enrolled {
            card,
            token: "secret".into(),
            centre_key: centre.public(),
            name: "王桂兰".into(),
            area: area(),
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
        let up = Exchange { v, cursor, changes, wait_ms };
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
        };
        prop_assert_eq!(decode::<Exchanged>(&encode(&down)).unwrap(), down);
        let enrol = Enrol { v, code: token, device: DeviceId([v; 16]), key: PublicKey([v; 32]), holder: None };
        prop_assert_eq!(decode::<Enrol>(&encode(&enrol)).unwrap(), enrol);
    }
}

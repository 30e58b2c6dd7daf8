//! Bytes that are no change, and messages that are no message.

use crate::town::{DOC, Town};
use linli_domain::access::Refusal;
use linli_replica::{
    exchange::{DecodeError, Exchange, Exchanged, decode, encode},
    signed::SignedChange,
};
use linli_testing::cases;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

fn read(town: &Town, change: Vec<u8>) -> Result<(), Refusal> {
    SignedChange::sign(&town.wang.key, town.wang.id, DOC, change)
        .read()
        .map(|_| ())
}

/// A chunk with the right length and checksum around `body`, as a hostile device makes it.
fn chunk(kind: u8, body: &[u8]) -> Vec<u8> {
    let mut sized = vec![kind];
    let mut length = body.len();
    while length >= 0x80 {
        sized.push(u8::try_from(length & 0x7f).unwrap() | 0x80);
        length >>= 7;
    }
    sized.push(u8::try_from(length).unwrap());
    sized.extend(body);
    let hash = Sha256::digest(&sized);
    [&[0x85, 0x6f, 0x4a, 0x83][..], &hash[..4], &sized].concat()
}

/// The body of a change with one dependency, of Wang's, up to its columns.
fn head(start_op: &[u8]) -> Vec<u8> {
    let mut body = vec![0, 20];
    body.extend([1; 16]);
    body.extend([0, 0, 0, 1, 1]);
    body.extend(start_op);
    body.extend([0, 0, 0]);
    body
}

/// A body whose columns are `columns`: spec and bytes.
fn columns(columns: &[(u8, &[u8])]) -> Vec<u8> {
    let mut body = head(&[1]);
    body.push(u8::try_from(columns.len()).unwrap());
    for (spec, bytes) in columns {
        body.extend([*spec, u8::try_from(bytes.len()).unwrap()]);
    }
    columns.iter().for_each(|(_, bytes)| body.extend(*bytes));
    body
}

#[test]
fn a_change_cut_short_anywhere() {
    let town = Town::sent();
    for signed in &town.log {
        for length in 0..signed.change.len() {
            let cut = signed.change[..length].to_vec();
            assert_eq!(read(&town, cut), Err(Refusal::Malformed), "{length}");
        }
        let longer = [&signed.change[..], &[0]].concat();
        assert_eq!(read(&town, longer), Err(Refusal::Malformed));
    }
}

#[test]
fn a_change_with_one_bit_turned() {
    let town = Town::sent();
    for signed in &town.log {
        for at in 0..signed.change.len() * 8 {
            let mut bent = signed.change.clone();
            bent[at / 8] ^= 1 << (at % 8);
            assert!(read(&town, bent).is_err(), "bit {at}");
        }
    }
}

#[test]
fn a_few_bytes_that_ask_for_a_great_deal() {
    let town = Town::draft();
    let huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x3f];
    let many = |value: &[u8]| [&huge[..], value].concat();
    for (name, body) in [
        (
            "operations",
            columns(&[
                (0x15, &many(&[1, b'a'])),
                (0x34, &huge),
                (0x42, &many(&[1])),
                (0x56, &many(&[0])),
                (0x70, &many(&[0])),
            ]),
        ),
        (
            "nothing at all",
            columns(&[(0x42, &[&[0][..], &huge].concat())]),
        ),
        (
            "predecessors",
            columns(&[
                (0x15, &[0x7f, 1, b'a']),
                (0x34, &[1]),
                (0x42, &[0x7f, 1]),
                (0x56, &[0x7f, 0]),
                (0x70, &[&[0x7f][..], &huge].concat()),
                (0x71, &many(&[0])),
                (0x73, &many(&[0])),
            ]),
        ),
        (
            "a key",
            columns(&[
                (0x15, &[&[0x7f][..], &huge].concat()),
                (0x34, &[1]),
                (0x42, &[0x7f, 1]),
                (0x56, &[0x7f, 0]),
                (0x70, &[0x7f, 0]),
            ]),
        ),
        (
            "a value",
            columns(&[
                (0x15, &[0x7f, 1, b'a']),
                (0x34, &[1]),
                (0x42, &[0x7f, 1]),
                (0x56, &[&[0x7f][..], &huge].concat()),
                (0x57, &[0]),
                (0x70, &[0x7f, 0]),
            ]),
        ),
        ("columns", [head(&[1]), huge.to_vec()].concat()),
        ("dependencies", huge.to_vec()),
    ] {
        assert_eq!(
            read(&town, chunk(1, &body)),
            Err(Refusal::Malformed),
            "{name}"
        );
    }
}

#[test]
fn numbers_that_automerge_cannot_hold() {
    let town = Town::draft();
    let big = [0x80, 0x80, 0x80, 0x80, 0x10];
    let rest: [(u8, &[u8]); 4] = [
        (0x34, &[1]),
        (0x42, &[0x7f, 1]),
        (0x56, &[0x7f, 0]),
        (0x70, &[0x7f, 0]),
    ];
    let with = |first: &[(u8, &[u8])]| columns(&[first, &rest].concat());
    let one = |bytes: &[u8]| [&[0x7f][..], bytes].concat();
    let key: (u8, &[u8]) = (0x15, &[0x7f, 1, b'a']);
    let fine = chunk(1, &with(&[key]));
    assert_eq!(
        read(&town, fine),
        Ok(()),
        "the cases differ from this in one thing"
    );
    for (name, body) in [
        (
            "object's counter",
            with(&[(0x01, &[0x7f, 0]), (0x02, &one(&big)), key]),
        ),
        (
            "object's actor",
            with(&[(0x01, &[0x7f, 5]), (0x02, &[0x7f, 1]), key]),
        ),
        (
            "element's counter",
            with(&[(0x11, &[0x7f, 0]), (0x13, &one(&big))]),
        ),
        (
            "element's counter below zero",
            with(&[(0x11, &[0x7f, 0]), (0x13, &[0x7f, 0x7f])]),
        ),
        (
            "element's actor",
            with(&[(0x11, &[0x7f, 5]), (0x13, &[0x7f, 1])]),
        ),
        (
            "first counter",
            [head(&[0xff, 0xff, 0xff, 0xff, 0x0f]), vec![0]].concat(),
        ),
        ("first counter of zero", [head(&[0]), vec![0]].concat()),
        (
            "an unknown column",
            columns(&[
                key,
                (0x34, &[1]),
                (0x42, &[0x7f, 1]),
                (0x56, &[0x7f, 0]),
                (0x70, &[0x7f, 0]),
                (0x7f, &[0]),
            ]),
        ),
        (
            "columns out of order",
            columns(&[
                (0x34, &[1]),
                key,
                (0x42, &[0x7f, 1]),
                (0x56, &[0x7f, 0]),
                (0x70, &[0x7f, 0]),
            ]),
        ),
        (
            "a column twice",
            columns(&[
                key,
                key,
                (0x34, &[1]),
                (0x42, &[0x7f, 1]),
                (0x56, &[0x7f, 0]),
                (0x70, &[0x7f, 0]),
            ]),
        ),
    ] {
        assert_eq!(
            read(&town, chunk(1, &body)),
            Err(Refusal::Malformed),
            "{name}"
        );
    }
}

#[test]
fn chunks_that_are_not_plain_changes() {
    let town = Town::sent();
    let saved = town.care.save();
    assert_eq!(read(&town, saved), Err(Refusal::Malformed));
    let body = columns(&[
        (0x15, &[0x7f, 1, b'a']),
        (0x34, &[1]),
        (0x42, &[0x7f, 1]),
        (0x56, &[0x7f, 0]),
        (0x70, &[0x7f, 0]),
    ]);
    for kind in [0, 2, 3, 4, 255] {
        assert_eq!(
            read(&town, chunk(kind, &body)),
            Err(Refusal::Malformed),
            "{kind}"
        );
    }
}

#[test]
fn a_message_nested_deeper_than_any_honest_one() {
    for opening in [0x81, 0xa1, 0xd8] {
        let mut bytes = vec![opening; 4_000_000];
        bytes.push(0);
        assert!(matches!(
            decode::<Exchange>(&bytes),
            Err(DecodeError::Shape(_))
        ));
    }
    // Deep within a field that nobody knows.
    let mut bytes = encode(&Exchange::default());
    bytes[0] += 1;
    bytes.extend([0x61, b'x']);
    bytes.extend(vec![0x81; 100_000]);
    bytes.push(0);
    assert!(matches!(
        decode::<Exchange>(&bytes),
        Err(DecodeError::Shape(_))
    ));
}

#[test]
fn a_message_that_promises_more_than_it_holds() {
    let mut bytes = encode(&Exchange::default());
    assert!(decode::<Exchange>(&bytes).is_ok());
    bytes.push(0);
    assert!(matches!(
        decode::<Exchange>(&bytes),
        Err(DecodeError::Trailing(1))
    ));
    // {"v": 1, "cursor": …, "changes": an array of 2^60}
    let mut bytes = encode(&Exchange::default());
    bytes[0] += 1;
    bytes.push(0x67);
    bytes.extend(b"changes");
    bytes.extend([0x9b, 0x10, 0, 0, 0, 0, 0, 0, 0]);
    assert!(matches!(
        decode::<Exchange>(&bytes),
        Err(DecodeError::Shape(_))
    ));
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let town = Town::draft();
        let _refused = read(&town, bytes.clone());
        let _refused = read(&town, chunk(1, &bytes));
        let _refused = read(&town, chunk(1, &[head(&[1]), bytes.clone()].concat()));
        let _refused = decode::<Exchange>(&bytes);
        let _refused = decode::<Exchanged>(&bytes);
    }
}

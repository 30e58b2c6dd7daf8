//! Answers that have parts, in a document: their bytes, and that they read back.
//! That only whole ones enter is shown in `forms`. `UPDATE_EXPECT=1` writes the bytes anew.

use crate::town::{Device, Town, answer, replay};
use data_encoding::HEXLOWER;
use expect_test::expect_file;
use linli_domain::{
    answer::{Address, BlobHash, BlobRef, Contact, DayWindow, FieldId, SignedName, Value},
    time::{Date, Window},
};
use std::fmt::Write as _;

const HASH: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

fn answers() -> Vec<(&'static str, Value)> {
    let hash = BlobHash::try_from(HASH.to_owned()).unwrap();
    vec![
        ("amount", Value::Number(1250)),
        (
            "home",
            Value::Address(Address {
                building: "3".into(),
                unit: "2".into(),
                room: "301".into(),
            }),
        ),
        (
            "visit",
            Value::DayWindow(DayWindow {
                date: Date::constant(2026, 11, 25),
                window: Window::MORNING,
            }),
        ),
        (
            "bath",
            Value::Photos(vec![BlobRef {
                hash,
                bytes: 120_000,
                name: "bath.jpg".into(),
            }]),
        ),
        (
            "drawn",
            Value::Signature(SignedName::Drawn("1,2;3,4".into())),
        ),
        (
            "typed",
            Value::Signature(SignedName::Typed("王秀英".into())),
        ),
        (
            "proxy",
            Value::Person(Contact {
                name: "李明".into(),
                phone: "13800000000".into(),
                relation: "女儿".into(),
            }),
        ),
    ]
}

#[test]
fn the_bytes_of_every_answer_with_parts() {
    let mut town = Town::draft();
    let mut text = String::new();
    for (field, value) in answers() {
        let change = town.wang.edit(&mut town.care, &[answer(field, value)]);
        writeln!(text, "{field} {}", HEXLOWER.encode(&change.change)).unwrap();
        town.log.push(change);
    }
    expect_file!["../../golden/answers.txt"].assert_eq(&text);

    let wang: Device = town.wang.clone();
    let there = replay(&town.log, |_| wang.key.clone());
    let care = there.contents().unwrap().into_care().unwrap();
    for (field, value) in answers() {
        assert_eq!(care.answers[&FieldId(field.into())], value);
    }
}

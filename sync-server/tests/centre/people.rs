//! Who is who, on the command line beside a running centre: names never identify anybody.

use crate::support::{
    Phone,
    town::{OFFICE, Town},
};
use linli_domain::{person_number, role::Role};
use std::process::{Command, Output};

pub(crate) const AREA: &str = "demo-chunfeng";

/// What became of a command, and what it said on both channels.
pub(crate) struct Said {
    worked: bool,
    pub(crate) out: String,
    pub(crate) err: String,
}

fn run(town: &Town, arguments: &[&str]) -> Said {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_linli-server"))
        .args(arguments)
        .arg("--data")
        .arg(town.folder.path().join("data"))
        .output()
        .unwrap();
    Said {
        worked: status.success(),
        out: String::from_utf8(stdout).unwrap().trim().to_owned(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// A command that must work.
#[track_caller]
pub(crate) fn told(town: &Town, arguments: &[&str]) -> Said {
    let said = run(town, arguments);
    assert!(said.worked, "{arguments:?}: {}", said.err);
    said
}

/// A command that must not work, must change nothing, and must say `word`.
#[track_caller]
pub(crate) fn refused(town: &Town, arguments: &[&str], word: &str) {
    let before = town.dump();
    let said = run(town, arguments);
    assert!(
        !said.worked && said.out.is_empty(),
        "{arguments:?}: {}",
        said.out
    );
    assert!(said.err.contains(word), "{arguments:?}: {}", said.err);
    assert_eq!(town.dump(), before, "{arguments:?}");
}

/// `enrol` of somebody in Demo City's area.
pub(crate) fn enrol<'a>(name: &'a str, role: &'a str) -> Vec<&'a str> {
    vec!["enrol", "--name", name, "--role", role, "--area", AREA]
}

/// The number at the beginning of a line that names somebody.
fn number(line: &str) -> &str {
    let mut words = line.split_whitespace();
    words.find(|word| word.starts_with('P')).unwrap()
}

#[test]
fn a_stranger_with_her_name_gets_nothing_of_hers() {
    let town = Town::new();
    let said = told(&town, &enrol("王秀英 Wang Xiuying", "resident"));
    assert!(said.err.contains("NEW person"), "{}", said.err);
    let mut first = Phone::new(1);
    first.enrol(&mut town.link(), &said.out).unwrap();
    first.sync(&mut town.link());
    let own = number(&said.err).to_owned();

    for name in ["王秀英", "王秀英 Wang Xiuying", "wang xiuying"] {
        refused(&town, &enrol(name, "resident"), &own);
        refused(&town, &["enrol", "--name", name], "--person");
    }
    let other = [enrol("王秀英", "resident"), vec!["--new"]].concat();
    let said = told(&town, &other);
    assert!(
        said.err.contains("NEW person") && number(&said.err) != own,
        "{}",
        said.err
    );
    let mut stranger = Phone::new(2);
    stranger.enrol(&mut town.link(), &said.out).unwrap();
    stranger.sync(&mut town.link());
    assert_ne!(stranger.person(), first.person());
    assert!(
        stranger
            .docs
            .keys()
            .all(|doc| !first.docs.contains_key(doc))
    );
}

#[test]
fn somebody_known_is_said_to_be_known_and_what_is_said_beside_must_be_true() {
    let town = Town::new();
    let worker = town.phone(1, "林晓燕", Role::Worker);
    let number = person_number::number(worker.person());
    let person = ["enrol", "--person", &number];
    let said = told(&town, &person);
    assert!(
        said.err.contains("KNOWN person") && said.err.contains("devices in use: 1"),
        "{}",
        said.err
    );
    let mut second = Phone::new(2);
    second.enrol(&mut town.link(), &said.out).unwrap();
    assert_eq!(second.person(), worker.person());
    told(&town, &["enrol", "--person", &worker.person().to_string()]);
    told(
        &town,
        &[&person[..], &["--name", "林晓燕", "--area", AREA]].concat(),
    );

    for (beside, word) in [
        (["--name", "林晓"], "another name"),
        (["--area", "demo-qiuyue"], "people move"),
        (["--role", "officer"], "has not that role"),
        (["--office", OFFICE], "does not sit"),
    ] {
        refused(&town, &[&person[..], &beside].concat(), word);
    }
    refused(&town, &[&person[..], &["--new"]].concat(), "--person");
    refused(&town, &["enrol", "--person", "P123456-789012"], "nobody");
    refused(&town, &["enrol", "--person", "林晓燕"], "nobody");
}

/// A second desk for a known officer was ignored.
#[test]
fn an_officers_other_office_is_a_mistake() {
    let town = Town::new();
    let officer = town.phone(1, "郑文", Role::Officer);
    let number = person_number::number(officer.person());
    let at = |office| ["enrol", "--person", &number, "--office", office].map(str::to_owned);
    let own = at(OFFICE);
    told(&town, &own.each_ref().map(String::as_str));
    let other = at("service-hall");
    refused(&town, &other.each_ref().map(String::as_str), "does not sit");
}

#[test]
fn what_a_new_person_is_made_of_is_checked() {
    let town = Town::new();
    let long = "王".repeat(5000);
    for (name, word) in [
        ("", "empty"),
        ("   ", "empty"),
        (&long, "60 characters"),
        ("王\u{202e}", "U+202E"),
    ] {
        refused(&town, &enrol(name, "resident"), word);
    }
    refused(
        &town,
        &[
            "enrol", "--name", "周明", "--role", "resident", "--area", "nowhere",
        ],
        AREA,
    );
    let officer = [enrol("周明", "officer"), vec!["--office", "nowhere"]].concat();
    refused(&town, &officer, OFFICE);
    refused(&town, &enrol("周明", "officer"), "--office");
    refused(&town, &enrol("周明", "delegate"), "--of");
    refused(&town, &["enrol", "--name", "周明"], "--role");
    refused(&town, &["enrol"], "--person");
    for minutes in ["0", "1441", "-1", "4294967295"] {
        let code = format!("--code-minutes={minutes}");
        refused(
            &town,
            &[enrol("周明", "resident"), vec![&code]].concat(),
            "code-minutes",
        );
    }
}

#[test]
fn a_delegate_is_enrolled_for_a_resident_by_number() {
    let town = Town::new();
    let wang = town.phone(1, "王秀英", Role::Resident);
    let worker = town.phone(2, "林晓燕", Role::Worker);
    let [wang_number, worker_number] =
        [&wang, &worker].map(|phone| person_number::number(phone.person()));
    let of = |number| [enrol("王小明", "delegate"), vec!["--of", number]].concat();
    refused(&town, &of("王秀英"), "nobody");
    refused(&town, &of(&worker_number), "no resident");
    let said = told(&town, &of(&wang_number));
    let mut son = Phone::new(3);
    son.enrol(&mut town.link(), &said.out).unwrap();
    son.sync(&mut town.link());
    assert!(wang.docs.keys().all(|doc| son.docs.contains_key(doc)));
}

#[test]
fn people_are_listed_and_found() {
    let town = Town::new();
    let wang = told(&town, &enrol("王秀英 Wang Xiuying", "resident"));
    told(&town, &enrol("林晓燕", "worker"));
    told(
        &town,
        &["gateway", "add", "--office", OFFICE, "--name", "福利系统"],
    );
    let number = number(&wang.err);
    let listed = told(&town, &["people", "list"]).out;
    assert_eq!(
        listed.lines().count(),
        2,
        "neither the centre nor a system: {listed}"
    );
    let workers = told(&town, &["people", "list", "--role", "worker"]).out;
    assert!(
        workers.contains("林晓燕") && !workers.contains("王秀英"),
        "{workers}"
    );
    let elsewhere = told(&town, &["people", "list", "--area", "nowhere"]).out;
    assert_eq!(elsewhere, "");
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    for text in ["王秀", "xiuying", number, &digits] {
        let found = told(&town, &["people", "find", text]).out;
        assert!(
            found.starts_with(number) && found.lines().count() == 1,
            "{text}: {found}"
        );
    }
    refused(&town, &["people", "find", "李"], "nobody");
    refused(&town, &["people", "find", ""], "nobody");
}

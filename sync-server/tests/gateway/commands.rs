//! The command line, beside a running centre.

use crate::{
    client::Outside,
    support::town::{OFFICE, Town},
};
use linli_server::core::webhook::WebhookSecret;
use std::process::Command;

/// What a command prints.
#[track_caller]
fn run(town: &Town, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_linli-server"))
        .arg("gateway")
        .args(arguments)
        .arg("--data")
        .arg(town.folder.path().join("data"))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn a_token_is_made_shown_once_listed_and_revoked() {
    let town = Town::new();
    let mut office = Outside::at(&town, "community");
    office.token = run(&town, &["add", "--office", OFFICE, "--name", "新系统"]);
    assert_eq!(office.get("/applications").status, 200);
    let listed = run(&town, &["list"]);
    assert!(!listed.contains(&office.token), "{listed}");
    let line = listed.lines().find(|line| line.contains("新系统")).unwrap();
    assert!(line.contains(OFFICE) && line.contains("in use"), "{line}");
    let id = line.split(' ').next().unwrap();
    run(&town, &["revoke", id]);
    assert_eq!(office.get("/applications").problem(), "unknown-token");
    assert!(run(&town, &["list"]).contains("revoked"));
}

#[test]
fn a_webhook_is_added_with_its_secret_listed_and_removed() {
    let town = Town::new();
    let url = "https://office.invalid/heard";
    let secret = run(&town, &["webhook", "add", "--office", OFFICE, "--url", url]);
    let known = town
        .centre
        .store
        .read(|store| store.webhooks(None))
        .unwrap();
    assert_eq!((known.len(), known[0].url.as_str()), (1, url));
    assert_eq!(
        secret,
        WebhookSecret::of(&town.centre.key, known[0].id).shown()
    );
    let listed = run(&town, &["webhook", "list"]);
    assert!(
        listed.contains(url) && !listed.contains(&secret),
        "{listed}"
    );
    assert_eq!(run(&town, &["webhook", "dead"]), "");
    assert_eq!(run(&town, &["webhook", "retry"]), "0 to be tried again");
    let id = listed.split(' ').next().unwrap();
    run(&town, &["webhook", "remove", id]);
    assert_eq!(run(&town, &["webhook", "list"]), "");
}

#[test]
fn a_misspelt_office_and_an_address_in_the_open_are_refused() {
    let town = Town::new();
    let url = "https://office.invalid/heard";
    for (arguments, word) in [
        (
            &["gateway", "add", "--office", "civil-affair", "--name", "x"][..],
            OFFICE,
        ),
        (
            &["gateway", "webhook", "add", "--office", "x", "--url", url],
            OFFICE,
        ),
        (
            &[
                "gateway",
                "webhook",
                "add",
                "--office",
                OFFICE,
                "--url",
                "http://office.invalid/",
            ],
            "https://",
        ),
        (
            &[
                "enrol",
                "--role",
                "officer",
                "--area",
                "demo-chunfeng",
                "--name",
                "郑文",
                "--office",
                "x",
            ],
            OFFICE,
        ),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_linli-server"))
            .args(arguments)
            .arg("--data")
            .arg(town.folder.path().join("data"))
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && told.contains(word), "{told}");
    }
    assert_eq!(run(&town, &["webhook", "list"]), "");
}

//! The gateway's description against the gateway, as Schemathesis sees it: it makes
//! up requests from the description, right ones and wrong ones, and compares every
//! answer with what the description says. All its checks, none left out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "this whole program is a test; its helpers may fail it"
)]

#[expect(
    dead_code,
    reason = "shared with tests and the benchmark that use the rest"
)]
#[path = "support/mod.rs"]
mod support;

use linli_domain::{
    id::{DeviceId, OfficeId, PersonId},
    role::Role,
};
use linli_server::{
    core::{
        account::{self, NewGateway},
        key,
    },
    store::{Webhook, WebhookId},
};
use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};
use support::{
    photo::{hash_of, picture},
    town::{OFFICE, Town},
};

const PACKAGE: &str = "schemathesis==4.32.5";

/// The program, in its own folder, fetched once.
fn schemathesis() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(fetch)
}

fn fetch() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(PACKAGE.replace("==", "-"));
    let (program, done) = (folder.join("bin/schemathesis"), folder.join("done"));
    if !done.is_file() {
        succeed(
            Command::new("python3").args(["-m", "venv"]).arg(&folder),
            "is Debian's python3-venv installed?",
        );
        succeed(
            Command::new(folder.join("bin/pip")).args(["install", "--quiet", PACKAGE]),
            "is there a network?",
        );
        std::fs::write(done, "").unwrap();
    }
    program
}

#[track_caller]
fn succeed(command: &mut Command, hint: &str) {
    let output = command.output().expect(hint);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{hint}\n{told}");
}

fn token(town: &Town) -> String {
    let (token, token_hash) = key::fresh_token().unwrap();
    let new = NewGateway {
        office: OfficeId(OFFICE.to_owned()),
        name: "Schemathesis".to_owned(),
        person: PersonId(key::random().unwrap()),
        device: DeviceId(key::random().unwrap()),
        token_hash,
    };
    let (centre, now) = (&town.centre.key, town.centre.now());
    let store = &town.centre.store;
    store
        .write(|store| account::open_gateway(store, centre, new, now))
        .unwrap();
    token
}

/// A town with many applications, and the id of one with the hash of its photo.
fn town() -> (Town, String, String) {
    let town = Town::new();
    let webhook = Webhook {
        id: WebhookId(key::random().unwrap()),
        office: OfficeId(OFFICE.to_owned()),
        url: "https://office.invalid/".to_owned(),
    };
    let now = town.centre.now();
    let store = &town.centre.store;
    store
        .write(|store| store.add_webhook(&webhook, now))
        .unwrap();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    for _ in 0..64 {
        wang.apply("old-age-allowance");
    }
    let photo = picture(4000, &[]);
    let own = wang.begin_application("home-adaptation-grant");
    wang.answer_photos(own, &[&photo]);
    wang.submit(own);
    let mut link = town.link();
    wang.sync(&mut link);
    assert_eq!(wang.send_photo(&mut link, &photo, 3000).status, 204);
    (town, own.to_string(), hash_of(&photo).to_string())
}

/// Runs it with `settings` and `arguments`; answers what it told.
fn run(town: &Town, settings: &str, arguments: &[&str]) -> String {
    let program = schemathesis();
    // It reads its settings, and keeps what it found, in the folder in which it runs.
    let folder = town.folder.path();
    std::fs::write(folder.join("schemathesis.toml"), settings).unwrap();
    let output = Command::new(program)
        .arg("run")
        .arg(format!("http://{}/gateway/v1/openapi.json", town.address))
        .args(["--checks", "all", "--no-color", "--seed", "1"])
        .arg("--header")
        .arg(format!("Authorization: Bearer {}", token(town)))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{told}");
    told
}

#[test]
fn the_gateway_answers_as_it_describes() {
    let (town, ..) = town();
    let settings = "[warnings]\nfail-on = ['unresolvable_reference']\n";
    run(&town, settings, &["--max-examples", "40"]);
}

/// Most ids that are made up are nobody's; here each request meets an application.
#[test]
fn what_it_describes_is_true_of_applications_that_there_are() {
    let (town, id, hash) = town();
    let settings = format!(
        "[warnings]\nfail-on = ['unresolvable_reference', 'missing_test_data']\n\
         [parameters]\n\"path.id\" = {id:?}\n\"path.hash\" = {hash:?}\n\"path.letter\" = 1\n"
    );
    let before = town.centre.store.read(|store| store.horizon()).unwrap().0;
    let positive = ["--mode", "positive", "--phases", "fuzzing"];
    run(
        &town,
        &settings,
        &[&positive[..], &["--max-examples", "60"]].concat(),
    );
    let after = town.centre.store.read(|store| store.horizon()).unwrap().0;
    assert!(
        before + 8 < after,
        "only {} actions were done",
        after - before
    );
}

//! The command line: what it prints, what it leaves behind, and what it complains of.

use crate::{program::Folder, support::Phone};
use linli_replica::exchange::EnrolRefusal;
use linli_server::core::{key::fresh_code, operator_log::operator_log_file};
use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    process::Stdio,
};

const OFFICE: &str = "civil-affairs";

#[test]
fn a_reader_who_has_seen_enough_is_no_panic() {
    let folder = Folder::new();
    let serving = folder.serve();
    folder.phone(&serving, 1);
    serving.stop();
    folder.done(&["gateway", "add", "--office", OFFICE, "--name", "福利系统"]);
    let catalogue = concat!(env!("CARGO_MANIFEST_DIR"), "/../catalogue");
    for command in [
        &["devices", "list"][..],
        &["gateway", "list"],
        &["gateway", "webhook", "list"],
        &["gateway", "webhook", "dead"],
        &["catalogue", "check", catalogue],
        &["catalogue", "export", catalogue],
        &["people", "list"],
        &["people", "find", "居民1"],
        &[
            "enrol",
            "--role",
            "caregiver",
            "--area",
            "demo-chunfeng",
            "--name",
            "居民2",
        ],
    ] {
        let mut child = folder
            .program()
            .args(command)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command:?}: {said}");
        assert!(!said.contains("panicked"), "{command:?}: {said}");
    }
}

#[test]
fn every_action_of_the_command_line_leaves_a_line_without_a_name() {
    let folder = Folder::new();
    let serving = folder.serve();
    let phone = folder.phone(&serving, 1);
    let device = phone.device.to_string();
    let record = || fs::read_to_string(operator_log_file(&folder.data())).unwrap();
    folder.done(&["devices", "list"]);
    assert!(
        record().lines().eq([record().trim_end()]),
        "looking is no action"
    );
    folder.refused(&["devices", "revoke", "00000000000000000000000000000000"]);
    folder.done(&["devices", "revoke", &device]);
    folder.done(&["gateway", "add", "--office", OFFICE, "--name", "福利系统"]);
    let listed = folder.done(&["gateway", "list"]);
    let gateway = listed.split(' ').next().unwrap();
    folder.done(&["gateway", "revoke", gateway]);
    let url = "https://office.example/hook?secret=1";
    folder.done(&[
        "gateway", "webhook", "add", "--office", OFFICE, "--url", url,
    ]);
    folder.done(&["backup", folder.file("copy").to_str().unwrap()]);
    let record = record();
    let actions: Vec<&str> = record
        .lines()
        .map(|line| {
            let (at, action) = line.split_once(' ').unwrap();
            assert!(at.ends_with('Z') && at.contains('T'), "{at}");
            action
        })
        .collect();
    let (revoked, ended) = (
        format!("devices revoke {device}"),
        format!("gateway revoke {gateway}"),
    );
    let expected = [
        "enrol resident",
        &revoked,
        "gateway add civil-affairs",
        &ended,
        "gateway webhook add civil-affairs",
        "backup",
    ];
    assert_eq!(actions, expected);
    for personal in ["居民", "福利", "secret"] {
        assert!(!record.contains(personal), "{record}");
    }
}

#[test]
fn the_log_is_lines_of_json_on_request() {
    let mut folder = Folder::new();
    let json = ("LINLI_LOG_FORMAT", "json".to_owned());
    folder.environment.push(json);
    let log = folder.serve().stop();
    assert!(!log.is_empty());
    for line in log.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(
            line["timestamp"].is_string() && line["level"].is_string(),
            "{line}"
        );
    }
    assert!(log.contains("ended in order"), "{log}");
}

#[test]
fn enrolments_and_wrong_codes_are_logged_without_code_or_name() {
    let folder = Folder::new();
    let serving = folder.serve();
    let code = folder.code(1);
    let wrong = fresh_code().unwrap();
    let refused = Phone::new(2).enrol(&mut serving.link(), &wrong);
    assert_eq!(refused, Err(EnrolRefusal::Wrong));
    let mut phone = Phone::new(1);
    phone.enrol(&mut serving.link(), code.trim()).unwrap();
    let used = Phone::new(3).enrol(&mut serving.link(), code.trim());
    assert_eq!(used, Err(EnrolRefusal::Used));
    let log = serving.stop();
    assert!(log.contains("a wrong enrolment code"), "{log}");
    let enrolled = log.lines().find(|line| line.contains("enrolled")).unwrap();
    assert!(enrolled.contains(&phone.device.to_string()), "{enrolled}");
    let plain = |code: &str| -> String { code.chars().filter(char::is_ascii_digit).collect() };
    let personal = [code.trim(), &plain(&code), &wrong, &plain(&wrong), "居民"];
    for personal in personal {
        assert!(!log.contains(personal), "{personal}: {log}");
    }
    assert!(!log.contains(phone.token()));
}

#[test]
fn files_that_cannot_be_used_are_told_together_before_it_listens() {
    let folder = Folder::new();
    let [cert, key] = ["cert.pem", "key.pem"].map(|name| folder.file(name));
    fs::write(&cert, "no certificate").unwrap();
    fs::write(&key, "no key").unwrap();
    let web = folder.file("web");
    fs::create_dir(&web).unwrap();
    let output = folder
        .program()
        .arg("serve")
        .args([&"--tls-cert".into(), &cert, &"--tls-key".into(), &key])
        .args([&"--web".into(), &web])
        .output()
        .unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.stdout.is_empty(), "it said that it listens");
    assert!(said.contains("pem"), "{said}");
    assert!(!folder.data().exists(), "nothing was made");
}

#[test]
fn all_mistakes_of_a_catalogue_are_told_at_once() {
    let folder = Folder::new();
    let catalogue = folder.file("catalogue");
    for kind in [
        "care", "services", "bundles", "offices", "areas", "holidays",
    ] {
        fs::create_dir_all(catalogue.join(kind)).unwrap();
    }
    fs::write(
        catalogue.join("care/a.toml"),
        "id = \"a\"\norder = \"no\"\n",
    )
    .unwrap();
    fs::write(catalogue.join("care/b.toml"), "this is no TOML\n").unwrap();
    let said = folder.refused(&["serve", "--catalogue", catalogue.to_str().unwrap()]);
    for told in ["care/a.toml:2", "care/b.toml:1"] {
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[test]
fn counts_are_given_on_a_listener_of_their_own_or_for_the_token_and_to_nobody_else() {
    let mut folder = Folder::new();
    let own = ("LINLI_METRICS_LISTEN", "127.0.0.1:0".to_owned());
    folder.environment.push(own);
    let serving = folder.serve();
    assert_eq!(serving.link().get("/metrics", "").unwrap().status, 404);
    let log = serving.log();
    let address = log.split("address=").nth(1).unwrap();
    let address = address.split_whitespace().next().unwrap();
    let address: String = address
        .chars()
        .filter(|c| c.is_ascii_digit() || ".:".contains(*c))
        .collect();
    let mut stream = TcpStream::connect(&address).unwrap();
    stream.write_all(b"GET /metrics HTTP/1.0\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("linli_exchanges_total"), "{answer}");
    serving.stop();

    let token = "a-token-of-a-monitor";
    folder.environment = vec![("LINLI_METRICS_TOKEN", token.to_owned())];
    let serving = folder.serve();
    for (header, status) in [
        (String::new(), 401),
        ("authorization: Bearer another\r\n".to_owned(), 401),
        (format!("authorization: Bearer {token}\r\n"), 200),
    ] {
        let answer = serving.link().get("/metrics", &header).unwrap();
        assert_eq!(answer.status, status, "{header}");
    }
    assert!(!serving.stop().contains(token));
}

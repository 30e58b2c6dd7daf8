//! Single requests: who is let in, what is asked twice, and what is wrong.

use crate::{
    client::Outside,
    support::{Phone, town::Town},
};
use linli_domain::{id::DocId, role::Role};
use linli_server::{config::RawConfig, core::data_folder::store_file};
use reqwest::Method;
use serde_json::json;

/// A town in which one application was submitted.
fn submitted() -> (Town, Phone, DocId) {
    let town = Town::new();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let own = wang.apply("old-age-allowance");
    wang.sync(&mut town.link());
    (town, wang, own)
}

#[test]
fn asked_twice_is_done_once_and_answered_alike() {
    let (town, mut wang, own) = submitted();
    let office = Outside::of(&town);
    let path = format!("/applications/{own}/message");
    let first = office.post_as("a", &path, &json!({"text": "您好"}));
    let second = office.post_as("a", &path, &json!({"text": "您好"}));
    assert_eq!((first.status, &first.json), (second.status, &second.json));
    assert_eq!(first.status, 200);
    let other = office.post_as("a", &path, &json!({"text": "再见"}));
    assert_eq!(other.problem(), "key-reused");
    let elsewhere = office.post_as("a", &format!("/applications/{own}/accept"), &json!({}));
    assert_eq!(elsewhere.problem(), "key-reused");
    wang.sync(&mut town.link());
    assert_eq!(wang.application(own).said().len(), 1);
    // Another system's keys are its own.
    let third = Outside::of(&town).post_as("a", &path, &json!({"text": "再见"}));
    assert_eq!(third.status, 200, "{third:?}");
}

#[test]
fn a_refusal_is_remembered_as_well() {
    let (town, _, own) = submitted();
    let office = Outside::of(&town);
    let granted = json!({"outcome": "granted", "reason": "age"});
    let path = format!("/applications/{own}/decision");
    let early = office.post_as("d", &path, &granted);
    assert_eq!(early.problem(), "too-early", "nobody has taken it on");
    office.post(&format!("/applications/{own}/accept"), &json!({}));
    assert_eq!(office.post_as("d", &path, &granted).json, early.json);
    assert_eq!(office.post_as("e", &path, &granted).status, 200);
}

#[test]
fn an_answer_outlives_the_process_that_gave_it() {
    let (mut town, _, own) = submitted();
    let path = format!("/applications/{own}/accept");
    let office = Outside::of(&town);
    let (token, first) = (office.token.clone(), office.post_as("a", &path, &json!({})));
    town.restart();
    let mut office = Outside::of(&town);
    office.token = token;
    let second = office.post_as("a", &path, &json!({}));
    assert_eq!((first.status, first.json), (second.status, second.json));
}

#[test]
fn who_has_no_token_in_use_learns_nothing() {
    let (town, _, own) = submitted();
    let office = Outside::of(&town);
    let path = format!("/applications/{own}");
    let mine = format!("Bearer {}", office.token);
    let phone = town.phone(7, "郑文", Role::Officer);
    let devices = format!("Bearer {}", phone.token());
    for (name, value) in [
        ("accept", "*/*"),
        ("authorization", "Bearer x"),
        ("authorization", devices.as_str()),
    ] {
        let told = office.ask(Method::GET, &path, &[(name, value)], "");
        assert_eq!(told.problem(), "unknown-token", "{name}: {value}");
        assert_eq!(told.headers["www-authenticate"], "Bearer");
    }
    let exchange = town
        .link()
        .post("/v1/exchange", &office.token, b"")
        .unwrap();
    assert_eq!(exchange.status, 401, "a gateway's token is no device's");
    let (device, now) = (office.device, town.centre.now());
    let store = &town.centre.store;
    assert!(
        store
            .write(|store| store.revoke_device(device, now))
            .unwrap()
    );
    let told = office.ask(Method::GET, &path, &[("authorization", &mine)], "");
    assert_eq!(told.problem(), "unknown-token");
}

#[test]
fn another_office_and_a_draft_are_not_there() {
    let (town, mut wang, own) = submitted();
    let other = Outside::at(&town, "community");
    let draft = wang.begin_application("old-age-allowance");
    wang.sync(&mut town.link());
    assert_eq!(other.list("0")["items"], json!([]));
    let office = Outside::of(&town);
    assert_eq!(office.list("0")["items"].as_array().unwrap().len(), 1);
    for (who, id) in [(&other, own), (&office, draft)] {
        let at = format!("/applications/{id}");
        assert_eq!(who.get(&at).problem(), "not-found");
        let told = who.post(&format!("{at}/accept"), &json!({}));
        assert_eq!(told.problem(), "not-found");
    }
    for wrong in [format!("{own}0"), "x".repeat(32), "%2e%2e".to_owned()] {
        let told = office.get(&format!("/applications/{wrong}"));
        assert_eq!(told.problem(), "not-found", "{wrong}");
    }
}

#[test]
fn what_cannot_be_taken_says_what_is_wrong() {
    let (town, _, own) = submitted();
    let office = Outside::of(&town);
    let at = |action: &str| format!("/applications/{own}/{action}");
    let items = json!([{"field": "full_name"}]);
    for (action, body, problem) in [
        ("message", json!({"text": " "}), "not-valid"),
        ("message", json!({"text": "字".repeat(4001)}), "not-valid"),
        (
            "message",
            json!({"text": "x", "colour": "red"}),
            "not-valid",
        ),
        (
            "decision",
            json!({"outcome": "refused", "reason": "a", "words": "b", "appeal": ""}),
            "not-valid",
        ),
        (
            "decision",
            json!({"outcome": "maybe", "reason": "a"}),
            "not-valid",
        ),
        (
            "ask-more",
            json!({"items": [], "due": "2026-12-04"}),
            "not-valid",
        ),
        (
            "ask-more",
            json!({"items": items, "due": "2026-2-30"}),
            "not-valid",
        ),
        (
            "ask-more",
            json!({"items": items, "due": "2026-11-22"}),
            "due-passed",
        ),
        (
            "ask-more",
            json!({"items": [{"field": "colour"}], "due": "2026-12-04"}),
            "no-such-question",
        ),
        ("served", json!({}), "too-early"),
        (
            "not-accepted",
            json!({"reason": "a", "words": "b", "where_to_go": " "}),
            "not-valid",
        ),
        ("lease", json!({"minutes": 0}), "not-valid"),
        ("lease", json!({"minutes": 1441}), "not-valid"),
        ("lease", json!({"minutes": 1.5}), "not-valid"),
        ("give-back", json!({}), "not-held"),
        (
            "correction",
            json!({"answer": "corrected"}),
            "nothing-asked",
        ),
        (
            "correction",
            json!({"answer": "not_corrected", "words": ""}),
            "not-valid",
        ),
    ] {
        let told = office.post(&at(action), &body);
        assert_eq!(told.problem(), problem, "{action} {body}");
    }
    let more = json!({"items": items, "due": "2026-11-23"});
    assert_eq!(
        office.post(&at("ask-more"), &more).status,
        200,
        "today is not over"
    );
    let bearer = format!("Bearer {}", office.token);
    let token = ("authorization", bearer.as_str());
    let kind = ("content-type", "application/json");
    let path = at("message");
    let post =
        |headers: &[(&str, &str)], body: &str| office.ask(Method::POST, &path, headers, body);
    assert_eq!(
        post(&[token, kind], "{\"text\":\"x\"}").problem(),
        "malformed"
    );
    assert_eq!(
        post(&[token, kind, ("idempotency-key", "k")], "{").problem(),
        "malformed"
    );
    assert_eq!(
        post(&[token, ("idempotency-key", "k")], "{}").problem(),
        "not-json"
    );
    let large = " ".repeat(2 << 20);
    assert_eq!(
        post(&[token, kind, ("idempotency-key", "k")], &large).problem(),
        "too-large"
    );
    for query in [
        "after=-1",
        "after=7",
        "after=1&after=2",
        "limit=0",
        "limit=201",
        "colour=red",
        "after",
    ] {
        let told = office.get(&format!("/applications?{query}"));
        assert_eq!(told.problem(), "malformed", "{query}");
    }
    assert_eq!(office.get("/nowhere").problem(), "not-found");
}

#[test]
fn more_is_asked_a_second_time_only_with_a_reason() {
    let (town, mut wang, own) = submitted();
    let office = Outside::of(&town);
    let path = format!("/applications/{own}/ask-more");
    let mut more = json!({"items": [{"field": "full_name"}], "due": "2026-12-04"});
    assert_eq!(office.post(&path, &more).status, 200);
    wang.sync(&mut town.link());
    wang.say(
        own,
        linli_domain::application::ApplicationEvent::Supplemented,
    );
    wang.sync(&mut town.link());
    assert_eq!(office.post(&path, &more).problem(), "asked-before");
    more["again"] = "看不清".into();
    assert_eq!(office.post(&path, &more).status, 200);
}

#[test]
fn a_system_that_asks_too_often_is_told_so() {
    let town = Town::with(RawConfig {
        exchanges_per_minute: Some(2),
        ..RawConfig::default()
    });
    let office = Outside::of(&town);
    let told: Vec<u16> = (0..3)
        .map(|_| office.get("/applications").status.as_u16())
        .collect();
    assert_eq!(told, [200, 200, 429]);
    let again = office.get("/applications");
    let seconds: u64 = again.headers["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!(seconds > 0);
}

#[test]
fn a_list_after_a_number_that_is_not_reached_begins_anew() {
    let (town, _, own) = submitted();
    let page = Outside::of(&town).list("9007199254740991-0123456789abcdef");
    assert_eq!(page["items"][0]["id"], own.to_string());
}

#[test]
fn a_list_goes_on_after_a_backup_was_brought_back_without_a_gap() {
    let (mut town, mut wang, kept) = submitted();
    let copy = town.back_up();
    for _ in 0..3 {
        wang.apply("old-age-allowance");
    }
    wang.sync(&mut town.link());
    let next = Outside::of(&town).list("0")["next"].clone();
    town.bring_back(&copy);
    let mut li = town.phone(2, "李国强", Role::Resident);
    let new: Vec<DocId> = (0..6).map(|_| li.apply("old-age-allowance")).collect();
    li.sync(&mut town.link());
    let page = Outside::of(&town).list(next.as_str().unwrap());
    let items = page["items"].as_array().unwrap();
    for id in new.iter().chain([&kept]) {
        let id = id.to_string();
        assert!(
            items.iter().any(|item| item["id"] == id),
            "{id} was skipped"
        );
    }
}

#[test]
fn the_description_names_every_address_and_is_for_everyone() {
    let town = Town::new();
    let office = Outside::of(&town);
    let told = office.ask(Method::GET, "/openapi.json", &[], "");
    assert!(told.json["openapi"].as_str().unwrap().starts_with("3.1"));
    let paths: Vec<&String> = told.json["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths.len(), 14, "{paths:?}");
    assert!(
        paths
            .iter()
            .all(|path| path.starts_with("/gateway/v1/applications")
                || path.starts_with("/gateway/v1/dead-letters"))
    );
    let heard = &told.json["webhooks"]["application"]["post"];
    assert_eq!(heard["operationId"], "heard");
}

#[test]
fn a_system_that_has_written_too_much_for_one_day_does_the_same_request_on_the_next() {
    let town = Town::with(RawConfig {
        mib_per_day: Some(1),
        ..RawConfig::default()
    });
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let own = wang.apply("old-age-allowance");
    wang.sync(&mut town.link());
    let office = Outside::of(&town);
    let path = format!("/applications/{own}/message");
    let long = json!({"text": "您".repeat(4_000)});
    let first = (0..1000).find_map(|number| {
        let key = format!("long-{number}");
        let told = office.post_as(&key, &path, &long);
        (told.status != 200).then_some((key, told))
    });
    let (key, told) = first.unwrap();
    assert_eq!((told.problem(), told.status.as_u16()), ("not-today", 429));
    assert_eq!(office.post_as(&key, &path, &long).problem(), "not-today");
    town.pass_minutes(24 * 60);
    assert_eq!(office.post_as(&key, &path, &long).status, 200);
}

#[test]
fn a_damaged_application_is_left_out_and_the_others_are_listed() {
    let (mut town, _, own) = submitted();
    let mut li = town.phone(2, "李国强", Role::Resident);
    let other = li.apply("old-age-allowance");
    li.sync(&mut town.link());
    let store = store_file(&town.folder.path().join("data"));
    let sql = "UPDATE change SET bytes = zeroblob(length(bytes)) WHERE doc = ?1";
    let database = rusqlite::Connection::open(store).unwrap();
    assert!(database.execute(sql, [own.0]).unwrap() > 0);
    drop(database);
    town.restart();
    let listed = Outside::of(&town).list("0");
    let items = listed["items"].as_array().unwrap().iter();
    let ids: Vec<&str> = items.map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [other.to_string()]);
    assert_eq!(town.centre.metrics.documents_damaged.get(), 1);
}

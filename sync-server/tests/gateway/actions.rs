//! What an office's system does beyond deciding, and how it is told why it may not.

use crate::{
    client::Outside,
    support::{Phone, photo::picture, town::Town},
};
use linli_domain::{
    answer::FieldId,
    application::{ApplicationEvent as Event, Item, fold},
    id::DocId,
    role::Role,
    time::add_days,
};
use reqwest::Method;
use serde_json::json;

struct Story {
    town: Town,
    wang: Phone,
    own: DocId,
}

impl Story {
    fn submitted() -> Self {
        let town = Town::new();
        let mut wang = town.phone(1, "王秀英", Role::Resident);
        let own = wang.apply("old-age-allowance");
        wang.sync(&mut town.link());
        Self { town, wang, own }
    }

    fn at(&self, action: &str) -> String {
        format!("/applications/{}/{action}", self.own)
    }
}

#[test]
fn while_one_system_works_on_it_another_waits_and_the_same_request_is_done_later() {
    let story = Story::submitted();
    let (first, second) = (Outside::of(&story.town), Outside::of(&story.town));
    let lease = first.post(&story.at("lease"), &json!({"minutes": 30}));
    assert_eq!(lease.json["status"], "received", "{lease:?}");
    let accepted = first.post(&story.at("accept"), &json!({}));
    assert_eq!(accepted.json["status"], "in_review", "somebody is at it");
    let granted = json!({"outcome": "granted", "reason": "age"});
    let decide = || second.post_as("k", &story.at("decision"), &granted);
    assert_eq!(decide().problem(), "leased");
    let give = second.post(&story.at("give-back"), &json!({}));
    assert_eq!(give.problem(), "leased");
    let given = first.post(&story.at("give-back"), &json!({}));
    assert_eq!(given.json["status"], "accepted", "nobody is at it");
    let again = first.post(&story.at("give-back"), &json!({}));
    assert_eq!(again.problem(), "not-held");
    assert_eq!(decide().status, 200, "under the same key");
    let third = first.post(&story.at("decision"), &granted);
    assert_eq!(third.problem(), "too-late");
}

#[test]
fn too_early_and_too_late_are_told_apart() {
    let mut story = Story::submitted();
    let office = Outside::of(&story.town);
    let granted = json!({"outcome": "granted", "reason": "age"});
    let early = office.post(&story.at("decision"), &granted);
    assert_eq!(early.problem(), "too-early");
    office.post(&story.at("accept"), &json!({}));
    let late = office.post(&story.at("accept"), &json!({}));
    assert_eq!(late.problem(), "too-late");
    let more = json!({"items": [{"field": "full_name"}], "due": "2026-12-04"});
    assert_eq!(office.post(&story.at("ask-more"), &more).status, 200);
    let waits = office.post(&story.at("decision"), &granted);
    assert_eq!(waits.problem(), "too-early", "it waits for the resident");
    story.wang.sync(&mut story.town.link());
    story.wang.say(story.own, Event::Supplemented);
    story.wang.sync(&mut story.town.link());
    let decided = office.post(&story.at("decision"), &granted);
    assert_eq!(decided.status, 200, "{decided:?}");
    let more = office.post(&story.at("ask-more"), &more);
    assert_eq!(more.problem(), "too-late");
}

#[test]
fn a_correction_is_answered_by_the_offices_system() {
    let mut story = Story::submitted();
    let office = Outside::of(&story.town);
    office.post(&story.at("accept"), &json!({}));
    let granted = json!({"outcome": "granted", "reason": "age"});
    office.post(&story.at("decision"), &granted);
    story.wang.sync(&mut story.town.link());
    let words = "名字写错了".to_owned();
    story.wang.say(story.own, Event::CorrectionAsked { words });
    story.wang.sync(&mut story.town.link());
    let answer = json!({"answer": "corrected", "words": "改好了"});
    let told = office.post(&story.at("correction"), &answer);
    assert_eq!(told.status, 200, "{told:?}");
    let again = office.post(&story.at("correction"), &answer);
    assert_eq!(again.problem(), "nothing-asked");
    story.wang.sync(&mut story.town.link());
    let state = fold(&story.wang.application(story.own));
    let answer = state.correction.unwrap().answer;
    assert_eq!(answer, Some((true, "改好了".to_owned())));
}

#[test]
fn every_answer_is_as_described_also_where_the_address_is_broken() {
    let story = Story::submitted();
    let office = Outside::of(&story.town);
    for path in [
        "/applications/%FF",
        "/applications/%FF/evidence/%FF",
        "/dead-letters/0/retry",
    ] {
        let method = match path.ends_with("retry") {
            true => Method::POST,
            false => Method::GET,
        };
        let bearer = format!("bearer {}", office.token);
        let told = office.ask(method, path, &[("authorization", &bearer)], "");
        assert_eq!(told.problem(), "not-found", "{path}");
    }
    for scheme in ["bearer", "BEARER", "Bearer"] {
        let bearer = format!("{scheme} {}", office.token);
        let headers = [("authorization", bearer.as_str())];
        let told = office.ask(Method::GET, "/applications", &headers, "");
        assert_eq!(told.status, 200, "{scheme}");
    }
    let told = office.ask(Method::DELETE, "/applications", &[], "");
    assert_eq!(
        (told.problem(), told.status.as_u16()),
        ("wrong-method", 405)
    );
    assert!(told.headers["allow"].to_str().unwrap().contains("GET"));
}

#[test]
fn a_picture_is_no_page_and_one_that_was_replaced_stays_for_the_office() {
    let mut story = Story::submitted();
    let mut link = story.town.link();
    let office = Outside::of(&story.town);
    let (first, second) = (picture(4000, &[]), picture(4001, &[]));
    let own = story.wang.begin_application("home-adaptation-grant");
    story.wang.answer_photos(own, &[&first]);
    story.wang.submit(own);
    story.wang.sync(&mut link);
    let at = format!("/applications/{own}");
    let is_here = || office.get(&at).json["evidence"][0]["is_here"].clone();
    assert_eq!(is_here(), false);
    story.wang.send_photo(&mut link, &first, 3000);
    assert_eq!(is_here(), true);
    let whole = office.get(&at).json;
    let field = whole["evidence"][0]["field"].as_str().unwrap().to_owned();
    let href = whole["evidence"][0]["href"].as_str().unwrap().to_owned();
    let href = href.strip_prefix("/gateway/v1").unwrap();
    let had = office.get(href);
    let header = |name: &str| had.headers[name].to_str().unwrap();
    assert!(header("content-disposition").starts_with("attachment"));
    assert!(header("content-security-policy").contains("sandbox"));

    let mut zheng = story.town.phone(2, "郑文", Role::Officer);
    zheng.sync(&mut link);
    let items = vec![Item {
        field: FieldId(field),
        words: "看不清".to_owned(),
    }];
    zheng.say(
        own,
        Event::MoreAsked {
            items,
            words: String::new(),
            due: add_days(zheng.now().local(480).0, 9),
            again: None,
        },
    );
    zheng.sync(&mut link);
    assert!(zheng.refused.is_empty(), "{:?}", zheng.refused);
    story.wang.sync(&mut link);
    story.wang.answer_photos(own, &[&second]);
    story.wang.say(own, Event::Supplemented);
    story.wang.sync(&mut link);
    assert!(story.wang.refused.is_empty(), "{:?}", story.wang.refused);
    assert_eq!(office.get(href).bytes, first, "it was decided upon");
}

//! The whole way of an application, from a phone to an office's system and back.

use crate::{
    client::Outside,
    support::{
        Phone,
        photo::{hash_of, picture},
        town::Town,
    },
};
use linli_domain::{
    answer::{FieldId, Value},
    application::{ApplicationEvent as Event, ApplicationStatus, Outcome, fold},
    role::Role,
};
use linli_replica::replica::Edit;
use serde_json::json;

#[test]
fn from_a_phone_to_the_offices_system_and_back() {
    let town = Town::new();
    let mut link = town.link();
    let office = Outside::of(&town);
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    assert_eq!(
        office.list("0"),
        json!({"items": [], "next": "0", "more": false})
    );

    let own = wang.apply("old-age-allowance");
    wang.sync(&mut link);
    let listed = office.list("0");
    assert_eq!(listed["items"][0]["id"], own.to_string());
    assert_eq!(listed["items"][0]["status"], "received");
    let next = listed["next"].as_str().unwrap().to_owned();
    assert_eq!(office.list(&next)["items"], json!([]));

    let at = format!("/applications/{own}");
    let whole = office.get(&at).json;
    assert_eq!(whole["answers"][0]["field"], "full_name");
    assert_eq!(whole["answers"][0]["value"], json!({"text": "王秀英"}));
    assert_eq!(whole["answers"][0]["question"]["en"], "What is your name?");
    assert_eq!(whole["events"][0]["what"]["is"], "submitted");
    assert_eq!(whole["promised"], json!(null), "nobody has taken it on");

    let accepted = office.post(&format!("{at}/accept"), &json!({}));
    assert_eq!(accepted.json["status"], "accepted", "{accepted:?}");
    assert!(office.get(&at).json["promised"]["date"].is_string());
    let more = json!({
        "items": [{"field": "full_name", "words": "写全名"}],
        "words": "请补一下",
        "due": "2026-12-04"
    });
    let asked = office.post(&format!("{at}/ask-more"), &more);
    assert_eq!(asked.json["status"], "needs_more", "{asked:?}");
    let waits = &office.get(&at).json["promised"];
    assert_eq!(waits["is_paused"], true, "the clock stands still");

    wang.sync(&mut link);
    let state = fold(&wang.application(own));
    assert!(
        state
            .asked
            .unwrap()
            .asks_for(&FieldId("full_name".to_owned()))
    );
    let name = Some(Value::Text("王秀英（欧阳）".to_owned()));
    let answer = Edit::Answer(FieldId("full_name".to_owned()), name);
    wang.edit(own, &[answer, Edit::Application(Event::Supplemented)]);
    wang.sync(&mut link);
    let again = office.list(&next);
    assert_eq!(again["items"][0]["status"], "accepted", "told on its own");

    let text = json!({"text": "谢谢，正在办"});
    assert_eq!(office.post(&format!("{at}/message"), &text).status, 200);
    let decision =
        json!({"outcome": "partly", "reason": "age", "words": "从下月起", "appeal": "12345"});
    let decided = office.post(&format!("{at}/decision"), &decision);
    assert_eq!(decided.json["status"], "decided", "{decided:?}");

    // The phone verifies every change by the key on its author's card.
    wang.sync(&mut link);
    let state = fold(&wang.application(own));
    assert_eq!(state.decision().unwrap().outcome, Outcome::Partly);
    assert_eq!(state.decision().unwrap().by.role, Role::Officer);
    assert_eq!(wang.application(own).said()[0].text, "谢谢，正在办");
    assert_eq!(office.get(&at).json["status"], "decided", "nobody looked");
    wang.edit(own, &[Edit::Application(Event::Served)]);
    wang.sync(&mut link);
    assert_eq!(office.get(&at).json["status"], "closed", "she opened it");
    assert!(wang.refused.is_empty(), "{:?}", wang.refused);
}

#[test]
fn a_picture_is_had_by_the_office_that_has_the_application_once_it_is_all_there() {
    let town = Town::new();
    let mut link = town.link();
    let (office, other) = (Outside::of(&town), Outside::at(&town, "community"));
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let photo = picture(4000, &[]);
    let own = wang.begin_application("home-adaptation-grant");
    wang.answer_photos(own, &[&photo]);
    wang.sync(&mut link);
    assert_eq!(wang.send_photo(&mut link, &photo, 3000).status, 204);
    let at = format!("/applications/{own}/evidence/{}", hash_of(&photo));
    assert_eq!(office.get(&at).problem(), "not-found", "a draft");
    wang.submit(own);
    wang.sync(&mut link);

    let whole = office.get(&format!("/applications/{own}")).json;
    let told = &whole["evidence"][0];
    assert_eq!(told["hash"], hash_of(&photo).to_string());
    assert_eq!(told["href"], format!("/gateway/v1{at}"));
    let had = office.get(&at);
    assert_eq!(had.headers["content-type"], "image/jpeg");
    assert_eq!(had.bytes, photo);
    assert_eq!(other.get(&at).problem(), "not-found", "another office");
    let foreign = wang.apply("home-adaptation-grant");
    wang.sync(&mut link);
    let beside = format!("/applications/{foreign}/evidence/{}", hash_of(&photo));
    assert_eq!(
        office.get(&beside).problem(),
        "not-found",
        "not in that one"
    );

    // Named in the answer, but still on the phone.
    let late = picture(5000, &[]);
    let own = wang.begin_application("home-adaptation-grant");
    wang.answer_photos(own, &[&late]);
    wang.submit(own);
    wang.sync(&mut link);
    let at = format!("/applications/{own}/evidence/{}", hash_of(&late));
    assert_eq!(office.get(&at).problem(), "not-found");
    wang.send_photo(&mut link, &late, 3000);
    assert_eq!(office.get(&at).bytes, late);
}

#[test]
fn a_decision_that_went_by_post_is_served_by_the_office() {
    let town = Town::new();
    let mut link = town.link();
    let office = Outside::of(&town);
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let own = wang.apply("old-age-allowance");
    wang.sync(&mut link);
    let at = format!("/applications/{own}");
    let early = office.post(&format!("{at}/served"), &json!({}));
    assert_eq!(early.problem(), "too-early");
    office.post(&format!("{at}/accept"), &json!({}));
    let granted = json!({"outcome": "granted", "reason": "age"});
    office.post(&format!("{at}/decision"), &granted);
    let served = office.post(&format!("{at}/served"), &json!({}));
    assert_eq!(served.json["status"], "closed", "{served:?}");
}

#[test]
fn what_is_not_the_offices_is_sent_elsewhere() {
    let town = Town::new();
    let mut link = town.link();
    let office = Outside::of(&town);
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let own = wang.apply("old-age-allowance");
    wang.sync(&mut link);
    let body = json!({"reason": "area", "words": "不归我们管", "where_to_go": "街道"});
    let told = office.post(&format!("/applications/{own}/not-accepted"), &body);
    assert_eq!(told.json["status"], "not_accepted", "{told:?}");
    wang.sync(&mut link);
    let state = fold(&wang.application(own));
    assert_eq!(state.status, ApplicationStatus::NotAccepted);
    assert_eq!(state.turned_away.unwrap().where_to_go, "街道");
}

#[test]
fn pages_tell_everything_though_residents_write_between_them() {
    let town = Town::new();
    let mut link = town.link();
    let office = Outside::of(&town);
    let mut phones: Vec<Phone> = (1..=3)
        .map(|number| town.phone(number, &format!("居民{number}"), Role::Resident))
        .collect();
    let (mut sent, mut told, mut after) = (Vec::new(), Vec::new(), "0".to_owned());
    for round in 0..6 {
        for phone in &mut phones {
            sent.push(phone.apply("senior-card").to_string());
            phone.sync(&mut link);
        }
        if let Some(own) = phones[0].docs.keys().next().copied() {
            // What was told already comes again when it changes.
            let text = round.to_string();
            phones[0].say(own, Event::Said { text });
            phones[0].sync(&mut link);
        }
        let page = office
            .get(&format!("/applications?after={after}&limit=2"))
            .json;
        after = page["next"].as_str().unwrap().to_owned();
        told.extend(ids(&page));
    }
    loop {
        let page = office
            .get(&format!("/applications?after={after}&limit=2"))
            .json;
        after = page["next"].as_str().unwrap().to_owned();
        told.extend(ids(&page));
        if page["more"] == false {
            break;
        }
    }
    for id in sent {
        assert!(told.contains(&id), "{id} was skipped");
    }
}

fn ids(page: &serde_json::Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap().iter();
    items
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect()
}

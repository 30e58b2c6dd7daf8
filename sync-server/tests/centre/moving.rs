//! Who somebody is changes, on the command line beside a running centre: names, areas,
//! who acts for whom, who takes part no more. Each must reach documents and devices.

use crate::{
    heal::{all_of, give, receipt, stored},
    people::{AREA, enrol, refused, told},
    soon,
    support::{
        Phone,
        town::{Town, catalogue_copy},
    },
};
use linli_domain::{
    application::ApplicationEvent,
    id::{AreaId, DocId, PersonId},
    person_number,
    profile::ProfileField,
    role::{Role, Scope},
};
use linli_replica::exchange::EnrolRefusal;
use linli_server::{config::RawConfig, core::catalogue::load};
use std::fs;
use tempfile::TempDir;

const OTHER_AREA: &str = "demo-qiuyue";

/// A town with a second area.
fn two_areas() -> (TempDir, Town) {
    let folder = catalogue_copy();
    let areas = folder.path().join("areas");
    let first = fs::read_to_string(areas.join("demo.toml")).unwrap();
    fs::write(areas.join("other.toml"), first.replace(AREA, OTHER_AREA)).unwrap();
    let town = Town::with(config(&folder));
    (folder, town)
}

fn config(catalogue: &TempDir) -> RawConfig {
    RawConfig {
        catalogue: Some(catalogue.path().to_owned()),
        ..RawConfig::default()
    }
}

/// What `people show` says of somebody.
fn shown(town: &Town, person: PersonId) -> String {
    told(town, &["people", "show", &person_number::number(person)]).out
}

#[test]
fn a_new_name_reaches_the_document_and_every_device() {
    let town = Town::new();
    let said = told(&town, &enrol("王秀英", "resident"));
    let mut wang = Phone::new(1);
    wang.enrol(&mut town.link(), &said.out).unwrap();
    wang.sync(&mut town.link());
    let before = wang.enrolled.as_ref().unwrap().version;
    let number = person_number::number(wang.person());
    refused(&town, &["people", "rename", &number, " "], "empty");
    told(&town, &["people", "rename", &number, "王秀瑛"]);
    let news = wang.round(&mut town.link(), 0).unwrap();
    let account = news.account.expect("the device is told");
    assert_eq!(
        (account.name.as_str(), account.version),
        ("王秀瑛", before + 1)
    );
    let own = wang
        .docs
        .values()
        .find_map(|doc| doc.contents().unwrap().into_person());
    assert_eq!(own.unwrap().field(ProfileField::Name), "王秀瑛");
    assert!(
        wang.round(&mut town.link(), 0).unwrap().account.is_none(),
        "told once"
    );
    assert!(
        told(&town, &["people", "find", "王秀瑛"])
            .out
            .starts_with(&number)
    );
}

/// Whoever's rights changed is told everything anew.
#[test]
fn who_moves_forgets_too_what_stopped_being_theirs_before_they_heard_of_it() {
    let (catalogue, town) = two_areas();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let mut zheng = town.phone(2, "郑文", Role::Officer);
    wang.catalogue = load(catalogue.path()).unwrap().version;
    let own = wang.apply("senior-card");
    wang.sync(&mut town.link());
    zheng.sync(&mut town.link());
    assert!(zheng.docs.contains_key(&own));
    // A draft again, which no office reads.
    let reason = String::new();
    wang.say(own, ApplicationEvent::Withdrawn { reason });
    wang.say(own, ApplicationEvent::Resumed);
    wang.sync(&mut town.link());
    assert!(wang.refused.is_empty(), "{:?}", wang.refused);
    let number = person_number::number(zheng.person());
    told(&town, &["people", "move", &number, "--area", OTHER_AREA]);
    zheng.sync(&mut town.link());
    assert!(!zheng.docs.contains_key(&own));
}

#[test]
fn who_moves_takes_their_papers_along_and_the_old_area_reads_no_more() {
    let (catalogue, town) = two_areas();
    let said = told(&town, &enrol("王秀英", "resident"));
    let mut wang = Phone::new(1);
    wang.enrol(&mut town.link(), &said.out).unwrap();
    wang.sync(&mut town.link());
    let mut son = delegate(&town, &wang, 2);
    let mut old = town.phone(3, "林晓燕", Role::Worker);
    let said = told(
        &town,
        &[
            "enrol", "--name", "赵明", "--role", "worker", "--area", OTHER_AREA,
        ],
    );
    let mut new = Phone::new(4);
    new.enrol(&mut town.link(), &said.out).unwrap();
    wang.catalogue = load(catalogue.path()).unwrap().version;
    let draft = wang.begin_care("bath");
    let asked = wang.ask("bath", soon());
    let applied = wang.apply("old-age-allowance");
    for phone in [&mut wang, &mut son, &mut old, &mut new] {
        phone.sync(&mut town.link());
    }
    let begun: [DocId; 3] = [draft, asked, applied];
    let own = *wang.docs.keys().find(|doc| !begun.contains(doc)).unwrap();
    assert!(
        [draft, asked, applied, own]
            .iter()
            .all(|doc| old.docs.contains_key(doc))
    );
    assert!(
        ![draft, asked, applied, own]
            .iter()
            .any(|doc| new.docs.contains_key(doc))
    );

    let number = person_number::number(wang.person());
    refused(
        &town,
        &["people", "move", &number, "--area", "nowhere"],
        AREA,
    );
    let moved = told(&town, &["people", "move", &number, "--area", OTHER_AREA]);
    assert!(moved.err.contains("documents moved: 3"), "{}", moved.err);
    assert!(moved.err.contains("under way: 1"), "{}", moved.err);
    for phone in [&mut old, &mut new, &mut wang, &mut son] {
        phone.sync(&mut town.link());
    }
    for doc in [draft, applied, own] {
        assert!(
            new.docs.contains_key(&doc) && !old.docs.contains_key(&doc),
            "{doc}"
        );
        assert!(
            wang.docs.contains_key(&doc) && son.docs.contains_key(&doc),
            "{doc}"
        );
    }
    assert!(
        old.docs.contains_key(&asked),
        "somebody comes to the old door"
    );
    let next = wang.begin_application("old-age-allowance");
    for phone in [&mut wang, &mut son, &mut new] {
        assert_eq!(phone.area().0, OTHER_AREA);
        phone.sync(&mut town.link());
        assert_eq!(phone.refused, []);
        assert!(phone.docs.contains_key(&next));
    }
}

/// What a restore undoes at the centre, a device undoes again.
#[test]
fn a_move_that_the_centre_forgot_comes_back_with_the_document_that_tells_of_it() {
    let (catalogue, mut town) = two_areas();
    let said = told(&town, &enrol("王秀英", "resident"));
    let mut wang = Phone::new(1);
    wang.enrol(&mut town.link(), &said.out).unwrap();
    wang.sync(&mut town.link());
    let copy = town.back_up();
    let number = person_number::number(wang.person());
    told(&town, &["people", "move", &number, "--area", OTHER_AREA]);
    wang.sync(&mut town.link());
    let own = wang.docs.iter();
    let mut own = own.filter(|(_, doc)| doc.contents().unwrap().into_person().is_some());
    let doc = *own.next().unwrap().0;
    let changes = stored(&town, doc);
    let given = all_of(&changes, |change| Some(receipt(&town, change)));

    town.bring_back_with(&copy, config(&catalogue));
    assert!(!shown(&town, wang.person()).contains(OTHER_AREA));
    give(&town, &wang, given);
    assert!(shown(&town, wang.person()).contains(OTHER_AREA));
    assert_eq!(
        stored(&town, doc).len(),
        changes.len(),
        "nothing is written twice"
    );
}

#[test]
fn a_worker_who_moves_reads_the_new_area_from_its_beginning() {
    let (_catalogue, town) = two_areas();
    let said = told(&town, &enrol("王秀英", "resident"));
    let mut wang = Phone::new(1);
    wang.enrol(&mut town.link(), &said.out).unwrap();
    wang.sync(&mut town.link());
    let own = *wang.docs.keys().next().unwrap();
    let said = told(
        &town,
        &[
            "enrol", "--name", "赵明", "--role", "resident", "--area", OTHER_AREA,
        ],
    );
    let mut zhao = Phone::new(2);
    zhao.enrol(&mut town.link(), &said.out).unwrap();
    zhao.sync(&mut town.link());
    let other = *zhao.docs.keys().next().unwrap();
    let mut worker = town.phone(3, "林晓燕", Role::Worker);
    worker.sync(&mut town.link());
    assert!(worker.docs.contains_key(&own) && !worker.docs.contains_key(&other));

    let number = person_number::number(worker.person());
    told(&town, &["people", "move", &number, "--area", OTHER_AREA]);
    worker.sync(&mut town.link());
    assert!(!worker.docs.contains_key(&own) && worker.docs.contains_key(&other));
    assert!(
        worker
            .writer()
            .scopes
            .contains(&Scope::AreaWorker(AreaId(OTHER_AREA.into())))
    );
    assert!(
        worker.round(&mut town.link(), 0).unwrap().news.is_empty(),
        "told once"
    );
}

#[test]
fn who_is_closed_reads_and_writes_no_more() {
    let town = Town::new();
    let mut worker = town.phone(1, "林晓燕", Role::Worker);
    worker.sync(&mut town.link());
    let number = person_number::number(worker.person());
    let open = told(&town, &["enrol", "--person", &number]);
    let closed = told(&town, &["people", "close", &number]);
    assert!(
        closed.err.contains("revoked: 1") && closed.out.contains("CLOSED"),
        "{}",
        closed.err
    );
    let reply = worker.post(&mut town.link(), &worker.request(0)).unwrap();
    assert_eq!(reply.status, 403);
    let late = Phone::new(2).enrol(&mut town.link(), &open.out);
    assert_eq!(late, Err(EnrolRefusal::Wrong), "its open codes are gone");
    refused(
        &town,
        &["enrol", "--person", &number, "--role", "worker"],
        "no more",
    );
    assert!(shown(&town, worker.person()).contains("revoked"));
}

/// An enrolled phone of somebody who acts for the owner of `phone`.
fn delegate(town: &Town, phone: &Phone, number: u64) -> Phone {
    let resident = person_number::number(phone.person());
    let said = told(
        town,
        &[enrol("王小明", "delegate"), vec!["--of", &resident]].concat(),
    );
    let mut son = Phone::new(number);
    son.enrol(&mut town.link(), &said.out).unwrap();
    son
}

#[test]
fn acting_for_a_resident_ends_and_begins_anew() {
    let town = Town::new();
    let wang = town.phone(1, "王秀英", Role::Resident);
    let zhao = town.phone(2, "赵明", Role::Resident);
    let son = delegate(&town, &wang, 3);
    let [of_wang, of_zhao, person] =
        [&wang, &zhao, &son].map(|phone| person_number::number(phone.person()));
    assert!(
        shown(&town, wang.person()).contains(&person),
        "who acts for her"
    );
    assert!(
        shown(&town, son.person()).contains(&of_wang),
        "for whom he acts"
    );
    let delegate = |verb, of| ["people", "delegate", verb, "--person", &person, "--of", of];
    refused(&town, &delegate("add", &of_zhao), "already");
    refused(&town, &delegate("end", &of_zhao), "does not act");
    told(&town, &delegate("end", &of_wang));
    let reply = son.post(&mut town.link(), &son.request(0)).unwrap();
    assert_eq!(reply.status, 403);
    refused(&town, &["enrol", "--person", &person], "has not that role");

    told(&town, &delegate("add", &of_zhao));
    let said = told(&town, &["enrol", "--person", &person]);
    let mut again = Phone::new(4);
    again.enrol(&mut town.link(), &said.out).unwrap();
    let scopes = &again.writer().scopes;
    assert!(scopes.contains(&Scope::Person(zhao.person())));
    assert!(!scopes.contains(&Scope::Person(wang.person())));
    let own = [
        "people", "delegate", "add", "--person", &of_wang, "--of", &of_zhao,
    ];
    told(&town, &own);
    let said = told(
        &town,
        &["enrol", "--person", &of_wang, "--role", "delegate"],
    );
    assert!(
        said.err.contains("KNOWN person"),
        "a resident can act for another"
    );
    let herself = [
        "people", "delegate", "add", "--person", &of_zhao, "--of", &of_zhao,
    ];
    refused(&town, &herself, "themselves");
}

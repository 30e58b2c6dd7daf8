//! Every kind of document: kept, listed, and gone without a trace.

use super::*;
use crate::store::{
    Database,
    catalogue_version::CatalogueVersions,
    commit::{Batch, Saved},
};
use linli_domain::{
    care::When,
    catalogue::{Catalogue, KindId, ServiceId},
    consent::{Assent, ConsentEvent, Grant, Permission},
    document::{Author, Event, Header},
    id::{AreaId, EventId, OfficeId, PersonId},
    offer::Terms,
    profile::ProfileField,
    role::Role,
    time::{Date, Timestamp},
};
use std::collections::{BTreeMap, BTreeSet};

/// A document that shows in the lists of its kind.
fn listed(kind: DocKind) -> Contents {
    let area = AreaId("demo".into());
    let header = Header::new(DocId([1; 16]), kind, PersonId([2; 16]), area);
    let date = Date::constant(2026, 11, 24);
    let bath = KindId("bath".into());
    match kind {
        DocKind::Person => Contents::Person(Person {
            header,
            profile: [(ProfileField::Name.into(), "王秀英".into())].into(),
            preferences: BTreeMap::new(),
            devices: Vec::new(),
        }),
        DocKind::Care => Contents::Care(Care {
            header,
            kind: bath,
            when: Some(When::Soon { date }),
            place: None,
            answers: BTreeMap::new(),
            events: Vec::new(),
            unknown_events: 0,
        }),
        DocKind::Offer => Contents::Offer(Offer {
            header,
            terms: Terms {
                care: DocId([3; 16]),
                kind: bath,
                when: When::Soon { date },
                block: "3".into(),
                answers: BTreeMap::new(),
            },
            events: Vec::new(),
            unknown_events: 0,
        }),
        DocKind::Consent => Contents::Consent(Consent {
            header,
            events: vec![Event {
                id: EventId([4; 16]),
                turn: 1,
                at: Timestamp(1_795_406_400_000),
                by: Author {
                    person: PersonId([5; 16]),
                    role: Role::Worker,
                },
                what: ConsentEvent::Given(Grant {
                    to: PersonId([5; 16]),
                    to_name: "林晓燕".into(),
                    purpose: "请人上门".into(),
                    may: [Permission::Care].into(),
                    until: date,
                    how: Assent::Witnessed {
                        witness: "李国强".into(),
                    },
                }),
            }],
            unknown_events: 0,
        }),
        DocKind::Application => Contents::Application(Application {
            header,
            service: ServiceId("senior-card".into()),
            version: "1".into(),
            office: OfficeId("civil-affairs".into()),
            bundle: None,
            answers: BTreeMap::new(),
            events: Vec::new(),
            unknown_events: 0,
        }),
    }
}

fn commit(store: &mut Database, batch: &Batch) -> BTreeSet<Topic> {
    let viewer = Viewer {
        person: PersonId([2; 16]),
        now: Timestamp(1_795_406_400_000),
        offset_minutes: 480,
        catalogue: &Catalogue::default(),
        versions: &CatalogueVersions::default(),
    };
    store.commit(batch, viewer).unwrap()
}

fn rows(store: &Database, kind: DocKind) -> Vec<i64> {
    let count = |table: &&str| {
        let sql = format!("SELECT count(*) FROM {table}");
        store.db.query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    of(kind).tables.iter().map(count).collect()
}

#[test]
fn a_document_that_goes_is_gone_from_the_lists_in_which_it_came() {
    for kind in DocKind::ALL.iter().copied() {
        let mut store = Database::open(":memory:", Timestamp(0)).unwrap().store;
        let contents = listed(kind);
        let doc = contents.id();
        let bytes = Vec::new();
        let came = commit(
            &mut store,
            &Batch {
                documents: vec![Saved { bytes, contents }],
                ..Batch::default()
            },
        );
        assert_eq!(rows(&store, kind)[0], 1, "{kind:?} is listed");
        let gone = vec![doc];
        let went = commit(
            &mut store,
            &Batch {
                gone,
                ..Batch::default()
            },
        );
        assert_eq!(came, went, "{kind:?}: the same pages look again");
        assert!(rows(&store, kind).iter().all(|rows| *rows == 0), "{kind:?}");
    }
}

#[test]
fn the_profile_page_looks_again_when_the_person_is_gone() {
    assert!(topics(DocKind::Person).contains(&Topic::Profile));
}

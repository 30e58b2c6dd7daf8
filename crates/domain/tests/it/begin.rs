//! Who may begin which document, for whom and where, as a table. `UPDATE_EXPECT=1` writes
//! it anew.

use crate::{
    consents::{NOON, consent, grant},
    town::{CHEN, WANG, area, golden, header, writer, writers},
};
use linli_domain::{
    access::{Consented, Enrollee, Ground, Refusal, Writer, may_begin},
    catalogue::{Area, Catalogue},
    consent::{ConsentEvent, fold},
    document::{DocKind, Header},
    id::{AreaId, DocId, PersonId},
    role::Role,
    text::LocalText,
};
use std::fmt::Write as _;

/// A resident of the other area.
const YU: PersonId = PersonId([8; 16]);
/// A resident of this one.
const NEIGHBOUR: PersonId = PersonId([7; 16]);

fn far() -> AreaId {
    AreaId("demo-hill".into())
}

fn place(id: AreaId) -> Area {
    let words = || LocalText::default();
    Area {
        id,
        name: words(),
        city: words(),
        utc_offset_minutes: 480,
        lease_minutes: 120,
        most_open_claims: 3,
        phones: Vec::new(),
        buildings: Vec::new(),
    }
}

pub(crate) fn catalogue() -> Catalogue {
    Catalogue {
        areas: vec![place(area()), place(far())],
        ..Catalogue::default()
    }
}

pub(crate) fn people(person: PersonId) -> Vec<Enrollee> {
    let known = [
        (WANG, Role::Resident, area()),
        (NEIGHBOUR, Role::Resident, area()),
        (YU, Role::Resident, far()),
        (CHEN, Role::Caregiver, area()),
    ];
    let of_person = known.into_iter().filter(|(known, ..)| *known == person);
    of_person
        .map(|(_, role, area)| Enrollee {
            role,
            area,
            name: "Chen".into(),
        })
        .collect()
}

fn everybody() -> Vec<(&'static str, Writer)> {
    let mut all = writers();
    let mut far_worker = writer(PersonId([10; 16]), Role::Worker);
    far_worker.scopes = linli_domain::role::scopes_of(Role::Worker, far_worker.person, &far())
        .into_iter()
        .collect();
    all.push(("far worker", far_worker));
    all
}

#[test]
fn who_may_begin_what_for_whom_and_where() {
    let catalogue = catalogue();
    // Wang lets the worker ask for care, and nothing else.
    let given = consent(&[ConsentEvent::Given(grant())]);
    let state = fold(&given);
    let ground = Ground {
        now: NOON,
        catalogues: vec![&catalogue],
        people: Some(&people),
        consent: Some(Consented {
            header: &given.header,
            state: &state,
            at: NOON,
        }),
    };
    let mut table = String::new();
    for kind in DocKind::ALL {
        write!(table, "\n{:28}", kind.word()).unwrap();
        for (who, _) in everybody() {
            write!(table, "{who:14}").unwrap();
        }
        table.push('\n');
        for (name, resident, area) in [
            ("of Wang, where she lives", WANG, area()),
            ("of Wang, elsewhere", WANG, far()),
            ("of Wang, nowhere", WANG, AreaId("nowhere".into())),
            ("of Wang, without an area", WANG, AreaId::default()),
            ("of a neighbour", NEIGHBOUR, area()),
            ("of one from elsewhere, here", YU, area()),
            ("of one from elsewhere", YU, far()),
            ("of a caregiver", CHEN, area()),
            ("of nobody", PersonId::default(), area()),
        ] {
            write!(table, "  {name:28}").unwrap();
            let header = Header::new(DocId([0xd0; 16]), *kind, resident, area);
            for (_, writer) in everybody() {
                let word = match may_begin(&writer, &header, Some(&ground)) {
                    Ok(()) => "yes",
                    Err(Refusal::NotForRole) => "-",
                    Err(reason) => reason.code(),
                };
                write!(table, "{word:14}").unwrap();
            }
            table.push('\n');
        }
    }
    golden("begin.txt", &table);
}

#[test]
fn a_document_without_an_id_or_of_another_layout_is_not_begun() {
    let resident = writer(WANG, Role::Resident);
    let mut blank = header(DocKind::Care);
    blank.id = DocId::default();
    assert_eq!(may_begin(&resident, &blank, None), Err(Refusal::NotValid));
    let mut next = header(DocKind::Care);
    next.format += 1;
    assert_eq!(may_begin(&resident, &next, None), Err(Refusal::NotValid));
}

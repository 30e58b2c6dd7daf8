//! People of a small town with a device each, and documents in the states that tests need.

use automerge::ActorId;
use linli_domain::{
    access::Writer,
    answer::{FieldId, Value},
    care::{CareEvent, Place, When},
    catalogue::KindId,
    document::{Author, DocKind, Header},
    folded::Folded,
    id::{AreaId, DeviceId, DocId, PersonId},
    role::{Role, Scope, scopes_of},
    time::{Date, Timestamp},
};
use linli_replica::{
    gate::{self, Admission},
    keys::SecretKey,
    replica::{Edit, Pen, Replica},
    signed::{SignedChange, actor},
};

pub(crate) const DOC: DocId = DocId([0xd0; 16]);
/// Monday, 23 November 2026, noon UTC.
pub(crate) const NOON: Timestamp = Timestamp(1_795_435_200_000);

pub(crate) fn area() -> AreaId {
    AreaId("demo-lane".into())
}

/// A person with a device.
#[derive(Debug, Clone)]
pub(crate) struct Device {
    pub(crate) key: SecretKey,
    pub(crate) id: DeviceId,
    pub(crate) incarnation: u32,
    pub(crate) writer: Writer,
    ids: u64,
}

impl Device {
    /// The device number `n` of a person of the same number.
    pub(crate) fn new(n: u8, role: Role) -> Self {
        let person = PersonId([n; 16]);
        Self {
            key: SecretKey::from_seed([n; 32]),
            id: DeviceId([n; 16]),
            incarnation: 1,
            writer: Writer {
                person,
                role,
                scopes: scopes_of(role, person, &area()).into_iter().collect(),
            },
            ids: 0,
        }
    }

    pub(crate) fn with_scope(mut self, scope: Scope) -> Self {
        self.writer.scopes.insert(scope);
        self
    }

    pub(crate) fn actor(&self) -> ActorId {
        actor(self.id, self.incarnation)
    }

    pub(crate) fn write<T>(&mut self, work: impl FnOnce(&mut Pen<'_>) -> T) -> T {
        let (ids, id) = (&mut self.ids, self.id);
        let mut fresh_id = || {
            *ids += 1;
            // Spread, so that ids of several people interleave when they are sorted.
            let spread = (*ids).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
            let mut bytes = id.0;
            bytes[..8].copy_from_slice(&spread);
            bytes
        };
        work(&mut Pen {
            key: &self.key,
            device: id,
            incarnation: self.incarnation,
            author: Author {
                person: self.writer.person,
                role: self.writer.role,
            },
            now: NOON,
            consent: None,
            fresh_id: &mut fresh_id,
        })
    }

    pub(crate) fn edit(&mut self, replica: &mut Replica, edits: &[Edit]) -> SignedChange {
        self.write(|pen| replica.edit(pen, edits)).unwrap()
    }
}

/// What is kept of the document is what would be read of it anew.
pub(crate) fn assert_kept(replica: &mut Replica) {
    let mut anew = Replica::load(&replica.save()).unwrap();
    let (kept, anew) = (replica.folded().unwrap(), anew.folded().unwrap());
    assert_eq!(kept.contents(), anew.contents());
    assert_eq!(kept.scopes(), anew.scopes());
    assert_eq!(kept.next_turn(), anew.next_turn());
    let states = |folded: &Folded| {
        let care = folded.as_care().map(|(_, state)| state.clone());
        let offer = folded.as_offer().map(|(_, state)| state.clone());
        (
            care,
            offer,
            folded.as_application().map(|(_, state)| state.clone()),
        )
    };
    assert_eq!(states(kept), states(anew));
}

pub(crate) struct Town {
    pub(crate) wang: Device,
    pub(crate) chen: Device,
    pub(crate) zhao: Device,
    pub(crate) centre: Device,
    /// The care document, and its changes so far.
    pub(crate) care: Replica,
    pub(crate) log: Vec<SignedChange>,
}

impl Town {
    /// Wang writes a request: one choice, and a note in words.
    pub(crate) fn draft() -> Self {
        let mut wang = Device::new(1, Role::Resident);
        let header = Header::new(DOC, DocKind::Care, wang.writer.person, area());
        let kind = KindId("bathing".into());
        let (mut care, begun) = wang
            .write(|pen| Replica::begin_care(pen, &header, &kind))
            .unwrap();
        let written = wang.edit(
            &mut care,
            &[
                text("note", "ring twice"),
                answer("lift", Value::Choice("none".into())),
                Edit::When(When::Soon {
                    date: Date::constant(2026, 11, 23),
                }),
                Edit::Place(Place::default()),
            ],
        );
        Self {
            wang,
            chen: Device::new(2, Role::Caregiver),
            zhao: Device::new(4, Role::Worker),
            centre: Device::new(9, Role::Centre),
            care,
            log: vec![begun, written],
        }
    }

    pub(crate) fn sent() -> Self {
        let mut town = Self::draft();
        let sent = town
            .wang
            .edit(&mut town.care, &[Edit::Care(CareEvent::Sent)]);
        town.log.push(sent);
        town
    }

    /// Wang's request, for which Chen comes.
    pub(crate) fn assigned() -> Self {
        let mut town = Self::sent();
        for event in [
            CareEvent::Received,
            CareEvent::Assigned {
                caregiver: town.chen.writer.person,
                name: "Chen".into(),
                claim: None,
            },
        ] {
            let change = town.centre.edit(&mut town.care, &[Edit::Care(event)]);
            town.log.push(change);
        }
        town
    }
}

pub(crate) fn text(field: &str, words: &str) -> Edit {
    answer(field, Value::Text(words.into()))
}

pub(crate) fn answer(field: &str, value: Value) -> Edit {
    Edit::Answer(FieldId(field.into()), Some(value))
}

/// A replica of what was logged, made by passing the gate on a device.
pub(crate) fn replay(log: &[SignedChange], key_of: impl Fn(DeviceId) -> SecretKey) -> Replica {
    let mut replica = None;
    for signed in log {
        let admission = gate::accept(&mut replica, signed, &key_of(signed.device).public());
        assert!(
            matches!(admission, Ok(Admission::New { .. })),
            "{admission:?}"
        );
    }
    replica.unwrap()
}

/// The key of the device number `n`, as [`Device::new`] makes it.
pub(crate) fn key_of(device: DeviceId) -> SecretKey {
    SecretKey::from_seed([device.0[0]; 32])
}

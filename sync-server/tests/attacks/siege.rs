//! A town under siege: people of every role, and how a line of an attack is made and judged.

use crate::support::{
    Phone,
    town::{OFFICE, Town, catalogue},
};
use automerge::{Change, ScalarValue, legacy::OpType};
use linli_domain::{
    access::Refusal,
    care::{CareEvent, Place, When},
    catalogue::{BundleId, KindId, ServiceId},
    document::{DocKind, Header},
    id::{AreaId, DocId, OfficeId, PersonId},
    profile::ProfileField,
    role::{Role, Scope},
    time::{Date, MINUTE_MS, Timestamp},
};
use linli_replica::{
    exchange::{ChangeOutcome, Exchange, Exchanged, VERSION, decode},
    gate,
    replica::{Edit, Pen, Replica},
    signed::SignedChange,
};
use linli_server::{
    config::RawConfig,
    core::{account, key},
    demo,
    store::Seq,
};
use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
};
use tempfile::TempDir;

/// The area of most, and another.
pub const HERE: &str = "demo-chunfeng";
pub const HILL: &str = "demo-hill";

/// The town's today.
pub const TODAY: Date = Date::constant(2026, 11, 23);

/// Everybody: their name, role and area.
const PEOPLE: [(&str, Role, &str); 10] = [
    ("Wang", Role::Resident, HERE),
    ("Li", Role::Resident, HERE),
    ("Yu", Role::Resident, HILL),
    ("Ming", Role::Delegate, HERE),
    ("Sun", Role::Caregiver, HERE),
    ("He", Role::Caregiver, HERE),
    ("Tan", Role::Caregiver, HILL),
    ("Lin", Role::Worker, HERE),
    ("Zhou", Role::Worker, HILL),
    ("Qin", Role::Officer, HERE),
];

/// What must be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Enters,
    Refused(Refusal),
    NotToday,
}

pub const NOT_THEIRS: Verdict = Verdict::Refused(Refusal::NotTheirs);
pub const NOT_FOR_ROLE: Verdict = Verdict::Refused(Refusal::NotForRole);
pub const NOT_VALID: Verdict = Verdict::Refused(Refusal::NotValid);
pub const TOO_LATE: Verdict = Verdict::Refused(Refusal::TooLate);

/// How a change is made: by whom, at the moment of the attack.
pub type Craft = Box<dyn Fn(&Siege, &str) -> SignedChange>;

/// What is tried, by whom, how, and what must be answered.
pub type Line = (&'static str, &'static str, Craft, Verdict);

pub struct Siege {
    pub town: Town,
    phones: BTreeMap<&'static str, Phone>,
    made: AtomicU64,
    /// The consent under which people write just now.
    consent: Mutex<Option<DocId>>,
    _catalogue: TempDir,
}

impl Siege {
    pub fn new() -> Self {
        Self::with(RawConfig::default())
    }

    /// A town with these limits.
    pub fn with(limits: RawConfig) -> Self {
        let folder = with_another_area();
        let town = Town::with(RawConfig {
            catalogue: Some(folder.path().to_owned()),
            ..limits
        });
        let mut siege = Self {
            town,
            phones: BTreeMap::new(),
            made: AtomicU64::new(1),
            consent: Mutex::default(),
            _catalogue: folder,
        };
        for (number, (name, role, area)) in PEOPLE.into_iter().enumerate() {
            siege.settle(name, role, &AreaId(area.into()));
            let number = u64::try_from(number).unwrap() + 1;
            let phone = siege.town.phone(number, name, role);
            siege.phones.insert(name, phone);
        }
        siege
    }

    /// Opens an account, and a resident's document.
    fn settle(&self, name: &'static str, role: Role, area: &AreaId) {
        let granted = match role {
            Role::Delegate => Some(Scope::Person(self.person("Wang"))),
            Role::Officer => Some(Scope::Office(OfficeId(OFFICE.to_owned()))),
            _ => None,
        };
        let (person, area) = (person_named(name), area.clone());
        let opened = self.town.centre.write(move |tx| {
            account::open(tx.store, person, role, &area, name, granted)?;
            if role == Role::Resident {
                let profile = BTreeMap::from([(ProfileField::Name, name.to_owned())]);
                demo::begin_person(tx, person, &area, &profile)?;
            }
            Ok(())
        });
        self.town.runtime.block_on(opened).unwrap();
    }

    pub fn phone(&self, name: &str) -> &Phone {
        &self.phones[name]
    }

    pub fn person(&self, name: &str) -> PersonId {
        person_named(name)
    }

    /// The document of a resident.
    pub fn person_doc(&self, name: &str) -> DocId {
        let scope = Scope::Person(self.person(name));
        let store = &self.town.centre.store;
        let found = store.read(|store| {
            let mut theirs = store.documents_in(&scope, Seq::START, usize::MAX)?;
            theirs.retain(|(doc, _)| {
                let kind = store.document(*doc).unwrap().unwrap().kind;
                kind == DocKind::Person
            });
            Ok(theirs)
        });
        found.unwrap()[0].0
    }

    /// The version of the catalogue in use.
    pub fn version(&self) -> String {
        self.town.centre.served().catalogue.version.clone()
    }

    pub fn now(&self) -> Timestamp {
        self.town.centre.now()
    }

    fn fresh_id(&self) -> [u8; 16] {
        let made = self.made.fetch_add(1, Ordering::Relaxed);
        let mut id = [5; 16];
        id[..8].copy_from_slice(&made.to_be_bytes());
        id
    }

    /// Lets `by` write `minutes` after now.
    pub fn write<T>(&self, by: &str, minutes: i64, make: impl FnOnce(&mut Pen<'_>) -> T) -> T {
        let phone = self.phone(by);
        make(&mut Pen {
            key: &phone.key,
            device: phone.device,
            incarnation: 1,
            author: phone.writer().author(),
            now: self.now().plus_ms(minutes * MINUTE_MS),
            consent: *self.consent.lock().unwrap(),
            fresh_id: &mut || self.fresh_id(),
        })
    }

    /// Has something written under a consent.
    pub fn under<T>(&self, consent: DocId, make: impl FnOnce() -> T) -> T {
        *self.consent.lock().unwrap() = Some(consent);
        let made = make();
        *self.consent.lock().unwrap() = None;
        made
    }

    /// A document as the centre has it.
    pub fn load(&self, doc: DocId) -> Replica {
        let store = &self.town.centre.store;
        store.read(|store| store.load(doc)).unwrap().unwrap()
    }

    /// Whether who holds `scope` may read the document.
    pub fn is_read_by(&self, doc: DocId, scope: &Scope) -> bool {
        let mut replica = self.load(doc);
        replica.folded().unwrap().scopes().contains(scope)
    }

    /// What the centre answers to one change.
    pub fn outcome(&self, by: &str, signed: &SignedChange) -> ChangeOutcome {
        let phone = self.phone(by);
        let request = Exchange {
            v: VERSION,
            cursor: phone.cursor,
            changes: vec![signed.clone()],
            wait_ms: 0,
            ..Exchange::default()
        };
        let reply = phone.post(&mut self.town.link(), &request).unwrap();
        assert_eq!(reply.status, 200);
        let exchanged: Exchanged = decode(&reply.body).unwrap();
        exchanged.outcomes.into_iter().next().unwrap()
    }

    /// Has each line tried, and tells every one that is answered otherwise.
    #[track_caller]
    pub fn stands(&self, lines: Vec<Line>) {
        let mut wrong = Vec::new();
        for (what, by, craft, expected) in lines {
            let signed = craft(self, by);
            // That a device is in touch is noted once an hour, whatever it sends.
            let phone = self.phone(by);
            let quiet = phone.request(0);
            let reply = phone.post(&mut self.town.link(), &quiet).unwrap();
            assert_eq!(reply.status, 200);
            let before = self.town.dump();
            let found = match self.outcome(by, &signed) {
                ChangeOutcome::Received(_) => Verdict::Enters,
                ChangeOutcome::Refused(_, reason) => Verdict::Refused(reason),
                kept_back if kept_back.is_not_today() => Verdict::NotToday,
                other @ ChangeOutcome::Missing(_) => panic!("{what}: {other:?}"),
            };
            let is_kept = self.town.dump() != before;
            if found != expected || is_kept != (expected == Verdict::Enters) {
                wrong.push(format!(
                    "{what} ({by}): {found:?}, not {expected:?}; kept: {is_kept}"
                ));
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    /// Sends a request of Wang's in the name of `by`.
    #[track_caller]
    pub fn asks(&self, by: &str, kind: &'static str, when: When) -> DocId {
        let changes = asked(kind, when)(self, by);
        for signed in &changes {
            let outcome = self.outcome(by, signed);
            let is_in = matches!(outcome, ChangeOutcome::Received(_));
            assert!(is_in, "{by}: {outcome:?}");
        }
        changes[0].doc
    }

    /// Makes a change that must enter, and answers its document.
    #[track_caller]
    pub fn does(&self, by: &str, craft: &Craft) -> DocId {
        let signed = craft(self, by);
        let outcome = self.outcome(by, &signed);
        assert!(
            matches!(outcome, ChangeOutcome::Received(_)),
            "{by}: {outcome:?}"
        );
        signed.doc
    }
}

fn person_named(name: &str) -> PersonId {
    PersonId(key::first_half(&key::sha256(&[name.as_bytes()])))
}

/// The repository's catalogue, with a second area.
fn with_another_area() -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for folder in fs::read_dir(catalogue()).unwrap() {
        let folder = folder.unwrap();
        let to = copy.path().join(folder.file_name());
        fs::create_dir(&to).unwrap();
        for file in fs::read_dir(folder.path()).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
    let area = |name: &str| copy.path().join(Path::new("areas")).join(name);
    let text = fs::read_to_string(area("demo.toml")).unwrap();
    let here = format!("id = \"{HERE}\"");
    assert!(text.contains(&here));
    let hill = text.replace(&here, &format!("id = \"{HILL}\""));
    fs::write(area("hill.toml"), hill).unwrap();
    copy
}

/// The beginning of a document that says that it is `of` somebody in an area.
pub fn begins(kind: DocKind, of: &'static str, area: &'static str) -> Craft {
    begins_with(move |siege| {
        let id = DocId(siege.fresh_id());
        Header::new(id, kind, siege.person(of), AreaId(area.into()))
    })
}

/// The same, with any header.
pub fn begins_with(header: impl Fn(&Siege) -> Header + 'static) -> Craft {
    Box::new(move |siege, by| {
        let header = header(siege);
        let (kind, version) = (KindId("bath".into()), siege.version());
        let made = siege.write(by, 0, |pen| match header.kind {
            DocKind::Person => {
                let profile = BTreeMap::from([(ProfileField::Name, "IMPOSTOR".to_owned())]);
                Replica::begin_person(pen, &header, &profile)
            }
            DocKind::Application => {
                let (service, office) = (
                    ServiceId("old-age-allowance".into()),
                    OfficeId(OFFICE.into()),
                );
                Replica::begin_application(pen, &header, &service, &version, &office, None)
            }
            DocKind::Consent => Replica::begin_consent(pen, &header),
            DocKind::Care | DocKind::Offer => Replica::begin_care(pen, &header, &kind),
        });
        made.unwrap().1
    })
}

/// A care request of Wang's whose header calls it a document of another kind.
pub fn of_kind(word: &'static str) -> Craft {
    Box::new(move |siege, by| {
        let honest = begins(DocKind::Care, "Wang", HERE)(siege, by);
        let mut change = Change::from_bytes(honest.change).unwrap().decode();
        let mut bent = 0;
        for operation in &mut change.operations {
            if let OpType::Put(ScalarValue::Str(text)) = &mut operation.action {
                let said = text.replace("\"kind\":\"care\"", &format!("\"kind\":\"{word}\""));
                bent += usize::from(said != text.as_str());
                *text = said.into();
            }
        }
        assert_eq!(bent, 1, "the header");
        change.hash = None;
        let bytes = Change::from(change).raw_bytes().to_vec();
        let key = &siege.phone(by).key;
        SignedChange::sign(key, honest.device, honest.doc, bytes)
    })
}

/// A care request of Wang's of any kind.
pub fn asks_for(kind: &'static str) -> Craft {
    Box::new(move |siege, by| {
        let (id, resident) = (DocId(siege.fresh_id()), siege.person("Wang"));
        let header = Header::new(id, DocKind::Care, resident, AreaId(HERE.into()));
        let kind = KindId(kind.into());
        let made = siege.write(by, 0, |pen| Replica::begin_care(pen, &header, &kind));
        made.unwrap().1
    })
}

/// What an application of Wang's says that it is for.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    pub service: &'static str,
    /// Empty for the version in use.
    pub version: &'static str,
    pub office: &'static str,
    pub bundle: Option<&'static str>,
}

/// The allowance for the old, in the version in use.
pub const AGE: Wish = Wish {
    service: "old-age-allowance",
    version: "",
    office: "civil-affairs",
    bundle: None,
};

pub fn applies_for(wish: Wish) -> Craft {
    Box::new(move |siege, by| {
        let (id, resident) = (DocId(siege.fresh_id()), siege.person("Wang"));
        let header = Header::new(id, DocKind::Application, resident, AreaId(HERE.into()));
        let version = match wish.version {
            "" => siege.version(),
            version => version.to_owned(),
        };
        let made = siege.write(by, 0, |pen| {
            Replica::begin_application(
                pen,
                &header,
                &ServiceId(wish.service.into()),
                &version,
                &OfficeId(wish.office.into()),
                wish.bundle.map(|id| BundleId(id.into())).as_ref(),
            )
        });
        made.unwrap().1
    })
}

/// Edits of a document, `minutes` from now.
pub fn writes_at(doc: DocId, minutes: i64, edits: Vec<Edit>) -> Craft {
    Box::new(move |siege, by| {
        let mut replica = siege.load(doc);
        siege
            .write(by, minutes, |pen| replica.edit(pen, &edits))
            .unwrap()
    })
}

/// Edits of a document.
pub fn writes(doc: DocId, edits: Vec<Edit>) -> Craft {
    writes_at(doc, 0, edits)
}

/// A care request of Wang's, all the way to "sent".
fn asked(kind: &'static str, when: When) -> impl Fn(&Siege, &str) -> Vec<SignedChange> {
    move |siege, by| {
        let begun = asks_for(kind)(siege, by);
        let mut replica = None;
        gate::accept(&mut replica, &begun, &siege.phone(by).key.public()).unwrap();
        let place = Place {
            name: "Wang".into(),
            phone: "000".into(),
            building: "3".into(),
            door: "501".into(),
            ..Place::default()
        };
        let edits = [
            Edit::When(when.clone()),
            Edit::Place(place),
            Edit::Care(CareEvent::Sent),
        ];
        let mut replica = replica.unwrap();
        let sent = siege.write(by, 0, |pen| replica.edit(pen, &edits)).unwrap();
        vec![begun, sent]
    }
}

//! A centre in memory, built on the same gate as the real one.

use super::phone::{Phone, ask};
use linli_domain::{
    access::{Refusal, Writer},
    application::{self, ApplicationEvent, ApplicationStatus},
    care::{self, CareEvent, CareStatus},
    catalogue::{Catalogue, Rule},
    contents::Contents,
    device::DeviceKind,
    document::{Author, DocKind, Header},
    enrolment_code,
    folded::Folded,
    id::{AreaId, DeviceId, DocId, OfficeId, PersonId},
    profile::ProfileField,
    role::{Role, Scope, scopes_of},
    time::Timestamp,
};
use linli_replica::{
    exchange::{
        ChangeOutcome, Cursor, DeviceCard, ENROL_VERSION, EnrolChallenge, Enrolled, Exchange,
        Exchanged, News, Receipt, Snapshot, VERSION,
    },
    gate::{self, Admission},
    keys::{PublicKey, Purpose, SecretKey},
    replica::{Edit, Pen, Replica},
    signed::SignedChange,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

pub(crate) const NOW: i64 = 1_795_000_000_000;
pub(crate) const WANG: PersonId = PersonId([1; 16]);

/// Everything that the centre knows.
pub(crate) struct Centre {
    key: SecretKey,
    writers: BTreeMap<DeviceId, (DeviceCard, Writer)>,
    log: Vec<SignedChange>,
    docs: BTreeMap<DocId, Replica>,
    seed: u32,
    /// What the gate says to every change, for tests of refusals.
    pub(crate) refuse: Option<Refusal>,
    /// What its clock shows.
    pub(crate) now: Timestamp,
}

pub(crate) fn area() -> AreaId {
    AreaId("demo-chunfeng".into())
}

impl Centre {
    /// A centre that has Wang's person document.
    pub(crate) fn new() -> Self {
        let mut centre = Self {
            key: SecretKey::from_seed([9; 32]),
            writers: BTreeMap::new(),
            log: Vec::new(),
            docs: BTreeMap::new(),
            seed: 0,
            refuse: None,
            now: Timestamp(NOW),
        };
        let device = DeviceId([99; 16]);
        let author = Author {
            person: PersonId([99; 16]),
            role: Role::Centre,
        };
        let writer = Writer {
            person: author.person,
            role: author.role,
            scopes: BTreeSet::new(),
        };
        let card = DeviceCard::sign(&centre.key, device, centre.key.public(), writer.clone());
        centre.writers.insert(device, (card, writer));
        let header = Header::new(DocId([5; 16]), DocKind::Person, WANG, area());
        let profile = [
            (ProfileField::Name, "王秀英"),
            (ProfileField::Phone, "000"),
            (ProfileField::Building, "3"),
            (ProfileField::Door, "501"),
        ];
        let profile = profile.map(|(field, text)| (field, text.to_owned())).into();
        centre.write(|pen| Replica::begin_person(pen, &header, &profile).unwrap());
        centre
    }

    /// News of a document as it is now, whole.
    pub(crate) fn news_whole(&self, doc: DocId) -> News {
        let replica = &self.docs[&doc];
        News {
            doc,
            kind: replica.contents().unwrap().kind(),
            snapshot: Some(Snapshot::sign(&self.key, doc, replica.save())),
            changes: Vec::new(),
        }
    }

    pub(crate) fn public_key(&self) -> PublicKey {
        self.key.public()
    }

    fn write(&mut self, make: impl FnOnce(&mut Pen<'_>) -> (Replica, SignedChange)) {
        self.seed += 1;
        let seed = self.seed;
        let mut next = 0;
        let mut fresh_id = || {
            next += 1;
            let mut id = [7; 16];
            id[..4].copy_from_slice(&seed.to_be_bytes());
            id[4] = next;
            id
        };
        let key = self.key.clone();
        let mut pen = Pen {
            key: &key,
            device: DeviceId([99; 16]),
            incarnation: 1,
            author: Author {
                person: PersonId([99; 16]),
                role: Role::Centre,
            },
            now: Timestamp(NOW),
            consent: None,
            fresh_id: &mut fresh_id,
        };
        let (replica, change) = make(&mut pen);
        self.docs.insert(change.doc, replica);
        self.log.push(change);
    }

    /// A person document for each of `count` more residents.
    pub(crate) fn settle(&mut self, count: u16) {
        for number in 0..count {
            let mut id = [6; 16];
            id[..2].copy_from_slice(&number.to_be_bytes());
            let header = Header::new(DocId(id), DocKind::Person, PersonId(id), area());
            let building = (number % 40).to_string();
            let name = format!("居民{number}");
            let profile = [
                (ProfileField::Name, name.as_str()),
                (ProfileField::Building, &building),
                (ProfileField::Door, "501"),
            ];
            let profile = profile.map(|(field, text)| (field, text.to_owned())).into();
            self.write(|pen| Replica::begin_person(pen, &header, &profile).unwrap());
        }
    }

    pub(crate) fn enrol(&mut self, phone: &mut Phone, person: PersonId, role: Role) {
        let engine = &mut phone.engine;
        ask(
            engine,
            linli_api::EnrolDevice {
                code: enrolment_code::code(7),
                server: None,
                give_away: false,
                kind: DeviceKind::Phone,
            },
        );
        assert!(engine.wants_enrolment());
        let challenge = EnrolChallenge {
            v: ENROL_VERSION,
            bytes: vec![7; 56],
        };
        let request = engine.enrol_request(&challenge).expect("a code was given");
        assert!(request.is_signed() && request.challenge == challenge.bytes);
        phone.device = request.device;
        let mut scopes: BTreeSet<Scope> = scopes_of(role, person, &area()).into_iter().collect();
        match role {
            Role::Delegate => scopes.insert(Scope::Person(WANG)),
            Role::Officer => scopes.insert(Scope::Office(OfficeId("civil-affairs".into()))),
            _ => false,
        };
        let writer = Writer {
            person,
            role,
            scopes,
        };
        let card = DeviceCard::sign(&self.key, request.device, request.key, writer.clone());
        self.writers.insert(request.device, (card.clone(), writer));
        let enrolled = Enrolled {
            card,
            token: "token".into(),
            centre_key: self.key.public(),
            name: "王秀英".into(),
            area: area(),
            version: 0,
            now: Timestamp(NOW),
        };
        engine.take_enrolled(Some(Ok(enrolled))).unwrap();
        self.give_catalogue(phone, &CATALOGUE);
        self.meet(phone);
    }

    /// The card that it gave a device.
    pub(crate) fn card(&self, device: DeviceId) -> DeviceCard {
        self.writers[&device].0.clone()
    }

    /// Gives a device a catalogue.
    pub(crate) fn give_catalogue(&self, phone: &mut Phone, catalogue: &Catalogue) {
        let json = serde_json::to_string(catalogue).unwrap();
        let signature = self.key.sign(Purpose::Catalogue, json.as_bytes());
        let engine = &mut phone.engine;
        engine.take_catalogue(&json, "tag", &signature).unwrap();
    }

    /// Exchanges until nothing is left to say.
    pub(crate) fn meet(&mut self, phone: &mut Phone) {
        loop {
            let exchange = phone.engine.next_exchange(0).unwrap();
            let answer = self.answer(phone.device, &exchange);
            let is_quiet = exchange.changes.is_empty() && answer.news.is_empty();
            phone.engine.take(answer, &exchange).unwrap();
            if is_quiet {
                break;
            }
        }
    }

    /// What the centre answers, with all that it has for the device.
    pub(crate) fn answer(&mut self, device: DeviceId, exchange: &Exchange) -> Exchanged {
        let outcomes = exchange
            .changes
            .iter()
            .map(|change| self.take(change))
            .collect();
        let scopes = &self.writers[&device].1.scopes;
        let from = usize::try_from(exchange.cursor.0).unwrap();
        let news = self.log.iter().skip(from).filter_map(|change| {
            let folded = Folded::of(self.docs[&change.doc].contents().unwrap());
            let is_readable = folded.scopes().iter().any(|scope| scopes.contains(scope));
            is_readable.then(|| News {
                doc: change.doc,
                kind: folded.kind(),
                snapshot: None,
                changes: vec![change.clone()],
            })
        });
        let end = self.log.len() as u64;
        Exchanged {
            v: VERSION,
            outcomes,
            authors: self
                .writers
                .values()
                .map(|(card, _)| card.clone())
                .collect(),
            news: news.collect(),
            forget: Vec::new(),
            cursor: Cursor(end),
            more: false,
            now: self.now,
            ..Exchanged::default()
        }
    }

    fn take(&mut self, change: &SignedChange) -> ChangeOutcome {
        let hash = change.read().unwrap().hash;
        if let Some(refusal) = self.refuse {
            return ChangeOutcome::Refused(hash, refusal);
        }
        let (card, writer) = self.writers[&change.device].clone();
        let mut replica = self.docs.get(&change.doc).cloned();
        match gate::admit(&mut replica, change, &card.key, &writer) {
            Err(refusal) => ChangeOutcome::Refused(hash, refusal),
            Ok(Admission::Missing(missing)) => ChangeOutcome::Missing(missing),
            Ok(admission) => {
                if admission != Admission::Known {
                    self.docs.insert(change.doc, replica.unwrap());
                    self.log.push(change.clone());
                }
                ChangeOutcome::Received(Receipt::sign(
                    &self.key,
                    hash,
                    self.log.len() as u64,
                    self.now,
                ))
            }
        }
    }

    /// Writes into a document in the centre's name.
    pub(crate) fn put(&mut self, doc: DocId, edit: Edit) {
        let mut replica = self.docs[&doc].clone();
        self.write(|pen| {
            let change = replica.edit(pen, &[edit]).unwrap();
            (replica, change)
        });
    }

    /// The centre confirms every request and application that was sent.
    pub(crate) fn receive_all(&mut self) {
        for id in self.docs.keys().copied().collect::<Vec<_>>() {
            let mut replica = self.docs[&id].clone();
            let edit = match replica.contents().unwrap() {
                Contents::Care(care) if care::fold(&care).status == CareStatus::Sent => {
                    Edit::Care(CareEvent::Received)
                }
                Contents::Application(own)
                    if application::fold(&own).status == ApplicationStatus::Sent =>
                {
                    Edit::Application(ApplicationEvent::Received {
                        tracking: format!("1000-{:04}", self.seed),
                        sender: String::new(),
                    })
                }
                _ => continue,
            };
            self.write(|pen| {
                let change = replica.edit(pen, &[edit]).unwrap();
                (replica, change)
            });
        }
    }
}

/// The repository's own catalogue.
pub(crate) static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let rules = linli_rules::Rules::default();
    let read = |catalogue: &Catalogue, rule: &Rule| rules.check(catalogue, rule);
    Catalogue::with_rules("test".into(), linli_testing::our_catalogue(), read).unwrap()
});

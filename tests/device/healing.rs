//! Random histories around a backup: whatever any device knew is there again once each was
//! in contact, and nothing is there twice.

use crate::{
    centre::{MORNING, Town},
    device::{Device, draft},
};
use linli_api::{ActFor, ClaimOffer, GiveConsent, Say, SendCare, view::EnrolmentState};
use linli_domain::{
    consent::{Assent, Permission},
    contents::Contents,
    id::{DocId, PersonId},
    role::Role,
};
use linli_replica::{replica::Replica, signed::Hash};
use linli_server::store::Seq;
use linli_testing::cases;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use tokio::runtime::Runtime;

/// Whose devices there are. Two are the same resident's.
const PEOPLE: [(&str, Role); 5] = [
    ("王秀英", Role::Resident),
    ("王秀英", Role::Resident),
    ("林晓燕", Role::Worker),
    ("孙丽", Role::Caregiver),
    ("何平", Role::Caregiver),
];

/// No contact needs so many exchanges.
const ALL: usize = 100;

#[derive(Debug, Clone)]
enum Step {
    /// Somebody does what they may do.
    Act { who: usize, what: u8 },
    /// A device meets the centre for so many exchanges; the answer to the last may get lost.
    Meet {
        who: usize,
        exchanges: usize,
        is_cut: bool,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let who = 0..PEOPLE.len();
    prop_oneof![
        (who.clone(), any::<u8>()).prop_map(|(who, what)| Step::Act { who, what }),
        (who, prop_oneof![1..3_usize, Just(ALL)], any::<bool>()).prop_map(
            |(who, exchanges, is_cut)| Step::Meet {
                who,
                exchanges,
                is_cut
            }
        ),
    ]
}

#[derive(Debug, Clone)]
struct History {
    before: Vec<Step>,
    lost: Vec<Step>,
    after: Vec<Step>,
    order: Vec<usize>,
    /// How many devices were enrolled before the backup.
    early: usize,
    /// Whether whoever restored the centre said so, or it only lost the end of its log.
    is_told: bool,
}

fn history() -> impl Strategy<Value = History> {
    let steps = |most| proptest::collection::vec(step(), 0..most);
    let order = Just((0..PEOPLE.len()).collect::<Vec<_>>()).prop_shuffle();
    let early = prop_oneof![1..PEOPLE.len(), Just(PEOPLE.len())];
    (steps(12), steps(16), steps(8), order, early, any::<bool>()).prop_map(
        |(before, lost, after, order, early, is_told)| History {
            before,
            lost,
            after,
            order,
            early,
            is_told,
        },
    )
}

struct Story {
    town: Town,
    devices: Vec<Device>,
    /// What was said is numbered, so that each is there once.
    said: u32,
}

type Known = BTreeMap<DocId, BTreeSet<Hash>>;

impl Story {
    async fn begin() -> Self {
        Self {
            town: Town::new().await,
            devices: Vec::new(),
            said: 0,
        }
    }

    /// Enrols devices until there are `count`.
    async fn enrol(&mut self, count: usize) {
        let there = self.devices.len();
        for (number, (name, role)) in (1..).zip(PEOPLE).take(count).skip(there) {
            let mut device = Device::new(number, &self.town.address, MORNING);
            let code = self.town.code(name, role).await;
            assert_eq!(device.enrol(&code).await.enrolment, EnrolmentState::Idle);
            device.until_delivered().await;
            device.leave().await;
            self.devices.push(device);
        }
    }

    /// Steps of devices that are there.
    async fn take(&mut self, steps: &[Step]) {
        for step in steps {
            match *step {
                Step::Act { who, what } if who < self.devices.len() => self.act(who, what.into()),
                Step::Meet {
                    who,
                    exchanges,
                    is_cut,
                } if who < self.devices.len() => self.devices[who].meet(exchanges, is_cut).await,
                Step::Act { .. } | Step::Meet { .. } => {}
            }
        }
    }

    /// What may not be done now is left.
    fn act(&mut self, who: usize, what: usize) {
        let device = &self.devices[who];
        let docs = device.documents();
        let nth = |is: fn(&Contents) -> bool| {
            let fitting: Vec<DocId> = docs
                .iter()
                .filter(|(_, replica)| replica.contents().is_ok_and(|contents| is(&contents)))
                .map(|(doc, _)| *doc)
                .collect();
            fitting.get(what.checked_rem(fitting.len())?).copied()
        };
        let care = nth(|contents| matches!(contents, Contents::Care(_)));
        let offer = nth(|contents| matches!(contents, Contents::Offer(_)));
        match (PEOPLE[who].1, care, offer) {
            (Role::Resident, ..) if what.is_multiple_of(3) => {
                let doc = draft(device);
                drop(device.try_to(SendCare { doc }));
            }
            (Role::Caregiver, _, Some(offer)) if what.is_multiple_of(2) => {
                drop(device.try_to(ClaimOffer { offer }));
            }
            (Role::Worker, ..) if what.is_multiple_of(3) => {
                let person = nth(|contents| matches!(contents, Contents::Person(_)));
                let person = person.and_then(|doc| docs[&doc].contents().ok());
                if let Some(person) = person {
                    ask_for(device, person.header().resident);
                }
            }
            (_, Some(doc), _) => {
                self.said += 1;
                let text = format!("words {}", self.said);
                drop(device.try_to(Say { doc, text }));
            }
            _ => {}
        }
    }

    /// All changes at the centre, of documents that any device holds.
    fn at_centre(&self) -> Known {
        let docs: BTreeSet<DocId> = self
            .devices
            .iter()
            .flat_map(|device| device.documents().into_keys())
            .collect();
        let hashes = |doc| {
            let read = |store: &dyn linli_server::store::ReadTx| store.changes(doc, Seq::START);
            let changes = self.town.centre.store.read(read).unwrap();
            changes.into_iter().map(|change| change.hash).collect()
        };
        docs.into_iter().map(|doc| (doc, hashes(doc))).collect()
    }

    /// What the centre has now and any device holds.
    fn known(&self) -> Known {
        let mut known = self.at_centre();
        let mut held = Known::new();
        for device in &self.devices {
            for (doc, replica) in device.documents() {
                held.entry(doc).or_default().extend(hashes_of(&replica));
            }
        }
        for (doc, hashes) in &mut known {
            hashes.retain(|hash| held[doc].contains(hash));
        }
        known
    }
}

/// A worker asks for care for a resident, who consented to it just now or before.
fn ask_for(worker: &Device, resident: PersonId) {
    let acting = ActFor {
        resident: Some(resident),
    };
    if worker.try_to(acting).is_err() {
        drop(worker.try_to(GiveConsent {
            resident,
            purpose: "help at home".to_owned(),
            may: [Permission::Care].into(),
            until: worker.session().today,
            how: Assent::Witnessed {
                witness: "Li".to_owned(),
            },
        }));
    }
    if worker.session().account.unwrap().acts_for.is_some() {
        let doc = draft(worker);
        drop(worker.try_to(SendCare { doc }));
    }
    worker.ask(ActFor { resident: None });
}

fn hashes_of(replica: &Replica) -> BTreeSet<Hash> {
    let changes = replica.beside(None).into_iter();
    changes.map(|change| change.hash).collect()
}

async fn play(history: History) -> Result<(), TestCaseError> {
    let mut story = Story::begin().await;
    story.enrol(history.early).await;
    story.take(&history.before).await;
    let copy = story.town.back_up();
    story.enrol(PEOPLE.len()).await;
    story.take(&history.lost).await;
    let known = story.known();
    story.town.bring_back(&copy).await;
    if history.is_told {
        let begun = story
            .town
            .centre
            .store
            .write(|store| linli_server::core::heal::begin_epoch(store));
        begun.unwrap();
    }
    story.take(&history.after).await;
    for who in &history.order {
        story.devices[*who].meet(ALL, false).await;
    }
    let there = story.at_centre();
    for (doc, hashes) in &known {
        let lost: Vec<_> = hashes.difference(&there[doc]).collect();
        prop_assert!(lost.is_empty(), "lost of {doc}: {lost:?}");
    }
    // What one brought is news to another.
    for who in history.order.iter().chain(&history.order) {
        story.devices[*who].meet(ALL, false).await;
    }
    let there = story.at_centre();
    for device in &story.devices {
        let delivery = device.delivery();
        prop_assert_eq!((delivery.waiting, delivery.giving_back), (0, 0));
        for (doc, replica) in device.documents() {
            prop_assert_eq!(&hashes_of(&replica), &there[&doc], "all agree");
            if let Contents::Care(care) = replica.contents().unwrap() {
                let said = care.said();
                let texts: BTreeSet<_> = said.iter().map(|said| &said.text).collect();
                prop_assert_eq!(texts.len(), said.len(), "nothing is said twice");
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn after_a_restore_all_that_any_device_knew_is_there_again_and_once(history in history()) {
        Runtime::new().unwrap().block_on(play(history))?;
    }
}

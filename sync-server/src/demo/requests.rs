//! A handful of care requests in different states, made the way that people make
//! them: by devices of theirs, through the gate.

use super::people::DemoResident;
use crate::{
    core::{gate, key, reactions, transaction::Transaction},
    store::{Account, StoreError},
};
use linli_domain::{
    answer::{self, Answers, FieldId, Question, QuestionKind, Value},
    care::{CareEvent, Check, Place, Rating, VisitStep, When},
    catalogue::KindId,
    document::{DocKind, Header},
    id::{DeviceId, DocId},
    offer::OfferEvent,
    profile::ProfileField,
    recur,
    time::{DAY_MS, Timestamp, Weekday, Weekdays, Window, add_days},
};
use linli_replica::{
    exchange::{DeviceCard, Outcome},
    keys::SecretKey,
    replica::{Edit, Pen, Replica, ReplicaError},
    signed::SignedChange,
};

/// Where a request is to stand.
enum Stage {
    Open,
    Claimed,
    Done,
    Cancelled,
}

pub(super) fn plant(
    tx: &mut Transaction<'_>,
    residents: &[(Account, DemoResident)],
    caregivers: &[Account],
) -> Result<(), StoreError> {
    let Some((first, _)) = residents.first() else {
        return Ok(());
    };
    let offset = tx
        .state
        .catalogue
        .area(&first.area)
        .map_or(0, |area| area.utc_offset_minutes);
    let today = tx.now.local(offset).0;
    let on = |days, window| When::Once {
        date: add_days(today, days),
        window,
    };
    let weekly = When::Weekly {
        days: Weekdays::of(&[Weekday::Monday, Weekday::Thursday]),
        window: Window::MORNING,
        from: today,
        until: None,
    };
    let requests = [
        (1, "meal", When::Soon { date: today }, Stage::Open),
        (2, "clean", on(2, Window::MORNING), Stage::Cancelled),
        (3, "escort", on(-1, Window::MORNING), Stage::Done),
        (4, "bath", on(1, Window::AFTERNOON), Stage::Claimed),
        (6, "bath", weekly, Stage::Open),
        (8, "clean", on(1, Window::MORNING), Stage::Open),
    ];
    for (index, kind, when, stage) in requests {
        let caregiver = caregivers.get(2);
        if let (Some((account, resident)), Some(caregiver)) = (residents.get(index), caregiver) {
            request(tx, (account, resident), caregiver, kind, when, &stage)?;
        }
    }
    Ok(())
}

fn request(
    tx: &mut Transaction<'_>,
    (account, resident): (&Account, &DemoResident),
    caregiver: &Account,
    kind: &str,
    when: When,
    stage: &Stage,
) -> Result<(), StoreError> {
    let kind = KindId(kind.to_owned());
    let catalogue = tx.state.catalogue.clone();
    let Some(known) = catalogue.kind(&kind) else {
        return Ok(());
    };
    let field = |field| resident.profile.get(&field).cloned().unwrap_or_default();
    let place = Place {
        name: field(ProfileField::Name),
        phone: field(ProfileField::Phone),
        building: field(ProfileField::Building),
        door: field(ProfileField::Door),
    };
    let mut at = tx.now;
    if matches!(stage, Stage::Done) {
        at = at.plus_ms(-DAY_MS);
    }
    let visit = recur::only_visit(&when);
    let mut edits = vec![Edit::When(when), Edit::Place(place)];
    edits.extend(
        answers(&known.questions)
            .into_iter()
            .map(|(id, v)| Edit::Answer(id, Some(v))),
    );
    edits.push(Edit::Care(CareEvent::Sent));

    let phone = DemoPhone::enrol(tx, account)?;
    let id = DocId(super::random()?);
    let header = Header::new(
        id,
        DocKind::Care,
        account.writer.person,
        account.area.clone(),
    );
    phone.write(
        tx,
        at,
        |pen| Ok(Replica::begin_care(pen, &header, &kind)?.1),
    )?;
    phone.edit(tx, id, at, &edits)?;
    match (stage, visit) {
        (Stage::Claimed, _) => {
            let hers = DemoPhone::enrol(tx, caregiver)?;
            hers.edit(
                tx,
                reactions::offer_of(id),
                at,
                &[Edit::Offer(OfferEvent::Claimed)],
            )?;
            hers.retire(tx)?;
        }
        (Stage::Done, Some(visit)) => {
            let hers = DemoPhone::enrol(tx, caregiver)?;
            hers.edit(
                tx,
                reactions::offer_of(id),
                at,
                &[Edit::Offer(OfferEvent::Claimed)],
            )?;
            let step = |step| Edit::Care(CareEvent::Step { visit, step });
            let mut round = vec![step(VisitStep::OnTheWay), step(VisitStep::Arrived)];
            round.extend(known.safety.iter().map(|check| {
                let (check, result) = (check.id.clone(), Check::Fine);
                Edit::Care(CareEvent::Checked {
                    visit,
                    check,
                    result,
                })
            }));
            round.extend([step(VisitStep::Started), step(VisitStep::Finished)]);
            hers.edit(tx, id, at, &round)?;
            hers.retire(tx)?;
            let rating = Rating {
                grade: 5,
                words: "很周到，谢谢。Very kind, thank you.".to_owned(),
            };
            phone.edit(
                tx,
                id,
                tx.now,
                &[Edit::Care(CareEvent::Rated { visit, rating })],
            )?;
        }
        (Stage::Cancelled, _) => {
            let reason = "女儿这两天来看我。My daughter is visiting.".to_owned();
            phone.edit(tx, id, at, &[Edit::Care(CareEvent::Cancelled { reason })])?;
        }
        (Stage::Open | Stage::Done, _) => {}
    }
    phone.retire(tx)
}

/// The first answer that each question that must be answered allows.
fn answers(questions: &[Question]) -> Answers {
    let mut answers = Answers::new();
    loop {
        let journey = answer::journey(questions, &answers);
        let next = journey.into_iter().find_map(|question| {
            let known = answers.contains_key(&question.id);
            let value = if known || question.optional {
                None
            } else {
                first(question)
            };
            Some((question.id.clone(), value?))
        });
        let Some((id, value)): Option<(FieldId, Value)> = next else {
            return answers;
        };
        answers.insert(id, value);
    }
}

fn first(question: &Question) -> Option<Value> {
    Some(match &question.kind {
        QuestionKind::Choice { options } => Value::Choice(options.first()?.id.clone()),
        QuestionKind::Choices { options, .. } => Value::Choices(vec![options.first()?.id.clone()]),
        QuestionKind::YesNo => Value::Yes(false),
        QuestionKind::Number { min, .. } => Value::Number(*min),
        QuestionKind::Text { .. } | QuestionKind::LongText { .. } => {
            Value::Text("见面再说 We will talk".to_owned())
        }
        QuestionKind::Phone => Value::Text("000-5555-0100".to_owned()),
        // No kind of care must ask for these.
        QuestionKind::Date { .. }
        | QuestionKind::Time
        | QuestionKind::Money { .. }
        | QuestionKind::IdNumber
        | QuestionKind::DisabilityNumber
        | QuestionKind::BankCard
        | QuestionKind::Address
        | QuestionKind::DayWindow
        | QuestionKind::Photos { .. }
        | QuestionKind::Signature
        | QuestionKind::Person => return None,
    })
}

/// A device that exists only while Demo City is made.
struct DemoPhone {
    key: SecretKey,
    device: DeviceId,
    account: Account,
}

impl DemoPhone {
    fn enrol(tx: &mut Transaction<'_>, account: &Account) -> Result<Self, StoreError> {
        let key = SecretKey::from_seed(super::random()?);
        let device = DeviceId(super::random()?);
        let centre = tx.state.key.secret.clone();
        let card = DeviceCard::sign(&centre, device, key.public(), account.writer.clone());
        tx.store.put_device(&card, account.id, None, tx.now)?;
        Ok(Self {
            key,
            device,
            account: account.clone(),
        })
    }

    fn retire(self, tx: &mut Transaction<'_>) -> Result<(), StoreError> {
        tx.store.revoke_device(self.device, tx.now).map(drop)
    }

    fn edit(
        &self,
        tx: &mut Transaction<'_>,
        id: DocId,
        at: Timestamp,
        edits: &[Edit],
    ) -> Result<(), StoreError> {
        let mut copy = tx.take_out(id)?.ok_or(StoreError::Unreadable("document"))?;
        tx.put_back(id, copy.clone());
        self.write(tx, at, |pen| copy.edit(pen, edits))
    }

    fn write(
        &self,
        tx: &mut Transaction<'_>,
        now: Timestamp,
        make: impl FnOnce(&mut Pen<'_>) -> Result<SignedChange, ReplicaError>,
    ) -> Result<(), StoreError> {
        let mut fresh_id = || key::random().unwrap_or_default();
        let signed = make(&mut Pen {
            key: &self.key,
            device: self.device,
            incarnation: 0,
            author: self.account.writer.author(),
            now,
            fresh_id: &mut fresh_id,
        })?;
        match gate::admit(tx, &signed)? {
            Outcome::Received(_) => Ok(()),
            Outcome::Missing(_) | Outcome::Refused(..) => {
                Err(StoreError::Unreadable("change of the demo"))
            }
        }
    }
}

//! A handful of care requests in different states, made the way that people make
//! them: by devices of theirs, through the gate.

use super::{people::DemoResident, phone::DemoPhone};
use crate::{
    core::{reactions, transaction::Transaction},
    store::{Account, StoreError},
};
use linli_domain::{
    answer::{self, Answers, FieldId, Question, QuestionKind, Value},
    care::{CareEvent, Place, Rating, VisitId, VisitStep, When},
    catalogue::{CareKind, KindId},
    document::{DocKind, Header},
    id::DocId,
    offer::OfferEvent,
    profile::ProfileField,
    recur,
    time::{Timestamp, Weekday, Weekdays, Window, add_days},
};
use linli_replica::replica::{Edit, Replica};

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
    let catalogue = tx.state.catalogue.clone();
    let Some(kind) = catalogue.kind(&KindId(kind.to_owned())) else {
        return Ok(());
    };
    let visit = recur::only_visit(&when);
    let now = tx.now;
    if let (Stage::Done, Some(visit)) = (stage, visit) {
        // The centre heard of it when it happened.
        let area = catalogue.area(&account.area);
        let offset = area.map_or(0, |area| area.utc_offset_minutes);
        tx.now = Timestamp::at(visit.date, visit.slot, offset);
    }
    let at = tx.now;
    let phone = DemoPhone::enrol(tx, account)?;
    let care = send(tx, &phone, resident, kind, when, at)?;
    match (stage, visit) {
        (Stage::Claimed, _) => claim(tx, caregiver, care, at)?.retire(tx)?,
        (Stage::Done, Some(visit)) => {
            let visitor = claim(tx, caregiver, care, at)?;
            visitor.edit(tx, care, at, &steps_of(kind, visit))?;
            visitor.retire(tx)?;
            tx.now = now;
            let rating = Rating {
                grade: 5,
                words: "很周到，谢谢。Very kind, thank you.".to_owned(),
            };
            let rated = Edit::Care(CareEvent::Rated {
                visit,
                rating,
                by_proxy: false,
            });
            phone.edit(tx, care, now, &[rated])?;
        }
        (Stage::Cancelled, _) => {
            let reason = "女儿这两天来看我。My daughter is visiting.".to_owned();
            phone.edit(tx, care, at, &[Edit::Care(CareEvent::Cancelled { reason })])?;
        }
        (Stage::Open | Stage::Done, _) => {}
    }
    phone.retire(tx)
}

/// Fills a request in and sends it.
fn send(
    tx: &mut Transaction<'_>,
    phone: &DemoPhone,
    resident: &DemoResident,
    kind: &CareKind,
    when: When,
    at: Timestamp,
) -> Result<DocId, StoreError> {
    let field = |field| resident.profile.get(&field).cloned().unwrap_or_default();
    let place = Place {
        name: field(ProfileField::Name),
        phone: field(ProfileField::Phone),
        building: field(ProfileField::Building),
        door: field(ProfileField::Door),
        ..Place::default()
    };
    let mut edits = vec![Edit::When(when), Edit::Place(place)];
    let answers = answers(&kind.questions).into_iter();
    edits.extend(answers.map(|(id, value)| Edit::Answer(id, Some(value))));
    edits.push(Edit::Care(CareEvent::Sent));

    let id = DocId(tx.random()?);
    let Account { writer, area, .. } = &phone.account;
    let header = Header::new(id, DocKind::Care, writer.person, area.clone());
    phone.write(tx, at, |pen| {
        Ok(Replica::begin_care(pen, &header, &kind.id)?.1)
    })?;
    phone.edit(tx, id, at, &edits)?;
    Ok(id)
}

/// A caregiver's phone, with which the request was claimed.
fn claim(
    tx: &mut Transaction<'_>,
    caregiver: &Account,
    care: DocId,
    at: Timestamp,
) -> Result<DemoPhone, StoreError> {
    let phone = DemoPhone::enrol(tx, caregiver)?;
    let claimed = Edit::Offer(OfferEvent::Claimed);
    phone.edit(tx, reactions::offer_of(care), at, &[claimed])?;
    Ok(phone)
}

/// A visit from the way there to its end.
fn steps_of(kind: &CareKind, visit: VisitId) -> Vec<Edit> {
    let step = |step| Edit::Care(CareEvent::Step { visit, step });
    let mut steps = vec![step(VisitStep::OnTheWay), step(VisitStep::Arrived)];
    steps.extend(kind.safety.iter().map(|check| {
        let (check, result) = (check.id.clone(), check.in_order());
        Edit::Care(CareEvent::Checked {
            visit,
            check,
            result,
        })
    }));
    steps.extend([step(VisitStep::Started), step(VisitStep::Finished)]);
    steps
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
        _ => return None,
    })
}

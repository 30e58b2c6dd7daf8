//! Public services: what there is, and what this resident can have. Judged here, on
//! the device, over the resident's own document; nothing is sent anywhere.

use super::{
    prepare::{self, ServiceStanding},
    under_way::matter,
};
use crate::{
    engine::{
        Engine,
        entitled::{Judged, facts},
    },
    error::{EngineError, Result},
    store::{
        application::ListedApplication,
        spelled::{initials, readings},
    },
};
use linli_api::{
    ListServices, OpenService, Topic,
    view::{self, Entitled},
};
use linli_domain::{
    access::Refusal,
    catalogue::{Remind, Service},
    id::DocId,
    person::Person,
    profile::{ProfileField, ProfileKey},
    signs,
    sought::Sought,
    time::{Date, add_days, read_day},
};

pub(super) fn list(
    engine: &mut Engine,
    ask: ListServices,
    _: &mut Vec<Topic>,
) -> Result<view::Services> {
    let judged = judge_all(engine)?;
    let rows = own_applications(engine)?;
    let sought = Sought::new(&ask.search);
    let services = engine.catalogue.services.iter();
    let known: Vec<_> = services
        .zip(&judged)
        .map(|both| (known_as(both.0), both))
        .collect();
    let find = |sought: &Sought| {
        let sounds = sounds(sought);
        let found = known
            .iter()
            .filter(|(known, _)| is_found(known, sought, &sounds));
        found.map(|(_, both)| *both).collect::<Vec<_>>()
    };
    let mut found = find(&sought);
    let is_near = found.is_empty();
    if is_near {
        found = find(&sought.forgiving());
    }
    found.sort_by_key(|(_, judged)| group(judged.entitled));
    let open_questions = open_questions(found.iter().map(|(_, judged)| *judged));
    let mut lines = Vec::new();
    for (service, judged) in found {
        lines.push(view::ServiceLine {
            service: service.id.clone(),
            name: service.name.clone(),
            easy: service.easy.clone(),
            entitled: judged.entitled,
            looks_at: judged.looks_at.clone(),
            can_prepare: can_prepare(engine, &rows, service, judged.entitled)?,
            matter: matter(engine, &rows, service)?,
        });
    }
    Ok(view::Services {
        lines,
        is_near,
        open_questions,
    })
}

pub(super) fn open(
    engine: &mut Engine,
    ask: OpenService,
    _: &mut Vec<Topic>,
) -> Result<view::ServicePage> {
    let judged = judge_all(engine)?;
    let services = engine.catalogue.services.iter().zip(judged);
    let found = services
        .into_iter()
        .find(|(service, _)| service.id == ask.service);
    let (service, judged) = found.ok_or(EngineError::NoService(ask.service.0))?;
    let rows = own_applications(engine)?;
    let offices = &engine.catalogue.offices;
    Ok(view::ServicePage {
        can_prepare: can_prepare(engine, &rows, service, judged.entitled)?,
        matter: matter(engine, &rows, service)?,
        office: offices
            .iter()
            .find(|office| office.id == service.office)
            .cloned(),
        service: service.clone(),
        entitled: judged.entitled,
        open_questions: open_questions([&judged]),
        looks_at: judged.looks_at,
        reasons: judged.reasons,
    })
}

pub(super) fn judge_all(engine: &mut Engine) -> Result<Vec<Judged>> {
    let person = own_person(engine)?;
    let today = engine.today();
    let facts = facts(person.as_ref().map(|(_, person)| person), today);
    Ok(engine.judge.all(&engine.catalogue, &facts))
}

/// Whether it can be prepared: the rules say yes, and nothing is on its way.
fn can_prepare(
    engine: &Engine,
    rows: &[ListedApplication],
    service: &Service,
    entitled: Entitled,
) -> Result<bool> {
    if entitled != Entitled::Yes || !service.auto_grant {
        return Ok(false);
    }
    let standing = prepare::standing(engine, rows, service)?;
    Ok(prepare::can_be_prepared(service, standing))
}

/// Applications of the resident for whom this account acts.
pub(super) fn own_applications(engine: &Engine) -> Result<Vec<ListedApplication>> {
    match engine.enrolled()?.resident() {
        Some(resident) => Ok(engine.store.applications_of(resident)?),
        None => Ok(Vec::new()),
    }
}

/// Days to remember, the nearest first: what comes round, as far as the profile tells;
/// not what the rules say no to, nor what is done.
pub(super) fn reminders(engine: &mut Engine) -> Result<Vec<view::Reminder>> {
    let Some((_, person)) = own_person(engine)? else {
        return Ok(Vec::new());
    };
    let today = engine.today();
    let judged = judge_all(engine)?;
    let rows = own_applications(engine)?;
    let mut reminders = Vec::new();
    for (service, judged) in engine.catalogue.services.iter().zip(judged) {
        let Some(remind) = &service.remind else {
            continue;
        };
        let since = read_day(person.text(remind.field()));
        let Some(date) = since.and_then(|since| remind.day(since, today)) else {
            continue;
        };
        let standing = prepare::standing(engine, &rows, service)?;
        if judged.entitled == Entitled::No || is_done(engine, remind, date, standing) {
            continue;
        }
        reminders.push(view::Reminder {
            service: service.id.clone(),
            name: service.name.clone(),
            date,
            notice: remind.notice(date, today),
            what: match remind {
                Remind::Again { .. } | Remind::Until { .. } => view::ReminderKind::Due,
                Remind::Ages { .. } => view::ReminderKind::From,
            },
            can_prepare: judged.entitled == Entitled::Yes
                && prepare::can_be_prepared(service, standing),
        });
    }
    reminders.sort_by_key(|reminder| reminder.date);
    Ok(reminders)
}

/// Whether what falls due on `date` was asked for already.
fn is_done(engine: &Engine, remind: &Remind, date: Date, standing: ServiceStanding) -> bool {
    match (standing, remind) {
        (ServiceStanding::Open, _) => false,
        (ServiceStanding::OnItsWay, _) | (ServiceStanding::Granted { .. }, Remind::Ages { .. }) => {
            true
        }
        (ServiceStanding::Granted { asked }, Remind::Again { .. } | Remind::Until { .. }) => {
            let longest = remind.days_before().iter().copied().max().unwrap_or(0);
            let asked = asked.map(|at| at.local(engine.offset_minutes()).0);
            asked.is_some_and(|day| day >= add_days(date, -i32::from(longest)))
        }
    }
}

/// The document of the resident for whom this account acts, if it is here.
pub(super) fn own_person(engine: &Engine) -> Result<Option<(DocId, Person)>> {
    let resident = engine
        .enrolled()?
        .resident()
        .ok_or(EngineError::NotAllowed(Refusal::NotForRole))?;
    let Some(doc) = engine.store.person_doc(resident)? else {
        return Ok(None);
    };
    let person = engine.contents(doc)?.into_person();
    Ok(person.map(|person| (doc, person)))
}

const fn group(entitled: Entitled) -> u8 {
    match entitled {
        Entitled::Yes => 0,
        Entitled::MayAsk => 1,
        Entitled::Unknown => 2,
        Entitled::NotYet { .. } => 3,
        Entitled::No => 4,
        Entitled::OnOccasion => 5,
    }
}

/// Of one character alone too many have the same sound.
const LEAST_SOUNDS: usize = 2;

/// What a service is called or known as, by its signs and by its sound.
fn known_as(service: &Service) -> String {
    let texts = [&service.name, &service.easy, &service.short];
    let mut known: String = texts
        .iter()
        .flat_map(|text| ["zh-CN", "en"].map(|tag| signs::sought(text.get(tag))))
        .collect();
    known.extend(service.keywords.iter().map(|word| signs::sought(word)));
    for reading in texts.iter().flat_map(|text| readings(text.get("zh-CN"))) {
        known.extend([" ", &reading.concat(), " ", &initials(&reading)]);
    }
    known
}

/// How each word sounds. Who is forgiven one sign is forgiven all that sound the same too;
/// otherwise nothing.
fn sounds(sought: &Sought) -> Vec<Vec<String>> {
    let of_word = |word: &str| {
        let is_spelled = sought.is_forgiving() && word.chars().count() >= LEAST_SOUNDS;
        let readings = is_spelled.then(|| readings(word)).into_iter().flatten();
        readings.map(|reading| reading.concat()).collect()
    };
    sought.words().map(of_word).collect()
}

/// Every word looked for stands somewhere in what is `known`, or sounds as something there.
fn is_found(known: &str, sought: &Sought, sounds: &[Vec<String>]) -> bool {
    let mut words = sought.words().zip(sounds);
    words.all(|(word, sounds)| {
        sought.is_word_in(word, known) || sounds.iter().any(|sound| known.contains(sound))
    })
}

/// What nobody has answered yet, each once.
fn open_questions<'a>(judged: impl IntoIterator<Item = &'a Judged>) -> Vec<ProfileField> {
    let mut open = Vec::new();
    let missing = judged.into_iter().flat_map(|judged| &judged.missing);
    for field in missing.filter_map(ProfileKey::known) {
        if !open.contains(&field) {
            open.push(field);
        }
    }
    open
}

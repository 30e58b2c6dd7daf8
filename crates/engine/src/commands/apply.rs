//! Applications as they are written: begun, answered, sent, and moved on by whoever
//! may.

use super::{application_of, draft::keepable, intent, known};
use crate::{
    engine::Engine,
    error::{EngineError, Result},
    store::{
        application::ApplicationRow,
        commit::Batch,
        typed::{Place, Typed},
    },
};
use linli_api::{
    Advance, AnswerApplication, KeepInProfile, StartApplication, Topic,
    view::{ApplicationRef, FormName},
};
use linli_domain::{
    access::Refusal,
    answer::{self, AnswerError, FieldId, Question, QuestionKind, Value},
    application::{self, Application, ApplicationEvent, ApplicationState, ApplicationStatus},
    catalogue::{Catalogue, Service},
    document::{DocKind, Header},
    id::{DocId, PersonId},
    role::Role,
    time::{DAY_MS, Date, MINUTE_MS, Timestamp},
};
use linli_replica::replica::{Edit, Replica};

/// How long an officer keeps an application to themselves before others may go on.
const LEASE_MS: i64 = 120 * MINUTE_MS;
/// How long what a bundle was answered once counts for the rest of it.
const RUN_MS: i64 = 90 * DAY_MS;

pub(super) fn start(
    engine: &mut Engine,
    ask: StartApplication,
    changed: &mut Vec<Topic>,
) -> Result<ApplicationRef> {
    let service = engine.catalogue.service(&ask.service);
    let service = service.ok_or_else(|| EngineError::NoService(ask.service.0.clone()))?;
    let (id, office) = (service.id.clone(), service.office.clone());
    let own = engine.enrolled()?;
    let resident = own
        .resident()
        .ok_or(EngineError::NotAllowed(Refusal::NotForRole))?;
    let area = own.area.clone();
    // What was begun is gone on with, empty drafts too: never two of one thing.
    let rows = engine.store.applications_of(resident)?;
    let draft = rows.iter().find(|row| {
        row.line.service == id
            && row.line.status == ApplicationStatus::Draft
            && (ask.bundle.is_none() || row.line.bundle == ask.bundle)
    });
    if let Some(draft) = draft {
        return Ok(ApplicationRef { doc: draft.doc });
    }
    let doc = DocId(crate::host::fresh_id(engine.host.as_mut()));
    let header = Header::new(doc, DocKind::Application, resident, area);
    let version = engine.catalogue.version.clone();
    let bundle = ask.bundle.clone();
    let now = engine.now();
    let answers = answered_elsewhere(engine, &rows, &ask, now)?;
    engine.begin(
        |pen| Replica::begin_application(pen, &header, &id, &version, &office, bundle.as_ref()),
        &answers,
        intent(ask, ""),
        changed,
    )?;
    Ok(ApplicationRef { doc })
}

/// Answers that other applications of the bundle gave already, this time.
fn answered_elsewhere(
    engine: &Engine,
    rows: &[ApplicationRow],
    ask: &StartApplication,
    now: Timestamp,
) -> Result<Vec<Edit>> {
    let mut edits: Vec<Edit> = Vec::new();
    let (Some(service), Some(_)) = (engine.catalogue.service(&ask.service), &ask.bundle) else {
        return Ok(edits);
    };
    let of_bundle = |row: &&ApplicationRow| row.line.bundle == ask.bundle;
    // Applied for before: this is another time, and perhaps about somebody else.
    let is_again = rows
        .iter()
        .filter(of_bundle)
        .any(|row| row.line.service == ask.service);
    let siblings = rows.iter().filter(of_bundle).filter(|row| {
        let status = row.line.status;
        let is_recent = now.since(row.touched) <= RUN_MS;
        row.line.service != ask.service
            && (status == ApplicationStatus::Draft
                || !is_again && (status.is_open() || status.has_answer() && is_recent))
    });
    for row in siblings {
        let own = application_of(engine, row.doc)?;
        for question in &service.questions {
            let is_new = !edits.iter().any(|edit| is_for(edit, &question.id));
            if let Some(value) = own.answers.get(&question.id).filter(|_| is_new)
                && is_shared(engine, &own, question)
            {
                edits.push(edit(question, Some(value.clone())));
            }
        }
    }
    Ok(edits)
}

fn is_for(edit: &Edit, id: &FieldId) -> bool {
    matches!(edit, Edit::Answer(field, _) | Edit::Whole(field, _) if field == id)
}

/// Whether `other` asks the same thing in the same way, so that one answer serves both.
fn is_shared(engine: &Engine, other: &Application, question: &Question) -> bool {
    // A picture belongs to the application that it was taken for, and a name stands
    // under what was read.
    let is_own = question.own
        || matches!(
            question.kind,
            QuestionKind::Photos { .. } | QuestionKind::Signature
        );
    let asked = engine.catalogue.service(&other.service);
    let asked = asked.and_then(|service| service.question(&question.id));
    !is_own && asked.is_some_and(|asked| !asked.own && asked.kind == question.kind)
}

/// Long texts merge letter by letter; everything else is whole.
pub(super) fn edit(question: &Question, value: Option<Value>) -> Edit {
    let field = question.id.clone();
    match value {
        Some(value) if !matches!(question.kind, QuestionKind::LongText { .. }) => {
            Edit::Whole(field, value)
        }
        value => Edit::Answer(field, value),
    }
}

pub(super) fn answer(
    engine: &mut Engine,
    ask: AnswerApplication,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    let own = application_of(engine, ask.doc)?;
    let service = service_of(engine, &own)?;
    let wrong = || EngineError::field(&ask.field.0, AnswerError::WrongType);
    let question = service.question(&ask.field).ok_or_else(wrong)?.clone();
    let value = ask
        .value
        .clone()
        .map(|value| answer::normal(&question.kind, value));
    if let Some(value) = &value {
        keepable(&service.questions, &ask.field.0, value)?;
    }
    let mut edits = vec![(ask.doc, edit(&question, value.clone()))];
    for doc in siblings(engine, &own)? {
        let other = application_of(engine, doc)?;
        if is_shared(engine, &other, &question) && application::fold(&other).is_writable(&ask.field)
        {
            edits.push((doc, edit(&question, value.clone())));
        }
    }
    if let Some(value) = &value {
        let (resident, now) = (own.header.resident, engine.now());
        edits.extend(known::confirmed(engine, resident, &question, value, now)?);
    }
    let words = match &value {
        Some(Value::Text(words)) => words.clone(),
        _ => String::new(),
    };
    engine.write_each(edits, intent(ask, &words), changed)
}

/// The other drafts of the same bundle.
fn siblings(engine: &Engine, own: &Application) -> Result<Vec<DocId>> {
    if own.bundle.is_none() {
        return Ok(Vec::new());
    }
    let rows = engine.store.applications_of(own.header.resident)?;
    let others = rows.into_iter().filter(|row| {
        row.doc != own.header.id
            && row.line.bundle == own.bundle
            && row.line.status == ApplicationStatus::Draft
    });
    Ok(others.map(|row| row.doc).collect())
}

/// The service as the catalogue said when the application was begun, where that is
/// still known; else as it says now.
pub(super) fn service_of(engine: &Engine, own: &Application) -> Result<Service> {
    if own.version != engine.catalogue.version
        && let Some(json) = engine.store.kept_catalogue(&own.version)?
    {
        let kept: Catalogue =
            serde_json::from_str(&json).map_err(EngineError::kept("catalogue"))?;
        if let Some(service) = kept.service(&own.service) {
            return Ok(service.clone());
        }
    }
    let service = engine.catalogue.service(&own.service);
    service
        .cloned()
        .ok_or_else(|| EngineError::NoService(own.service.0.clone()))
}

pub(super) fn keep_in_profile(
    engine: &mut Engine,
    ask: KeepInProfile,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    let own = application_of(engine, ask.doc)?;
    let service = service_of(engine, &own)?;
    let person = engine.store.person_doc(own.header.resident)?;
    let person = person.ok_or(EngineError::NoAddress)?;
    let questions = ask.fields.iter().filter_map(|id| service.question(id));
    let edits: Vec<Edit> = questions
        .filter_map(|question| Some((question, own.answers.get(&question.id)?)))
        .flat_map(|(question, value)| known::profile_edits(question, value))
        .collect();
    if edits.is_empty() {
        return Ok(());
    }
    engine.write(person, &edits, intent(ask, ""), changed)
}

pub(super) fn advance(engine: &mut Engine, ask: Advance, changed: &mut Vec<Topic>) -> Result<()> {
    let own = application_of(engine, ask.doc)?;
    let state = application::fold(&own);
    let writer = engine.enrolled()?.writer.clone();
    let (now, today) = (engine.now(), engine.today());
    let what = match ask.what.clone() {
        ApplicationEvent::Submitted { .. } => {
            complete(engine, &own, today)?;
            ApplicationEvent::Submitted {
                by_proxy: writer.role != Role::Resident,
            }
        }
        ApplicationEvent::Supplemented => {
            supplemented(engine, &own, &state, today)?;
            ApplicationEvent::Supplemented
        }
        ApplicationEvent::LeaseTaken { .. } => lease(engine, writer.person, now)?,
        what => what,
    };
    let words = words_of(&what).to_owned();
    let mut edits = match what {
        ApplicationEvent::Submitted { .. } => not_asked(engine, &own)?,
        _ => Vec::new(),
    };
    edits.push(Edit::Application(what));
    // What was written in the form is sent with it, and kept no longer.
    let sent = form_of(&ask.what).map(|form| Typed {
        doc: ask.doc,
        place: Place::Form(form),
        text: String::new(),
    });
    let batch = Batch {
        typed: sent.into_iter().collect(),
        ..Batch::default()
    };
    let doc = ask.doc;
    engine.write_with(batch, doc, &edits, intent(ask, &words), changed)
}

/// What was answered before another answer took its question away: no office's business.
fn not_asked(engine: &Engine, own: &Application) -> Result<Vec<Edit>> {
    let service = service_of(engine, own)?;
    let asked = answer::journey(&service.questions, &own.answers);
    let is_asked = |field: &&FieldId| asked.iter().any(|question| question.id == **field);
    let left = own.answers.keys().filter(|field| !is_asked(field));
    Ok(left
        .map(|field| Edit::Answer(field.clone(), None))
        .collect())
}

/// The form that has this happen.
const fn form_of(what: &ApplicationEvent) -> Option<FormName> {
    use ApplicationEvent as E;
    Some(match what {
        E::MoreAsked { .. } => FormName::More,
        E::Decided { .. } => FormName::Decide,
        E::NotAccepted { .. } => FormName::TurnAway,
        E::CorrectionAnswered { .. } => FormName::Correction,
        E::FollowedUp { .. } => FormName::FollowUp,
        E::Objected { .. } => FormName::Object,
        E::CorrectionAsked { .. } => FormName::Correct,
        E::Withdrawn { .. } => FormName::Withdraw,
        E::Rated { .. } => FormName::Rate,
        _ => return None,
    })
}

/// This officer's turn, with the name that colleagues see.
fn lease(engine: &Engine, officer: PersonId, now: Timestamp) -> Result<ApplicationEvent> {
    Ok(ApplicationEvent::LeaseTaken {
        officer,
        until: now.plus_ms(LEASE_MS),
        name: engine.enrolled()?.name.clone(),
    })
}

/// What a person wrote, for the shelf.
fn words_of(what: &ApplicationEvent) -> &str {
    use ApplicationEvent as E;
    match what {
        E::NotAccepted { words, .. }
        | E::MoreAsked { words, .. }
        | E::Decided { words, .. }
        | E::Objected { words }
        | E::CorrectionAsked { words }
        | E::CorrectionAnswered { words, .. }
        | E::FollowedUp { words } => words,
        E::Withdrawn { reason } => reason,
        E::Said { text } => text,
        E::Rated { rating } => &rating.words,
        _ => "",
    }
}

/// Whether every question that is asked has its answer, and one only.
fn complete(engine: &Engine, own: &Application, today: Date) -> Result<()> {
    let service = service_of(engine, own)?;
    let asked = answer::journey(&service.questions, &own.answers);
    agree(engine, own, (&service, &asked), today)
}

/// What was asked for again is there, and nothing of it contradicts the rest. What was
/// not asked for cannot be written now, and so keeps nobody: neither a second answer nor
/// a day that went by while the office had it.
fn supplemented(
    engine: &Engine,
    own: &Application,
    state: &ApplicationState,
    today: Date,
) -> Result<()> {
    let service = service_of(engine, own)?;
    let items = state.asked.iter().flat_map(|asked| &asked.items);
    let asked: Vec<_> = items
        .filter_map(|item| service.question(&item.field))
        .collect();
    agree(engine, own, (&service, &asked), today)
}

/// Whether each of `asked` has its answer, one only, which contradicts no other and no
/// calendar.
fn agree(
    engine: &Engine,
    own: &Application,
    (service, asked): (&Service, &[&Question]),
    today: Date,
) -> Result<()> {
    let mut wrong = answer::across(&service.questions, &own.answers);
    wrong.extend(answer::on_day(&service.questions, &own.answers, today));
    let clashes = engine.replica(own.header.id)?.clashes()?;
    for question in asked {
        let id = &question.id;
        answer::check(question, own.answers.get(id))
            .map_err(|why| EngineError::field(&id.0, why))?;
        if let Some((_, why)) = wrong.iter().find(|(field, _)| field == id) {
            return Err(EngineError::field(&id.0, *why));
        }
        if clashes.contains_key(id) {
            return Err(EngineError::field(&id.0, AnswerError::Required));
        }
    }
    Ok(())
}

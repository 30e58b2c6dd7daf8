//! Applications: begun, sent, and moved on by whoever may. How they are answered is in
//! [`super::form`].

use super::{
    application_of,
    bundle::answers::given_before,
    form::{application_form, complete},
    intent,
};
use crate::{
    engine::Engine,
    error::{EngineError, Result},
    store::{
        commit::Batch,
        typed::{Place, Typed},
    },
};
use linli_api::{
    Advance, StartApplication, Topic,
    view::{ApplicationRef, FormName},
};
use linli_domain::{
    access::Refusal,
    application::{Application, ApplicationEvent, ApplicationStatus},
    contents::Contents,
    document::{DocKind, Header},
    id::{DocId, PersonId},
    role::Role,
    time::{MINUTE_MS, Timestamp},
};
use linli_replica::replica::{Edit, Replica};

/// How long an officer keeps an application to themselves before others may go on.
const LEASE_MS: i64 = 120 * MINUTE_MS;

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
    // Drafts are reused even when empty, so there is at most one per service.
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
    let answers = given_before(engine, &rows, &ask, now)?;
    engine.begin(
        |pen| Replica::begin_application(pen, &header, &id, &version, &office, bundle.as_ref()),
        &answers,
        intent(ask, ""),
        changed,
    )?;
    Ok(ApplicationRef { doc })
}

pub(super) fn advance(engine: &mut Engine, ask: Advance, changed: &mut Vec<Topic>) -> Result<()> {
    let own = application_of(engine, ask.doc)?;
    let writer = engine.enrolled()?.writer.clone();
    let (now, today) = (engine.now(), engine.today());
    let what = match ask.what.clone() {
        ApplicationEvent::Submitted { .. } => {
            complete(engine, &Contents::Application(own.clone()), today)?;
            ApplicationEvent::Submitted {
                by_proxy: writer.role != Role::Resident,
            }
        }
        ApplicationEvent::Supplemented => {
            // What was asked for again is there; the rest cannot be written now.
            complete(engine, &Contents::Application(own.clone()), today)?;
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

/// Removes what was answered before another answer took its question away.
fn not_asked(engine: &Engine, own: &Application) -> Result<Vec<Edit>> {
    let form = application_form(engine, own)?;
    let left = form.not_asked().into_iter();
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

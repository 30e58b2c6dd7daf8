//! Applications: begun, sent, and moved on by whoever may. How they are answered is in
//! [`super::form`].

use super::{
    application_of,
    bundle::answers::given_before,
    draft::home_of,
    form::{application_form, complete},
    intent,
    under_way::{is_only, under_way},
};
use crate::{
    engine::Engine,
    error::{EngineError, Result},
    store::{
        commit::Batch,
        typed::{TypedPlace, TypedText},
    },
};
use linli_api::{
    Advance, StartApplication, Topic,
    view::{ApplicationRef, FormName},
};
use linli_domain::{
    access::Refusal,
    application::{Application, ApplicationAction, ApplicationStatus},
    contents::Contents,
    document::{DocKind, Header},
    id::DocId,
};
use linli_replica::replica::{Edit, Replica};

pub(super) fn start(
    engine: &mut Engine,
    ask: StartApplication,
    changed: &mut Vec<Topic>,
) -> Result<ApplicationRef> {
    let service = engine.catalogue.service(&ask.service);
    let service = service.ok_or_else(|| EngineError::NoService(ask.service.0.clone()))?;
    let (id, office) = (service.id.clone(), service.office.clone());
    let enrolment = engine.enrolled()?;
    let resident = enrolment
        .resident()
        .ok_or(EngineError::NotAllowed(Refusal::NotForRole))?;
    let area = home_of(engine, resident)?;
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
    if let Some(sent) = under_way(engine, &rows, &id) {
        return Ok(ApplicationRef { doc: sent.doc });
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
    let Advance { doc, what } = ask.clone();
    let application = application_of(engine, doc)?;
    let (now, today) = (engine.now(), engine.today());
    // Of what was asked for again, only that can be written now.
    if matches!(
        what,
        ApplicationAction::Submit | ApplicationAction::Supplement
    ) {
        complete(engine, &Contents::Application(application.clone()), today)?;
    }
    if what == ApplicationAction::Submit {
        is_only(engine, &application)?;
    }
    let mut edits = match what {
        ApplicationAction::Submit => not_asked(engine, &application)?,
        _ => Vec::new(),
    };
    // What was written in the form is sent with it, and kept no longer.
    let sent = form_of(&what).map(|form| TypedText {
        doc,
        place: TypedPlace::Form(form),
        text: String::new(),
    });
    let batch = Batch {
        typed: sent.into_iter().collect(),
        ..Batch::default()
    };
    let intent = intent(ask, what.words());
    let me = engine.enrolled()?;
    let event = what.event(me.writer.author(), &me.name, now);
    edits.push(Edit::Application(event));
    engine.write_with(batch, doc, &edits, intent, changed)
}

/// Removes what was answered before another answer took its question away.
fn not_asked(engine: &Engine, application: &Application) -> Result<Vec<Edit>> {
    let form = application_form(engine, application)?;
    let left = form.not_asked().into_iter();
    Ok(left
        .map(|field| Edit::Answer(field.clone(), None))
        .collect())
}

/// The form in which its words are written.
const fn form_of(what: &ApplicationAction) -> Option<FormName> {
    use ApplicationAction as A;
    Some(match what {
        A::AskMore { .. } => FormName::More,
        A::Decide { .. } => FormName::Decide,
        A::TurnAway { .. } => FormName::TurnAway,
        A::AnswerCorrection { .. } => FormName::Correction,
        A::FollowUp { .. } => FormName::FollowUp,
        A::Object { .. } => FormName::Object,
        A::AskCorrection { .. } => FormName::Correct,
        A::Withdraw { .. } => FormName::Withdraw,
        A::Rate { .. } => FormName::Rate,
        _ => return None,
    })
}

//! What residents consent to, and for whom a worker acts.

use super::{draft::home_of, intent, roster::for_worker};
use crate::{
    engine::Engine,
    error::{EngineError, Result},
    identity::Acting,
    store::{
        commit::Batch,
        setting::{self, Setting},
    },
};
use linli_api::{ActFor, EndConsent, GiveConsent, ListConsents, Topic, view};
use linli_domain::{
    access::Refusal,
    consent::{ConsentEvent, Grant},
    document::{DocKind, Header},
    id::{DocId, PersonId},
};
use linli_replica::replica::{Edit, Replica};
use std::cmp::Reverse;

/// Writes it down; the worker acts for the resident from now on.
pub(super) fn give(engine: &mut Engine, ask: GiveConsent, changed: &mut Vec<Topic>) -> Result<()> {
    let resident = ask.resident;
    let area = home_of(engine, resident)?;
    let id = DocId(crate::host::fresh_id(engine.host.as_mut()));
    let header = Header::new(id, DocKind::Consent, resident, area);
    let enrolment = engine.enrolled()?;
    let grant = Grant {
        to: enrolment.writer.person,
        to_name: enrolment.name.clone(),
        purpose: ask.purpose.trim().to_owned(),
        may: ask.may.clone(),
        until: ask.until,
        how: ask.how.clone(),
    };
    let words = grant.purpose.clone();
    engine.begin(
        |pen| Replica::begin_consent(pen, &header),
        &[Edit::Consent(ConsentEvent::Given(grant))],
        intent(ask, &words),
        changed,
    )?;
    act_for(
        engine,
        ActFor {
            resident: Some(resident),
        },
        changed,
    )
}

pub(super) fn end(engine: &mut Engine, ask: EndConsent, changed: &mut Vec<Topic>) -> Result<()> {
    let edit = Edit::Consent(ConsentEvent::Ended);
    engine.write(ask.doc, &[edit], intent(ask, ""), changed)
}

pub(super) fn list(
    engine: &mut Engine,
    _: ListConsents,
    _: &mut Vec<Topic>,
) -> Result<Vec<view::ConsentLine>> {
    match engine.enrolled()?.resident() {
        Some(resident) => of(engine, resident),
        None => Ok(Vec::new()),
    }
}

/// What a resident consented to: first what holds, each newest first.
pub(super) fn of(engine: &mut Engine, resident: PersonId) -> Result<Vec<view::ConsentLine>> {
    let today = engine.today();
    let own = engine.enrolled()?.writer.person;
    let given = engine.store.consents(resident)?.into_iter();
    let mut lines: Vec<_> = given
        .map(|(doc, line)| view::ConsentLine {
            doc,
            is_mine: line.grant.to == own,
            holds: line.ended_at.is_none() && today <= line.grant.until,
            grant: line.grant,
            given_at: line.given_at,
            ended_at: line.ended_at,
        })
        .collect();
    lines.sort_by_key(|line| (!line.holds, Reverse(line.given_at), line.doc));
    Ok(lines)
}

pub(super) fn act_for(engine: &mut Engine, ask: ActFor, changed: &mut Vec<Topic>) -> Result<()> {
    for_worker(engine)?;
    let acting = match ask.resident {
        Some(resident) => {
            let mut lines = of(engine, resident)?.into_iter();
            let mine = lines.find(|line| line.is_mine && line.holds);
            let mine = mine.ok_or(EngineError::NotAllowed(Refusal::NoConsent))?;
            Some(Acting {
                resident,
                consent: mine.doc,
            })
        }
        None => None,
    };
    set(engine, acting, changed)
}

/// Ends acting for a resident whose consent holds no longer.
pub(super) fn check(engine: &mut Engine, changed: &mut Vec<Topic>) -> Result<()> {
    let Some(acting) = engine.enrolment.as_ref().and_then(|known| known.acting) else {
        return Ok(());
    };
    let mut lines = of(engine, acting.resident)?.into_iter();
    if lines.any(|line| line.doc == acting.consent && line.holds) {
        return Ok(());
    }
    set(engine, None, changed)
}

fn set(engine: &mut Engine, acting: Option<Acting>, changed: &mut Vec<Topic>) -> Result<()> {
    let mut enrolment = engine.enrolled()?.clone();
    enrolment.acting = acting;
    engine.commit(Batch {
        settings: vec![Setting::of(&setting::ENROLMENT, &enrolment)?],
        ..Batch::default()
    })?;
    engine.enrolment = Some(enrolment);
    changed.extend([
        Topic::Session,
        Topic::Profile,
        Topic::Matters,
        Topic::Consents,
    ]);
    Ok(())
}

//! What waits for the resident: matters in which it is their turn, for the home page.

use crate::{
    engine::Engine,
    error::Result,
    store::{
        application::{ApplicationLine, ListedApplication},
        care::{CareLine, CareRow},
        matter::MatterRow,
    },
};
use linli_api::view::{Waiting, WaitingFor};
use linli_domain::{
    application::ApplicationStatus,
    care::{self, AlertKind, CareStatus, VisitStatus},
    id::PersonId,
    text::LocalText,
    time::{DAY_MS, Date, add_days},
};

/// For how long a visit is asked about: later nobody remembers how it was.
const RATING_DAYS: i32 = 14;

/// The most pressing first: what has a last day, then answers, then what nobody took on,
/// then how visits were, then what was begun.
pub(super) fn list(engine: &mut Engine, resident: PersonId) -> Result<Vec<Waiting>> {
    let (now, today) = (engine.now(), engine.today());
    let heard_on = engine.heard_on();
    let since = now.plus_ms(-i64::from(RATING_DAYS) * DAY_MS);
    let rows = engine.store.matters_since(resident, since)?;
    let mut waits: Vec<_> = rows
        .into_iter()
        .filter_map(|row| match row {
            MatterRow::Care(CareRow { doc, line, .. }) => {
                let kind = engine.catalogue.kind(&line.kind);
                let calls = kind.and_then(AlertKind::of);
                let what = request(line, today, heard_on).filter(|_| calls.is_none())?;
                Some(Waiting { doc, what })
            }
            MatterRow::Application(ListedApplication { doc, line, .. }) => {
                let service = engine.catalogue.service(&line.service);
                let name = service.map(|service| service.name.clone());
                let what = application(&line, name.unwrap_or_default())?;
                Some(Waiting { doc, what })
            }
        })
        .collect();
    waits.sort_by_key(|waiting| (place(&waiting.what), waiting.doc));
    Ok(waits)
}

fn application(line: &ApplicationLine, name: LocalText) -> Option<WaitingFor> {
    if line.status == ApplicationStatus::Draft {
        return Some(WaitingFor::ApplicationDraft { name });
    }
    if let Some(until) = line.asked_until {
        return Some(WaitingFor::More { name, until });
    }
    line.has_news.then_some(WaitingFor::Answer { name })
}

fn request(line: CareLine, today: Date, heard_on: Option<Date>) -> Option<WaitingFor> {
    let outdated = care::outdated(line.status, line.when.as_ref(), heard_on);
    let kind = line.kind;
    match line.status {
        CareStatus::Draft => Some(WaitingFor::CareDraft { kind }),
        CareStatus::Sent | CareStatus::Received => Some(WaitingFor::Outdated {
            kind,
            day: outdated?,
        }),
        CareStatus::Assigned | CareStatus::Completed => {
            let first = add_days(today, -RATING_DAYS);
            let mut visits = line.visits.into_iter().rev();
            let (visit, _) =
                visits.find(|(id, status)| *status == VisitStatus::Finished && id.date >= first)?;
            Some(WaitingFor::Rating { kind, visit })
        }
        CareStatus::Cancelled | CareStatus::Discarded => None,
    }
}

/// Where it stands in the list.
const fn place(what: &WaitingFor) -> (u8, Option<Date>) {
    match what {
        WaitingFor::More { until, .. } => (0, Some(*until)),
        WaitingFor::Answer { .. } => (1, None),
        WaitingFor::Outdated { day, .. } => (2, Some(*day)),
        WaitingFor::Rating { visit, .. } => (3, Some(visit.date)),
        WaitingFor::CareDraft { .. } | WaitingFor::ApplicationDraft { .. } => (4, None),
    }
}

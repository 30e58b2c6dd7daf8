//! Whether an action fits the application as it stands now, and in which way it does not.
//! The gate would refuse most of these too, but with one word for all.

use super::problem::Problem;
use crate::core::transaction::Transaction;
use linli_domain::{
    answer::FieldId,
    application::{Application, ApplicationEvent, ApplicationMove, fold, may},
    catalogue::Service,
    document::Author,
    time::Timestamp,
    why::Why,
};

/// Whether `event` of `author`'s fits.
pub(super) fn now(
    tx: &Transaction<'_>,
    application: &Application,
    author: Author,
    event: &ApplicationEvent,
) -> Result<(), Problem> {
    if let Some(what) = ApplicationMove::of(event) {
        may(&fold(application), author, what, tx.now).map_err(|why| problem(why, tx.now))?;
    }
    asking(tx, application, event)
}

fn problem(why: Why, now: Timestamp) -> Problem {
    match why {
        Why::Leased { until } => Problem::leased(until.since(now)),
        Why::Waiting => Problem::conflict(Why::TooEarly.code(), why.to_string()),
        Why::AskedBefore => {
            let detail = "more was asked for before; say why in `again`";
            Problem::conflict(why.code(), detail)
        }
        _ => Problem::conflict(why.code(), why.to_string()),
    }
}

/// What the policy leaves open, because a device may have good reason: a last day that
/// is over, or a question that there is not, would leave the resident helpless.
fn asking(
    tx: &Transaction<'_>,
    application: &Application,
    event: &ApplicationEvent,
) -> Result<(), Problem> {
    let ApplicationEvent::MoreAsked { items, due, .. } = event else {
        return Ok(());
    };
    let catalogue = &tx.state.catalogue;
    let area = catalogue.area(&application.header.area);
    let offset = area.map_or(0, |area| area.utc_offset_minutes);
    if *due < tx.now.local(offset).0 {
        return Err(Problem::conflict("due-passed", "`due` is over"));
    }
    let service = catalogue.service(&application.service);
    let unknown = items
        .iter()
        .find(|item| service.is_some_and(|service| !asks(service, &item.field)));
    match unknown {
        Some(item) => {
            let detail = format!("the service has no question `{}`", item.field);
            Err(Problem::conflict("no-such-question", detail))
        }
        None => Ok(()),
    }
}

/// Whether the service asks for it: a question, or a paper.
fn asks(service: &Service, field: &FieldId) -> bool {
    let mut papers = service.evidence.iter();
    service.question(field).is_some() || papers.any(|paper| paper.id == field.0)
}

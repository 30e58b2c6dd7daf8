//! What family or a worker sent for the resident, or wrote down as agreed: told on the home page, with their name,
//! until the resident has opened it on this device.

use super::seen::seen;
use crate::{
    engine::Engine,
    error::Result,
    store::{consent::GivenConsent, matter::MatterRow},
};
use linli_api::view;
use linli_domain::{id::DocId, role::Role, time::DAY_MS};

/// For how long it is told: a new phone is no reason to be told of years ago.
const TOLD_MS: i64 = 90 * DAY_MS;
/// How many are told at once; the others follow when these were opened.
const MOST_TOLD: usize = 5;

/// What is not opened yet, the newest first. Only the resident's own device tells it.
pub(super) fn list(engine: &mut Engine) -> Result<Vec<view::SentForYou>> {
    let me = engine.enrolled()?.writer.author();
    if me.role != Role::Resident {
        return Ok(Vec::new());
    }
    let since = engine.now().plus_ms(-TOLD_MS);
    let seen = seen(engine)?;
    let rows = engine.store.sent_for(me.person)?.into_iter();
    let consents = engine.store.consents(me.person)?.into_iter();
    let consents = consents.filter(|(_, given)| given.given_by != me && given.ended_at.is_none());
    let mut sent: Vec<_> = rows
        .filter_map(|row| told(engine, row))
        .chain(consents.map(consent))
        .filter(|sent| sent.at > since && !seen.contains(&sent.doc))
        .collect();
    sent.sort_by_key(|sent| (std::cmp::Reverse(sent.at), sent.doc));
    sent.truncate(MOST_TOLD);
    Ok(sent)
}

/// That somebody wrote down that the resident consented: who did not hears of it so.
fn consent((doc, given): (DocId, GivenConsent)) -> view::SentForYou {
    view::SentForYou {
        doc,
        by: given.given_by,
        name: Some(given.grant.to_name),
        at: given.given_at,
        what: view::SentMatter::Consent,
    }
}

fn told(engine: &Engine, row: MatterRow) -> Option<view::SentForYou> {
    Some(match row {
        MatterRow::Care(row) => view::SentForYou {
            doc: row.doc,
            by: row.line.sent_for_them?,
            name: row.line.sender(),
            at: row.line.sent_at?,
            what: view::SentMatter::Care(row.line.kind),
        },
        MatterRow::Application(row) => {
            let service = engine.catalogue.service(&row.line.service);
            let name = service.map(|service| service.name.clone());
            view::SentForYou {
                doc: row.doc,
                by: row.line.sent_for_them?,
                name: row.line.sender,
                at: row.line.sent_at?,
                what: view::SentMatter::Application(name.unwrap_or_default()),
            }
        }
    })
}

//! The officer's queue.

use super::{MOST_ROWS, page, read_key, write_key};
use crate::{
    engine::Engine,
    error::{EngineError, Result},
    store::application::Wanted,
};
use linli_api::{
    CountQueue, ListQueue, Topic,
    view::{self, QueueFilter, QueueLine},
};
use linli_domain::{access::Refusal, id::DocId, id::PersonId, role::Role};

pub(super) fn list(
    engine: &mut Engine,
    ask: ListQueue,
    _: &mut Vec<Topic>,
) -> Result<view::ListPage<QueueLine>> {
    let officer = officer(engine)?;
    let me = engine.enrolled()?.writer.author();
    let limit = ask.limit.clamp(1, MOST_ROWS);
    let after: Option<(String, DocId)> = read_key(ask.after.as_ref());
    let (now, today) = (engine.now(), engine.today());
    let wanted = Wanted {
        filter: ask.filter,
        service: ask.service.as_ref(),
        search: &ask.search,
        officer,
        now,
        today,
    };
    let rows = engine.store.queue(&wanted, after.as_ref(), limit + 1)?;
    let total = engine.store.queue_count(&wanted)?;
    let page = page(rows, limit, total, |row| write_key(&(&row.due, row.doc)));
    let (_, viewer) = engine.store_and_viewer();
    let line = |row: crate::store::application::ListedApplication| {
        let service = viewer.catalogue.service(&row.line.service);
        QueueLine {
            doc: row.doc,
            name: service
                .map(|service| service.name.clone())
                .unwrap_or_default(),
            due: row.line.due(viewer),
            take_on: row.line.take_on(viewer),
            follow_up: row.line.follow_up(viewer),
            holder: row.line.holder(now),
            may_accept: row.line.may_accept(me, now),
            received_at: row.line.received_at.unwrap_or_default(),
            service: row.line.service,
            applicant: row.line.applicant,
            tracking: row.line.tracking,
            status: row.line.status,
        }
    };
    Ok(view::ListPage {
        rows: page.rows.into_iter().map(line).collect(),
        next: page.next,
        total,
    })
}

pub(super) fn counts(
    engine: &mut Engine,
    _: CountQueue,
    _: &mut Vec<Topic>,
) -> Result<view::QueueCounts> {
    let wanted = Wanted {
        filter: QueueFilter::All,
        service: None,
        search: "",
        officer: officer(engine)?,
        now: engine.now(),
        today: engine.today(),
    };
    engine.store.queue_counts(&wanted)
}

fn officer(engine: &Engine) -> Result<PersonId> {
    let writer = &engine.enrolled()?.writer;
    if writer.role == Role::Officer {
        Ok(writer.person)
    } else {
        Err(EngineError::NotAllowed(Refusal::NotForRole))
    }
}

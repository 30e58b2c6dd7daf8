//! The community worker's roster of residents.

use super::{MOST_ROWS, page, read_key, write_key};
use crate::{
    engine::Engine,
    error::{EngineError, Result},
    store::resident::ResidentRow,
};
use linli_api::{ListRoster, Topic, view};
use linli_domain::{
    access::Refusal,
    id::PersonId,
    role::Role,
    time::{Date, days_between},
};

/// For how many days a resident's new device is told.
const NEW_DEVICE_DAYS: i64 = 14;

pub(super) fn list(
    engine: &mut Engine,
    ask: ListRoster,
    _: &mut Vec<Topic>,
) -> Result<view::ListPage<view::Resident>> {
    for_worker(engine)?;
    let today = engine.today();
    let limit = ask.limit.clamp(1, MOST_ROWS);
    let after: Option<(String, PersonId)> = read_key(ask.after.as_ref());
    let rows = engine.store.residents(&ask.search, after, limit + 1)?;
    let total = engine.store.resident_count(&ask.search)?;
    let page = page(rows, limit, total, |row| {
        write_key(&(&row.sort, row.person))
    });
    let shown = page
        .rows
        .into_iter()
        .map(|row| resident(engine, row, today));
    Ok(view::ListPage {
        rows: shown.collect::<Result<_>>()?,
        next: page.next,
        total,
    })
}

/// Whether it is a worker's device.
pub(super) fn for_worker(engine: &Engine) -> Result<()> {
    match engine.enrolled()?.writer.role {
        Role::Worker => Ok(()),
        _ => Err(EngineError::NotAllowed(Refusal::NotForRole)),
    }
}

pub(super) fn resident(engine: &Engine, row: ResidentRow, today: Date) -> Result<view::Resident> {
    let line = row.line;
    Ok(view::Resident {
        open: engine.store.open_kinds(row.person)?,
        age: line.born.map(|born| age(born, today)),
        person: row.person,
        name: line.name,
        building: line.building,
        door: line.door,
        phone: line.phone,
        lives_alone: line.lives_alone,
        mobility: line.mobility,
        new_device: line.new_device.filter(|at| {
            let (day, _) = at.local(engine.offset_minutes());
            (0..=NEW_DEVICE_DAYS).contains(&days_between(day, today))
        }),
    })
}

fn age(born: Date, today: Date) -> i16 {
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    today.year() - born.year() - i16::from(!had_birthday)
}

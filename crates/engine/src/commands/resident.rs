//! Everything that the desk knows of one resident.

use super::{consent, draft::place_of, matters, roster};
use crate::{
    engine::Engine,
    error::{EngineError, Result},
};
use linli_api::{OpenResident, Topic, view};

/// Most matters that are listed; the rest is in the resident's own list.
const MOST_MATTERS: u32 = 50;

pub(super) fn open(
    engine: &mut Engine,
    ask: OpenResident,
    _: &mut Vec<Topic>,
) -> Result<view::ResidentPage> {
    roster::for_worker(engine)?;
    let today = engine.today();
    let row = engine.store.resident(ask.resident)?;
    let row = row.ok_or(EngineError::NoResident(ask.resident))?;
    Ok(view::ResidentPage {
        resident: roster::resident(engine, row, today)?,
        place: place_of(engine, ask.resident)?.unwrap_or_default(),
        matters: matters::of(engine, (ask.resident, true), None, MOST_MATTERS)?.rows,
        consents: consent::of(engine, ask.resident)?,
    })
}

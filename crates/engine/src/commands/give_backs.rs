//! Carers who gave back several requests of late, for the community worker.

use super::roster::for_worker;
use crate::{engine::Engine, error::Result};
use linli_api::{ListGiveBacks, Topic};
use linli_domain::care::{GIVE_BACKS_COUNTED_MS, OftenGivenBack, often_given_back};

pub(super) fn list(
    engine: &mut Engine,
    _: ListGiveBacks,
    _: &mut Vec<Topic>,
) -> Result<Vec<OftenGivenBack>> {
    for_worker(engine)?;
    let now = engine.now();
    let since = now.plus_ms(-GIVE_BACKS_COUNTED_MS);
    Ok(often_given_back(&engine.store.given_back(since)?, now))
}

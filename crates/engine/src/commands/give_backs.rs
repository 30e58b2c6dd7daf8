//! Carers who gave back several requests of late, for the community worker.

use crate::{
    engine::Engine,
    error::{EngineError, Result},
};
use linli_api::{ListGiveBacks, Topic};
use linli_domain::{
    access::Refusal,
    care::{GIVE_BACKS_COUNTED_MS, OftenGivenBack, often_given_back},
    role::Role,
};

pub(super) fn list(
    engine: &mut Engine,
    _: ListGiveBacks,
    _: &mut Vec<Topic>,
) -> Result<Vec<OftenGivenBack>> {
    if engine.enrolled()?.writer.role != Role::Worker {
        return Err(EngineError::NotAllowed(Refusal::NotForRole));
    }
    let now = engine.now();
    let since = now.plus_ms(-GIVE_BACKS_COUNTED_MS);
    Ok(often_given_back(&engine.store.given_back(since)?, now))
}

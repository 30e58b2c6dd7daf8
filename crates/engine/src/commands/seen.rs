//! What the home page told and the person has opened on this device: it is told no more.

use crate::{
    engine::Engine,
    error::Result,
    store::{
        commit::Batch,
        setting::{self, Setting},
    },
};
use linli_api::{SeeNews, Topic};
use linli_domain::id::DocId;
use std::collections::BTreeSet;

pub(super) fn see(engine: &mut Engine, ask: SeeNews, changed: &mut Vec<Topic>) -> Result<()> {
    let mut seen = seen(engine)?;
    if !engine.store.holds(ask.doc)? || !seen.insert(ask.doc) {
        return Ok(());
    }
    // What left the device is told no more anyway.
    let mut here = BTreeSet::new();
    for doc in seen {
        if engine.store.holds(doc)? {
            here.insert(doc);
        }
    }
    let settings = vec![Setting::of(&setting::SEEN, &here)?];
    engine.commit(Batch {
        settings,
        ..Batch::default()
    })?;
    changed.extend([Topic::Matters, Topic::Offers, Topic::Consents]);
    Ok(())
}

/// The documents that were opened.
pub(super) fn seen(engine: &Engine) -> Result<BTreeSet<DocId>> {
    let kept = engine.store.setting(&setting::SEEN)?;
    Ok(kept.unwrap_or_default())
}

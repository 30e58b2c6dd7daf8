//! Catalogues of earlier versions, kept because an application answers their questions
//! and was promised their time. Each is read once.

use super::{Store, commit::Viewer};
use crate::error::{EngineError, Result};
use linli_domain::{
    application::Application,
    catalogue::{Catalogue, Service},
};
use rusqlite::{Connection, OptionalExtension};
use std::{cell::RefCell, collections::BTreeMap};

/// Those that were read; `None` where this device never had it.
#[derive(Debug, Default)]
pub(crate) struct Kept(RefCell<BTreeMap<String, Option<Catalogue>>>);

impl Kept {
    /// A newer catalogue came: what was not here may be kept now.
    pub(crate) fn forget(&self) {
        self.0.borrow_mut().clear();
    }
}

/// Reads something of the service that was applied for: as the catalogue said when the
/// application was begun, where that is still known; else as it says now.
pub(super) fn with_service<T>(
    db: &Connection,
    own: &Application,
    viewer: Viewer<'_>,
    read: impl FnOnce(Option<&Service>) -> T,
) -> Result<T> {
    if own.version == viewer.catalogue.version {
        return Ok(read(viewer.catalogue.service(&own.service)));
    }
    let mut all = viewer.kept.0.borrow_mut();
    if !all.contains_key(&own.version) {
        let json = json_of(db, &own.version)?;
        let kept = json.map(|json| serde_json::from_str(&json)).transpose();
        all.insert(
            own.version.clone(),
            kept.map_err(EngineError::kept("catalogue"))?,
        );
    }
    let kept = all.get(&own.version).and_then(Option::as_ref);
    let service = kept.and_then(|kept| kept.service(&own.service));
    Ok(read(
        service.or_else(|| viewer.catalogue.service(&own.service)),
    ))
}

fn json_of(db: &Connection, version: &str) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT json FROM catalogue_version WHERE version = ?1")?
        .query_row([version], |row| row.get(0))
        .optional()?)
}

impl Store {
    /// Whether an application uses that version of the catalogue: what is over too, for
    /// it may be taken up again, and its answers are read by the questions that were asked.
    pub(crate) fn is_version_used(&self, version: &str) -> Result<bool> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT 1 FROM application_line WHERE version = ?1 AND (is_shown OR is_open)",
            )?
            .exists([version])?)
    }

    /// A catalogue that was kept because an application uses it.
    pub(crate) fn kept_catalogue(&self, version: &str) -> Result<Option<String>> {
        json_of(&self.db, version)
    }
}

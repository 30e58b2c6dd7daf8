//! Catalogues of earlier versions, kept because an application answers their questions
//! and was promised their time. Each is read once.

use super::Database;
use crate::error::{EngineError, Result};
use linli_domain::{
    application::Application,
    catalogue::{Catalogue, Service},
};
use rusqlite::{Connection, OptionalExtension};
use std::{cell::RefCell, collections::BTreeMap};

/// Earlier versions that were read already; `None` where this device never had one.
#[derive(Debug, Default)]
pub(crate) struct CatalogueVersions(RefCell<BTreeMap<String, Option<Catalogue>>>);

impl CatalogueVersions {
    /// A newer catalogue came: a version that was not here may be kept now.
    pub(crate) fn forget(&self) {
        self.0.borrow_mut().clear();
    }

    /// Reads something of the service that was applied for: as the catalogue said when the
    /// application was begun, where that is still known; else as `newest` says.
    pub(super) fn with_service<T>(
        &self,
        db: &Connection,
        newest: &Catalogue,
        application: &Application,
        read: impl FnOnce(Option<&Service>) -> T,
    ) -> Result<T> {
        let (version, service) = (&application.version, &application.service);
        let now = newest.service(service);
        if *version == newest.version {
            return Ok(read(now));
        }
        let mut all = self.0.borrow_mut();
        if !all.contains_key(version) {
            let json = json_of(db, version)?;
            let kept = json.map(|json| serde_json::from_str(&json)).transpose();
            all.insert(
                version.clone(),
                kept.map_err(EngineError::kept("catalogue"))?,
            );
        }
        let kept = all.get(version).and_then(Option::as_ref);
        let then = kept.and_then(|kept| kept.service(service));
        Ok(read(then.or(now)))
    }
}

fn json_of(db: &Connection, version: &str) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT json FROM catalogue_version WHERE version = ?1")?
        .query_row([version], |row| row.get(0))
        .optional()?)
}

impl Database {
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

//! Documents that cannot be read: a page of the store is damaged, or a value in it. Each is
//! left out wherever it stands among others, and counts as lacking, so that devices give it
//! back ([`super::heal`]). Forgotten with the process: whoever misses one asks for it again,
//! and so it is found again.

use crate::{
    core::metrics::Metrics,
    store::{ReadTx, StoreError},
};
use linli_domain::{id::DocId, role::Scope};
use prometheus_client::metrics::gauge::Gauge;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Which documents cannot be read.
#[derive(Debug, Default)]
pub struct DamagedDocuments {
    /// Each with whether a page of the store is damaged.
    docs: Mutex<BTreeMap<DocId, bool>>,
    count: Gauge,
}

impl DamagedDocuments {
    /// None yet; `metrics` show how many there are.
    #[must_use]
    pub fn new(metrics: &Metrics) -> Self {
        Self {
            docs: Mutex::default(),
            count: metrics.documents_damaged.clone(),
        }
    }

    /// Notes that a document cannot be read, and tells the log the first time.
    pub fn found(&self, doc: DocId, error: &StoreError) {
        let mut docs = self.lock();
        let is_new = !docs.contains_key(&doc);
        *docs.entry(doc).or_default() |= error.ends_writing();
        if is_new {
            self.show(&docs);
            let error = error as &dyn std::error::Error;
            tracing::error!(doc.id = %doc, error, "a document is damaged: it is left out until a device gives it back");
        }
    }

    /// Notes that a document can be read again.
    pub fn healed(&self, doc: DocId) {
        let mut docs = self.lock();
        if docs.remove(&doc).is_some() {
            self.show(&docs);
            tracing::info!(doc.id = %doc, "a damaged document is whole again");
        }
    }

    /// Whether the document is known to be damaged.
    #[must_use]
    pub fn has(&self, doc: DocId) -> bool {
        self.lock().contains_key(&doc)
    }

    /// Whether a page of the store is damaged on which the document stands, so that whoever
    /// reads it can write nothing more.
    #[must_use]
    pub fn ends_writing(&self, doc: DocId) -> bool {
        self.lock().get(&doc).copied().unwrap_or_default()
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.lock().len()
    }

    /// Those among them that one of `scopes` gives a right to read, at most `most`.
    ///
    /// # Errors
    /// When the store fails.
    pub fn of(
        &self,
        store: &dyn ReadTx,
        scopes: &BTreeSet<Scope>,
        most: usize,
    ) -> Result<Vec<DocId>, StoreError> {
        let docs: Vec<DocId> = self.lock().keys().copied().collect();
        let mut theirs = Vec::new();
        for doc in docs {
            if theirs.len() < most && store.carries(doc, scopes)? {
                theirs.push(doc);
            }
        }
        Ok(theirs)
    }

    fn show(&self, docs: &BTreeMap<DocId, bool>) {
        self.count
            .set(i64::try_from(docs.len()).unwrap_or(i64::MAX));
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<DocId, bool>> {
        self.docs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! Work on one document within a transaction, of which nothing stays where it fails: what is
//! damaged takes nothing else with it.

use crate::{
    core::transaction::Transaction,
    store::{ReadTx, StoreError},
};
use linli_domain::id::DocId;

impl Transaction<'_> {
    /// Does a part of a piece of work, of which nothing stays where it fails.
    ///
    /// # Errors
    /// What `work` answers.
    pub(crate) fn alone<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let submitted = self.submitted.clone();
        self.store.savepoint()?;
        match work(self) {
            Ok(done) => {
                self.store.release()?;
                Ok(done)
            }
            Err(error) => {
                self.store.roll_back()?;
                self.forget();
                self.submitted = submitted;
                Err(error)
            }
        }
    }

    /// As [`Self::alone`], for work on `doc` that is left where that, or what belongs to it,
    /// is damaged: `None`. Everything else is to go on.
    ///
    /// # Errors
    /// What `work` answers, unless it is about damage; and about a damaged page the first
    /// time, because it ends the transaction.
    pub(crate) fn unless_damaged<T>(
        &mut self,
        doc: DocId,
        work: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        if self.is_untouchable(doc) {
            return Ok(None);
        }
        let known = self.state.untouchable.len();
        match self.alone(work) {
            Err(error) if error.is_damage() => {
                self.note_damage(doc, &error);
                if !error.ends_writing() {
                    return Ok(None);
                }
                if self.state.untouchable.len() == known {
                    self.state.untouchable.insert(doc);
                }
                Err(error)
            }
            done => done.map(Some),
        }
    }

    /// Notes which document is damaged, if it is `doc`; it may be another one, of which
    /// whoever reads it will hear.
    fn note_damage(&self, doc: DocId, error: &StoreError) {
        let store: &dyn ReadTx = self.store;
        match store.document(doc).and_then(|_| store.load(doc)) {
            Err(damage) if damage.is_damage() => self.state.damaged.found(doc, &damage),
            _ => {
                let error = error as &dyn std::error::Error;
                tracing::error!(doc.id = %doc, error, "what belongs to a document is damaged");
            }
        }
    }
}

//! The one write path. Whatever changes on a device, written here or arrived,
//! is one [`Batch`] and becomes one SQLite transaction.

use super::{
    Database, blob,
    blob::BlobStep,
    outbox,
    outbox::Written,
    proof,
    proof::{GiveBackStep, ProofStep},
    setting::Setting,
    shelf,
    shelf::Shelved,
    typed::{self, TypedText},
    unread::{self, UnreadStep},
    view_rows,
    viewer::Viewer,
};
use crate::error::Result;
use linli_api::Topic;
use linli_domain::{
    contents::Contents,
    document::DocKind,
    id::{DeviceId, DocId},
    time::Timestamp,
};
use linli_replica::{
    exchange::{DeviceCard, Receipt, decode, encode},
    signed::Hash,
};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;

/// A document as it stands after a change.
#[derive(Debug)]
pub(crate) struct Saved {
    /// The document as Automerge saves it.
    pub(crate) bytes: Vec<u8>,
    /// What those bytes say.
    pub(crate) contents: Contents,
}

/// Everything that one transaction writes.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    pub(crate) documents: Vec<Saved>,
    /// Documents that leave the device.
    pub(crate) gone: Vec<DocId>,
    /// Changes that this device wrote.
    pub(crate) written: Vec<Written>,
    /// Own changes that the centre has.
    pub(crate) received: Vec<Receipt>,
    /// Own changes that will not be sent any more.
    pub(crate) dropped: Vec<Hash>,
    /// The words of those that are dropped.
    pub(crate) shelved: Vec<Shelved>,
    /// Lines of the shelf that somebody has dealt with.
    pub(crate) cleared: Vec<i64>,
    /// Cards of authors, verified.
    pub(crate) authors: Vec<DeviceCard>,
    pub(crate) settings: Vec<Setting>,
    /// The catalogue of this version, kept for the drafts that use it.
    pub(crate) catalogue_version: Option<(String, String)>,
    /// What changes in what is kept as proof.
    pub(crate) proofs: Vec<ProofStep>,
    /// What changes in what could not be read.
    pub(crate) unread: Vec<UnreadStep>,
    /// Words that are being typed.
    pub(crate) typed: Vec<TypedText>,
    /// What happened to photos.
    pub(crate) blobs: Vec<BlobStep>,
    /// Topics that nothing above stands for.
    pub(crate) topics: Vec<Topic>,
}

impl Batch {
    /// Whether what waits, or what was refused, is other than before.
    const fn is_about_delivery(&self) -> bool {
        !(self.written.is_empty()
            && self.received.is_empty()
            && self.dropped.is_empty()
            && self.shelved.is_empty()
            && self.cleared.is_empty()
            && self.unread.is_empty())
    }

    /// Changes what a centre that lost something is still to be given.
    pub(crate) fn give_back(&mut self, step: GiveBackStep) {
        self.proofs.push(ProofStep::GiveBack(step));
    }

    /// Whether there is nothing worth a transaction.
    pub(crate) const fn is_empty(&self) -> bool {
        self.documents.is_empty()
            && self.gone.is_empty()
            && self.written.is_empty()
            && self.received.is_empty()
            && self.dropped.is_empty()
            && self.shelved.is_empty()
            && self.cleared.is_empty()
            && self.authors.is_empty()
            && self.proofs.is_empty()
            && self.unread.is_empty()
            && self.settings.is_empty()
            && self.catalogue_version.is_none()
            && self.typed.is_empty()
            && self.blobs.is_empty()
    }
}

impl Database {
    /// Writes the batch in one transaction; what it made stale.
    pub(crate) fn commit(&mut self, batch: &Batch, viewer: Viewer<'_>) -> Result<BTreeSet<Topic>> {
        let mut topics: BTreeSet<Topic> = batch.topics.iter().copied().collect();
        let tx = self.db.transaction()?;
        // Before documents go: what has its receipt goes with them.
        for receipt in &batch.received {
            outbox::receive(&tx, receipt)?;
        }
        for doc in &batch.gone {
            topics.extend(remove(&tx, *doc, viewer.now)?);
        }
        for step in &batch.blobs {
            blob::write(&tx, step)?;
            topics.insert(Topic::Photos);
        }
        for saved in &batch.documents {
            save(&tx, saved, viewer)?;
            let header = saved.contents.header();
            topics.extend(topics_of(header.id, Some(header.kind)));
        }
        for written in &batch.written {
            outbox::append(&tx, written)?;
        }
        for hash in &batch.dropped {
            outbox::remove(&tx, *hash)?;
        }
        for shelved in &batch.shelved {
            shelf::put(&tx, shelved)?;
        }
        for id in &batch.cleared {
            shelf::clear(&tx, *id)?;
        }
        for step in &batch.proofs {
            proof::write(&tx, step)?;
        }
        for step in &batch.unread {
            unread::write(&tx, step)?;
        }
        for card in &batch.authors {
            tx.prepare_cached("INSERT OR REPLACE INTO author (device, card) VALUES (?1, ?2)")?
                .execute((card.device.0, encode(card)))?;
        }
        for setting in &batch.settings {
            setting.write(&tx)?;
        }
        if let Some((version, json)) = &batch.catalogue_version {
            tx.prepare_cached("INSERT OR IGNORE INTO catalogue_version VALUES (?1, ?2)")?
                .execute((version, json))?;
        }
        for typed in &batch.typed {
            typed::write(&tx, typed)?;
        }
        tx.commit()?;
        if batch.is_about_delivery() {
            topics.insert(Topic::Delivery);
        }
        Ok(topics)
    }

    /// Makes all view rows again from the documents; for a new schema or a rescued database.
    pub(crate) fn rebuild_views(
        &mut self,
        viewer: Viewer<'_>,
        documents: &[Contents],
    ) -> Result<()> {
        let tx = self.db.transaction()?;
        view_rows::clear(&tx)?;
        for contents in documents {
            view_rows::write(&tx, contents, viewer)?;
        }
        tx.commit()?;
        Ok(())
    }

    /// Makes the view rows of `documents` again, by another catalogue.
    pub(crate) fn write_views(&mut self, viewer: Viewer<'_>, documents: &[Contents]) -> Result<()> {
        let tx = self.db.transaction()?;
        for contents in documents {
            view_rows::write(&tx, contents, viewer)?;
        }
        tx.commit()?;
        Ok(())
    }

    /// The card of a device, as verified on arrival.
    pub(crate) fn author(&self, device: DeviceId) -> Result<Option<DeviceCard>> {
        let card: Option<Vec<u8>> = self
            .db
            .prepare_cached("SELECT card FROM author WHERE device = ?1")?
            .query_row([device.0], |row| row.get(0))
            .optional()?;
        Ok(card.and_then(|card| decode(&card).ok()))
    }
}

fn save(tx: &Connection, saved: &Saved, viewer: Viewer<'_>) -> Result<()> {
    let header = saved.contents.header();
    proof::part(tx, header.id)?;
    tx.prepare_cached(
        "INSERT INTO document (id, kind, bytes) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET bytes = excluded.bytes",
    )?
    .execute((header.id.0, header.kind.word(), &saved.bytes))?;
    view_rows::write(tx, &saved.contents, viewer)
}

/// Takes a document off the device; what that makes stale.
fn remove(tx: &Connection, doc: DocId, now: Timestamp) -> Result<Vec<Topic>> {
    let kind: Option<String> = tx
        .prepare_cached("SELECT kind FROM document WHERE id = ?1")?
        .query_row([doc.0], |row| row.get(0))
        .optional()?;
    let kind = kind.and_then(|word| DocKind::of_word(&word));
    blob::remove(tx, doc, now)?;
    if let Some(kind) = kind {
        view_rows::remove(tx, kind, doc)?;
    }
    tx.prepare_cached("DELETE FROM outbox WHERE doc = ?1 AND receipt IS NOT NULL")?
        .execute([doc.0])?;
    tx.prepare_cached("DELETE FROM typed WHERE doc = ?1")?
        .execute([doc.0])?;
    tx.prepare_cached("DELETE FROM document WHERE id = ?1")?
        .execute([doc.0])?;
    Ok(topics_of(doc, kind))
}

/// What it makes stale when something happens to the document.
fn topics_of(doc: DocId, kind: Option<DocKind>) -> Vec<Topic> {
    let lists = kind.map_or(&[][..], view_rows::topics);
    std::iter::once(Topic::Doc(doc))
        .chain(lists.iter().copied())
        .collect()
}

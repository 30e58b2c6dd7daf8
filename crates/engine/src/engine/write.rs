//! Changes made on this device: one user action, one signed change, through the
//! same gate as at the centre, in one transaction with its outbox row.

use crate::{
    engine::Engine,
    error::{EngineError, Result},
    host::fresh_id,
    store::{
        commit::{Batch, Saved},
        outbox::Written,
    },
};
use linli_api::{Command, Topic};
use linli_domain::{
    access::{Ground, Refusal},
    contents::Contents,
    id::DocId,
    time::Timestamp,
};
use linli_replica::{
    gate::{self, Admission},
    replica::{Edit, Pen, Replica, ReplicaError},
    signed::SignedChange,
};

/// Why something is written: kept until the centre has it, for doing it again.
#[derive(Debug, Clone)]
pub(crate) struct Intent {
    pub(crate) command: Command,
    /// What the person wrote, if anything.
    pub(crate) words: String,
}

/// A change that passed the gate, with the document that it leaves.
struct Passed {
    replica: Replica,
    contents: Contents,
    written: Written,
}

impl Engine {
    /// Makes `edits` in `doc` as one change.
    pub(crate) fn write(
        &mut self,
        doc: DocId,
        edits: &[Edit],
        intent: Intent,
        changed: &mut Vec<Topic>,
    ) -> Result<()> {
        self.write_as(Batch::default(), doc, edits, Some(intent), changed)
    }

    /// As [`Self::write`], in one transaction with `batch`.
    pub(crate) fn write_with(
        &mut self,
        batch: Batch,
        doc: DocId,
        edits: &[Edit],
        intent: Intent,
        changed: &mut Vec<Topic>,
    ) -> Result<()> {
        self.write_as(batch, doc, edits, Some(intent), changed)
    }

    /// As [`Self::write`], for what nobody would want to do again by hand.
    pub(crate) fn write_quietly(
        &mut self,
        doc: DocId,
        edits: &[Edit],
        changed: &mut Vec<Topic>,
    ) -> Result<()> {
        self.write_as(Batch::default(), doc, edits, None, changed)
    }

    fn write_as(
        &mut self,
        mut batch: Batch,
        doc: DocId,
        edits: &[Edit],
        intent: Option<Intent>,
        changed: &mut Vec<Topic>,
    ) -> Result<()> {
        let replica = self.replica(doc)?;
        if let Some(passed) = self.edit(replica, edits, intent)? {
            batch.documents.push(saved(&passed));
            batch.written.push(passed.written);
        }
        changed.extend(self.commit(batch)?);
        Ok(())
    }

    /// Begins a document with `begin` and makes `edits` in it, all in one transaction.
    pub(crate) fn begin(
        &mut self,
        begin: impl FnOnce(&mut Pen<'_>) -> std::result::Result<(Replica, SignedChange), ReplicaError>,
        edits: &[Edit],
        intent: Intent,
        changed: &mut Vec<Topic>,
    ) -> Result<()> {
        let (_, signed) = self.with_pen(|pen| Ok(begin(pen)?))?;
        // The words belong to what was written last; on the shelf they stand once.
        let begun = self.pass(None, signed, edits.is_empty().then(|| intent.clone()))?;
        let mut written = Vec::new();
        let saved = if edits.is_empty() {
            saved(&begun)
        } else {
            let edited = self.edit(begun.replica.clone(), edits, Some(intent))?;
            let last = edited.ok_or(ReplicaError::Nothing)?;
            let saved = saved(&last);
            written.push(last.written);
            saved
        };
        written.insert(0, begun.written);
        let batch = Batch {
            documents: vec![saved],
            written,
            ..Batch::default()
        };
        changed.extend(self.commit(batch)?);
        Ok(())
    }

    /// Makes one edit in each of several documents, all in one transaction with `batch`. The
    /// intent stands for all of them, with the first.
    pub(crate) fn write_each(
        &mut self,
        mut batch: Batch,
        edits: Vec<(DocId, Edit)>,
        intent: Intent,
        changed: &mut Vec<Topic>,
    ) -> Result<()> {
        let mut intent = Some(intent);
        for (doc, edit) in edits {
            let replica = self.replica(doc)?;
            if let Some(passed) = self.edit(replica, &[edit], intent.take())? {
                batch.documents.push(saved(&passed));
                batch.written.push(passed.written);
            }
        }
        changed.extend(self.commit(batch)?);
        Ok(())
    }

    /// `None` where the edits change nothing.
    fn edit(
        &mut self,
        before: Replica,
        edits: &[Edit],
        intent: Option<Intent>,
    ) -> Result<Option<Passed>> {
        let mut after = before.clone();
        let edits: Vec<Edit> = edits.iter().map(Edit::cleaned).collect();
        match self.with_pen(|pen| Ok(after.edit(pen, &edits)?)) {
            Ok(signed) => self.pass(Some(before), signed, intent).map(Some),
            Err(EngineError::Replica(error)) if matches!(*error, ReplicaError::Nothing) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Sends an own change through the gate, as the centre will.
    fn pass(
        &mut self,
        before: Option<Replica>,
        signed: SignedChange,
        intent: Option<Intent>,
    ) -> Result<Passed> {
        let at = self.now();
        let read = signed.read().map_err(EngineError::NotAllowed)?;
        let hash = read.hash;
        let known = before.as_ref().map(Replica::contents).transpose()?;
        let known = known.map_or_else(Vec::new, |contents| contents.event_ids());
        let mut admitted = before;
        let key = self.device.key().public();
        let consent = read.consent.map(|consent| self.store.replica(consent));
        let mut consent = consent.transpose()?.flatten();
        let ground = Ground {
            now: at,
            catalogues: vec![&self.catalogue],
            people: None,
            consent: match &mut consent {
                Some(consent) => gate::consented(&read, consent)?,
                None => None,
            },
        };
        let writer = &self.enrolled()?.writer;
        let admission = gate::admit_read(&mut admitted, read, &key, writer, Some(&ground))
            .map_err(EngineError::NotAllowed)?;
        let (Some(replica), Admission::New { .. }) = (admitted, admission) else {
            return Err(ReplicaError::Nothing.into());
        };
        let contents = replica.contents()?;
        let mut events = contents.event_ids();
        events.retain(|id| !known.contains(id));
        // An event that the fold passes over came too late: better to say so than to send it.
        let ignored = contents.ignored_events();
        if events.iter().any(|id| ignored.contains(id)) {
            return Err(EngineError::NotAllowed(Refusal::TooLate));
        }
        let (command, words) = intent.map(|intent| (intent.command, intent.words)).unzip();
        let written = Written {
            hash,
            signed,
            intent: command,
            words: words.unwrap_or_default(),
            at,
            events,
        };
        Ok(Passed {
            replica,
            contents,
            written,
        })
    }

    fn with_pen<T>(&mut self, write: impl FnOnce(&mut Pen<'_>) -> Result<T>) -> Result<T> {
        let author = self.enrolled()?.writer.author();
        let now: Timestamp = self.now();
        let consent = self.enrolled()?.acting.map(|acting| acting.consent);
        let key = self.device.key();
        let host = &mut self.host;
        let mut pen = Pen {
            key: &key,
            device: self.device.id,
            incarnation: self.incarnation,
            author,
            now,
            consent,
            fresh_id: &mut || fresh_id(host.as_mut()),
        };
        write(&mut pen)
    }
}

fn saved(passed: &Passed) -> Saved {
    Saved {
        bytes: passed.replica.save(),
        contents: passed.contents.clone(),
    }
}

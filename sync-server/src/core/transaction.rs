//! One transaction of the writer: changes pass the gate, are kept, and the centre
//! reacts to them, all or nothing.

use crate::{
    config::UsageLimits,
    core::{
        clock::ServerClock,
        damage::DamagedDocuments,
        document_cache::DocumentCache,
        key::{self, CentreKey, Signer},
        random::ServerRandom,
    },
    store::{Appended, Document, NewChange, ReadTx, Seq, StoreError, WriteTx},
};
use linli_domain::{
    catalogue::Catalogue,
    contents::Contents,
    folded::Folded,
    id::DocId,
    role::Scope,
    time::{MINUTE_MS, Timestamp},
};
use linli_replica::{
    exchange::Snapshot,
    replica::{Pen, Replica, ReplicaError},
    signed::{Hash, SignedChange},
};
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

/// Changes after a document's snapshot that make a new one worth its writing, and the part
/// of all its changes that these must be: a snapshot costs as much as the whole document,
/// so the longer that is, the more changes share one.
const COMPACT_AFTER: u64 = 32;
const COMPACT_PART: u64 = 4;
/// How often the store is told the time, at most.
const NOTE_TIME_MS: i64 = 1000;

/// Most changes, and bytes of changes, that one transaction lets in. Whatever else waits
/// comes into the next one, so that nobody waits for more than this.
const FULL_CHANGES: usize = 64;
const FULL_BYTES: usize = 512 * 1024;

/// What the writer keeps between transactions.
pub struct WriterState {
    /// Signs receipts, snapshots and the centre's own changes.
    pub key: CentreKey,
    /// Kinds of care and areas.
    pub catalogue: Arc<Catalogue>,
    /// The catalogues that were in use before, the newest first: drafts and visits may
    /// still go by them.
    pub earlier: Vec<Arc<Catalogue>>,
    /// Gives each transaction its time.
    pub clock: ServerClock,
    /// Gives ids and tracking codes.
    pub random: ServerRandom,
    /// The centre's incarnation in this process: taken with the first change, and
    /// anew after a commit whose outcome is unknown, because a number of an actor
    /// must never stand for two changes.
    pub incarnation: Option<u32>,
    /// Documents that it worked on last.
    pub cache: DocumentCache,
    /// Documents that cannot be read.
    pub damaged: Arc<DamagedDocuments>,
    /// Those on damaged pages, and what needs them: whoever reads such a page can write
    /// nothing more, so the writer does not try again.
    pub untouchable: BTreeSet<DocId>,
    /// The time that the store was told last.
    pub time_noted: Timestamp,
    /// What one caller may use.
    pub limits: UsageLimits,
    /// Until then nobody's silence says anything.
    pub listens_until: Timestamp,
}

impl WriterState {
    /// The state of a writer that has written nothing yet.
    #[must_use]
    pub fn new(key: CentreKey, catalogue: Arc<Catalogue>, clock: ServerClock) -> Self {
        Self {
            key,
            catalogue,
            earlier: Vec::new(),
            clock,
            random: ServerRandom::system(),
            incarnation: None,
            cache: DocumentCache::default(),
            damaged: Arc::default(),
            untouchable: BTreeSet::new(),
            time_noted: Timestamp(0),
            limits: UsageLimits::default(),
            listens_until: Timestamp(0),
        }
    }

    /// Takes nobody's silence for an answer before they had as long to be heard as an area
    /// gives them to set out. For a centre that was away, or that lost what it had heard;
    /// at its start it cannot know whether it has.
    pub fn listen_first(&mut self, now: Timestamp) {
        let areas = self.catalogue.areas.iter();
        let longest = areas.map(|area| area.lease_minutes).max().unwrap_or(0);
        self.listens_until = now.plus_ms(i64::from(longest) * MINUTE_MS);
    }

    /// Every catalogue that the centre ever served, the newest first.
    #[must_use]
    pub fn catalogues(&self) -> Vec<&Catalogue> {
        let earlier = self.earlier.iter().map(AsRef::as_ref);
        std::iter::once(self.catalogue.as_ref())
            .chain(earlier)
            .collect()
    }

    /// Goes on with another catalogue.
    pub fn renew(&mut self, catalogue: Arc<Catalogue>) {
        let before = std::mem::replace(&mut self.catalogue, catalogue);
        self.earlier.insert(0, before);
    }
}

impl std::fmt::Debug for WriterState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WriterState({:?})", self.key)
    }
}

/// Who may read a document; nobody where there is none yet.
pub(super) fn scopes_of(replica: Option<&mut Replica>) -> Result<Vec<Scope>, StoreError> {
    match replica {
        Some(replica) => Ok(replica.folded()?.scopes()),
        None => Ok(Vec::new()),
    }
}

/// One transaction of the writer; several pieces of work may share it.
pub struct Transaction<'a> {
    /// The store within the transaction.
    pub store: &'a mut dyn WriteTx,
    /// What the writer keeps between transactions.
    pub state: &'a mut WriterState,
    /// Now, by the centre's clock: the same for the whole transaction.
    pub now: Timestamp,
    /// Applications whose submission waits for the end of the piece of work that brought
    /// it: whoever sends and takes back in one go has not sent.
    pub(crate) submitted: BTreeSet<DocId>,
    /// Changes that were brought to it, and their bytes: the work that it is.
    brought: (usize, usize),
    documents: HashMap<DocId, Replica>,
    /// The number of the last change in each document that was taken out.
    seqs: HashMap<DocId, Seq>,
    ended: TransactionEffects,
}

impl std::fmt::Debug for Transaction<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Transaction({:?}, {:?})", self.now, self.ended)
    }
}

/// What a transaction did.
#[derive(Debug, Default)]
pub struct TransactionEffects {
    /// Scopes whose readers have news.
    pub touched: BTreeSet<Scope>,
    /// How many changes entered.
    pub accepted: u64,
    /// Whether it has certainly written something: the success of one that has not says
    /// nothing about the disk.
    pub has_written: bool,
    /// Documents as of their last change, with the bytes of all their changes.
    pub documents: Vec<(DocId, Seq, u64, Replica)>,
}

impl<'a> Transaction<'a> {
    /// A transaction on `store`.
    pub fn new(store: &'a mut dyn WriteTx, state: &'a mut WriterState) -> Self {
        let now = state.clock.now();
        Self {
            store,
            state,
            now,
            submitted: BTreeSet::new(),
            brought: (0, 0),
            documents: HashMap::new(),
            seqs: HashMap::new(),
            ended: TransactionEffects::default(),
        }
    }

    /// Ends it and returns what is to be done once it is on the disk.
    ///
    /// # Errors
    /// When the store fails.
    pub fn end(self) -> Result<TransactionEffects, StoreError> {
        let Self {
            store,
            documents,
            seqs,
            mut ended,
            ..
        } = self;
        for (id, replica) in documents {
            if let Some(seq) = seqs.get(&id) {
                let bytes = store.bytes_of(id)?;
                ended.documents.push((id, *seq, bytes, replica));
            }
        }
        Ok(ended)
    }

    /// Tells the store the time, unless that was done just now.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) fn note_time(&mut self) -> Result<(), StoreError> {
        if self.now < self.state.time_noted.plus_ms(NOTE_TIME_MS) {
            return Ok(());
        }
        self.store.note_time(self.now)?;
        self.state.time_noted = self.now;
        self.ended.has_written = true;
        Ok(())
    }

    /// Counts a change that is brought to it.
    pub(crate) fn bring(&mut self, change: &SignedChange) {
        let (changes, bytes) = self.brought;
        self.brought = (changes + 1, bytes.saturating_add(change.change.len()));
    }

    /// Whether it has enough to do, so that what waits comes into the next one.
    pub(crate) const fn is_full(&self) -> bool {
        let (changes, bytes) = self.brought;
        changes >= FULL_CHANGES || bytes >= FULL_BYTES
    }

    /// Forgets what a piece of work left behind whose writing has been undone. The numbers
    /// that it gave to changes of the centre's own are given again, so a new incarnation
    /// begins: no number of an actor may stand for two changes.
    pub(crate) fn forget(&mut self) {
        self.submitted.clear();
        self.documents.clear();
        self.seqs.clear();
        self.state.incarnation = None;
    }

    /// Whether reading the document would end the transaction.
    pub(crate) fn is_untouchable(&self, doc: DocId) -> bool {
        self.state.untouchable.contains(&doc) || self.state.damaged.ends_writing(doc)
    }

    /// Has the polls woken that wait for something in `scope`, once it is on the disk.
    pub(crate) fn touch(&mut self, scope: Scope) {
        self.ended.touched.insert(scope);
    }

    /// Random bytes, for work within the transaction.
    ///
    /// # Errors
    /// When the system has none.
    pub fn random<const N: usize>(&self) -> Result<[u8; N], StoreError> {
        let bytes = self.state.random.bytes();
        bytes.map_err(|_| StoreError::Unreadable("random number"))
    }

    /// Takes a document out to work on it. [`Self::put_back`] it afterwards, unless it
    /// holds something that may not stay.
    ///
    /// # Errors
    /// When the store fails or the document cannot be read.
    pub fn take_out(&mut self, id: DocId) -> Result<Option<Replica>, StoreError> {
        if let Some(replica) = self.documents.remove(&id) {
            return Ok(Some(replica));
        }
        if self.is_untouchable(id) {
            return Err(ReplicaError::Damaged.into());
        }
        self.load(id).inspect_err(|error| {
            if error.ends_writing() {
                self.state.untouchable.insert(id);
            }
        })
    }

    fn load(&mut self, id: DocId) -> Result<Option<Replica>, StoreError> {
        let Some(Document { last_seq, .. }) = self.store.document(id)? else {
            return Ok(None);
        };
        self.seqs.insert(id, last_seq);
        if let Some(replica) = self.state.cache.take(id, last_seq) {
            return Ok(Some(replica));
        }
        let store: &dyn ReadTx = self.store;
        store.load(id)
    }

    /// Puts a document back for the rest of the transaction, if there was one.
    pub fn put_back(&mut self, id: DocId, replica: impl Into<Option<Replica>>) {
        if let Some(replica) = replica.into() {
            self.documents.insert(id, replica);
        }
    }

    /// What a document holds now, copied whole: for what happens once in its life.
    /// [`Self::look`] costs less.
    ///
    /// # Errors
    /// When the store fails or the document cannot be read.
    pub fn contents(&mut self, id: DocId) -> Result<Option<Contents>, StoreError> {
        self.look(id, Folded::contents)
    }

    /// Looks at a document and at what its events come to.
    ///
    /// # Errors
    /// When the store fails or the document cannot be read.
    pub fn look<T>(
        &mut self,
        id: DocId,
        see: impl FnOnce(&Folded) -> T,
    ) -> Result<Option<T>, StoreError> {
        let Some(mut replica) = self.take_out(id)? else {
            return Ok(None);
        };
        let seen = see(replica.folded()?);
        self.put_back(id, replica);
        Ok(Some(seen))
    }

    /// Stores a change that is in `replica` already; returns its number. `scopes` are those
    /// of the document before and after the change.
    ///
    /// # Errors
    /// When the store fails.
    pub fn keep(
        &mut self,
        replica: &Replica,
        change: &NewChange<'_>,
        scopes: (&[Scope], &[Scope]),
    ) -> Result<Seq, StoreError> {
        let doc = change.signed.doc;
        let Appended {
            seq,
            since_snapshot,
        } = self.store.append(change)?;
        self.seqs.insert(doc, seq);
        let (before, after) = scopes;
        if before != after {
            self.store.set_scopes(doc, seq, after)?;
        }
        self.ended
            .touched
            .extend(before.iter().chain(after).cloned());
        self.ended.accepted += 1;
        self.ended.has_written = true;
        let few = (replica.changes() / COMPACT_PART).max(COMPACT_AFTER);
        if since_snapshot >= few {
            let snapshot = Snapshot::sign(&self.state.key.secret, doc, replica.save());
            self.store.put_snapshot(doc, seq, &snapshot)?;
        }
        Ok(seq)
    }

    /// Makes a change of the centre's own with `make` and keeps it.
    ///
    /// # Errors
    /// When the store fails or Automerge refuses.
    pub fn write_as_centre(
        &mut self,
        replica: Option<Replica>,
        make: impl FnOnce(&mut Pen<'_>, Option<Replica>) -> Result<(Replica, SignedChange), StoreError>,
    ) -> Result<(), StoreError> {
        let mut replica = replica;
        let before = scopes_of(replica.as_mut())?;
        let is_new = replica.is_none();
        let signer = self.state.key.signer();
        let (mut replica, signed) = self.write_as(&signer, |pen| make(pen, replica))?;
        let read = signed
            .read()
            .map_err(|_| StoreError::Unreadable("own change"))?;
        let folded = replica.folded()?;
        let (kind, after) = (folded.kind(), folded.scopes());
        let change = NewChange {
            signed: &signed,
            hash: read.hash,
            incarnation: read.incarnation,
            actor_seq: read.seq,
            begins: is_new.then_some(kind),
            at: self.now,
        };
        self.keep(&replica, &change, (&before, &after))?;
        self.put_back(signed.doc, replica);
        Ok(())
    }

    /// Lets `make` write a change in the name of `signer`. The change is not stored.
    ///
    /// # Errors
    /// When the store fails, there is no randomness, or `make` fails.
    pub fn write_as<T>(
        &mut self,
        signer: &Signer,
        make: impl FnOnce(&mut Pen<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let incarnation = self.incarnation()?;
        let mut failed = false;
        let random = &self.state.random;
        let mut fresh_id = || {
            random
                .bytes()
                .inspect_err(|_| failed = true)
                .unwrap_or_default()
        };
        let made = make(&mut Pen {
            key: &signer.key,
            device: signer.device,
            incarnation,
            author: signer.author,
            now: self.now,
            consent: None,
            fresh_id: &mut fresh_id,
        })?;
        if failed {
            return Err(StoreError::Unreadable("random number"));
        }
        Ok(made)
    }

    fn incarnation(&mut self) -> Result<u32, StoreError> {
        if let Some(incarnation) = self.state.incarnation {
            return Ok(incarnation);
        }
        // At random, and not counted in the store: a store that was brought back from a
        // backup would count the same numbers again.
        let next = u32::from_be_bytes(self.random()?);
        self.state.incarnation = Some(next);
        Ok(next)
    }

    /// The hash under which a change that cannot be read is refused.
    #[must_use]
    pub fn unreadable_hash(signed: &SignedChange) -> Hash {
        Hash(key::sha256(&[&signed.change]))
    }
}

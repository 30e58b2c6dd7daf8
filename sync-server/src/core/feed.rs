//! What a device has not read yet.
//!
//! A cursor means: of every document that the device may read, it has all changes up to
//! this number. A page holds documents in the order of the first number that the device
//! lacks in each, and all that is new in a document. A full page ends before the next
//! document, and its cursor right before that document's first number. So a cursor never
//! passes anything that was not sent. What a full page held beyond its cursor is sent
//! once more; that costs little and does no harm.
//!
//! A device whose cursor is not older than its right to read a document has the document
//! and gets its changes; any other device gets the whole document.
//!
//! A document that cannot be read is left out, and the cursor passes it: one damaged page
//! holds nobody's other documents up. The reader is told which it was and names it in each
//! request until it was told it whole.

use crate::{
    core::cursor,
    store::{ReadTx, ScopeRow, Seq, StoreError, StoredChange, unless_damaged},
};
use linli_domain::{
    access::Writer,
    id::{DeviceId, DocId},
    role::Scope,
};
use linli_replica::{
    exchange::{AccountNews, DeviceCard, Epoch, News, SeenDevice, Snapshot},
    keys::SecretKey,
    replica::ReplicaError,
    signed::Hash,
};
use std::collections::{BTreeMap, BTreeSet};

/// The size at which a page is full, in bytes.
pub const FULL: usize = 2_500_000;
/// Up to so many changes are sent as they are. For more, a snapshot is smaller and quicker
/// to take in.
const FEW: usize = 3;
/// What a change costs beside its bytes: ids, signature, framing.
const FRAME: usize = 128;

/// Who reads, and from where.
#[derive(Debug, Clone, Copy)]
pub struct FeedRequest<'a> {
    /// The account with its right to read.
    pub writer: &'a Writer,
    /// The device that asks.
    pub device: DeviceId,
    /// Its incarnation, which has what it wrote itself and is not sent it. What an earlier
    /// one wrote may be news: the device may have been set back to an older copy of
    /// itself. Zero where it does not say; then it is sent none of its own.
    pub incarnation: u32,
    /// How far it has read: [`FeedPage::cursor`] of the page before.
    pub cursor: u64,
    /// Changes that it sent with this request, and so has.
    pub sent: &'a BTreeSet<Hash>,
    /// Documents that it could not read or was not told; it wants them whole.
    pub again: &'a [DocId],
    /// The size at which its page is full, in bytes: [`FULL`].
    pub full: usize,
}

impl FeedRequest<'_> {
    /// Whether the reader is known to have the change.
    fn has(&self, change: &StoredChange) -> bool {
        let wrote = change.signed.device == self.device
            && (self.incarnation == 0 || self.incarnation == change.incarnation);
        wrote || self.sent.contains(&change.hash)
    }
}

/// A page of what a device has not read.
#[derive(Debug, Default)]
pub struct FeedPage {
    /// What is new in documents that it may read.
    pub news: Vec<News>,
    /// Documents that it may no longer read.
    pub forget: Vec<DocId>,
    /// Documents that it may read and is not told, because they cannot be read.
    pub left_out: Vec<DocId>,
    /// Those among them that were found to be damaged for this page, and why.
    pub damaged: Vec<(DocId, StoreError)>,
    /// Whether the cursor passes one of those: then the reader must hear of it.
    passes: bool,
    /// What the device is to be told of its account.
    pub account: Option<AccountNews>,
    /// The person's own devices, where they are to be told.
    pub devices: Option<Vec<SeenDevice>>,
    /// Authors of what is in `news`.
    pub authors: Vec<DeviceCard>,
    /// The cursor for the next page.
    pub cursor: u64,
    /// Whether the page was full, so that there is more.
    pub more: bool,
    /// Whether the reader's cursor is of no life of the store that this one goes on from:
    /// it has more than is here.
    pub beyond: bool,
    /// The life of the store.
    pub epoch: Epoch,
    /// Snapshots that had to be made for the page, each with the last change in it; the
    /// next reader is quicker where they are kept.
    pub made: Vec<(DocId, Seq, Snapshot)>,
}

impl FeedPage {
    /// Whether there is anything to tell.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.news.is_empty()
            && self.forget.is_empty()
            && self.account.is_none()
            && self.devices.is_none()
            && !self.passes
            && !self.more
            && !self.beyond
    }

    /// Adds what `told` added, or leaves the document out where it is damaged. Answers the
    /// size.
    fn add(&mut self, doc: DocId, told: Result<usize, StoreError>) -> Result<usize, StoreError> {
        match told {
            Err(error) if error.is_damage() => {
                self.left_out.push(doc);
                self.damaged.push((doc, error));
                Ok(FRAME)
            }
            told => told,
        }
    }
}

/// What a document's scopes say of a reader's right to read it.
#[derive(Debug, Default, Clone, Copy)]
struct DocumentAccess {
    /// The reader could read it at their cursor.
    had: bool,
    /// Since which change they may read it, where they may now.
    granted: Option<Seq>,
    /// With which change they lost it last.
    revoked: Seq,
}

impl DocumentAccess {
    /// Adds what one scope says; the reader's cursor is `after`.
    fn add(&mut self, row: &ScopeRow, after: Seq) {
        self.had |= row.granted <= after && row.revoked.is_none_or(|revoked| revoked > after);
        match row.revoked {
            None => {
                let first = self.granted.map_or(row.granted, |at| at.min(row.granted));
                self.granted = Some(first);
            }
            Some(revoked) => self.revoked = self.revoked.max(revoked),
        }
    }
}

/// What a reader is to be told of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DocumentUpdate {
    /// The changes after their cursor.
    Changes,
    /// The document as it is now.
    Whole,
    /// That they may read it no more.
    Forget,
}

/// Reads on from the reader's cursor, within one consistent view.
///
/// # Errors
/// When the store fails or a document cannot be read.
pub fn read(
    store: &dyn ReadTx,
    request: &FeedRequest<'_>,
    key: &SecretKey,
) -> Result<FeedPage, StoreError> {
    let horizon = store.horizon()?;
    let position = cursor::position(store, request.cursor)?;
    // None where it is not of this store's life: it was brought back from a backup.
    let after = position.unwrap_or(Seq::START);
    let (mut page, mut size, mut until) = (FeedPage::default(), 0, horizon);
    page.beyond = position.is_none();
    page.epoch = store.epoch()?;
    for (first, doc, update) in updates(store, request.writer, after)? {
        if size >= request.full {
            until = first.before();
            page.more = true;
            break;
        }
        let told = match update {
            DocumentUpdate::Forget => {
                page.forget.push(doc);
                Ok(FRAME)
            }
            DocumentUpdate::Changes => tell_new(store, request, key, &mut page, doc, after),
            DocumentUpdate::Whole => tell_whole(store, request, key, &mut page, doc),
        };
        size += page.add(doc, told)?;
    }
    // What is asked for again below is not passed: it waits with who asks.
    page.passes = !page.left_out.is_empty();
    tell_again(store, request, key, &mut page, size)?;
    page.cursor = cursor::device_cursor(store, until)?;
    page.authors = authors(store, request.device, &page.news)?;
    Ok(page)
}

/// The documents that a reader could read once and cannot now, by scopes that they held
/// before or hold still. For who reads from the first change on: there nothing tells of what
/// left them since they read last.
///
/// # Errors
/// When the store fails.
pub fn lost(
    store: &dyn ReadTx,
    writer: &Writer,
    once: &BTreeSet<Scope>,
) -> Result<BTreeSet<DocId>, StoreError> {
    let mut lost = BTreeSet::new();
    for scope in once.union(&writer.scopes) {
        lost.extend(
            store
                .scope_rows(scope, Seq::START)?
                .iter()
                .map(|row| row.doc),
        );
    }
    for scope in &writer.scopes {
        for row in store.scope_rows(scope, Seq::START)? {
            if row.revoked.is_none() {
                lost.remove(&row.doc);
            }
        }
    }
    Ok(lost)
}

/// Every document with an update, in the order of the first number that the reader lacks.
fn updates(
    store: &dyn ReadTx,
    writer: &Writer,
    after: Seq,
) -> Result<Vec<(Seq, DocId, DocumentUpdate)>, StoreError> {
    let mut documents: BTreeMap<DocId, DocumentAccess> = BTreeMap::new();
    for scope in &writer.scopes {
        for row in store.scope_rows(scope, after)? {
            documents.entry(row.doc).or_default().add(&row, after);
        }
    }
    let mut updates = Vec::with_capacity(documents.len());
    for (doc, access) in documents {
        let update = match (access.had, access.granted) {
            (true, Some(_)) => store
                .first_change(doc, after)?
                .map(|first| (first, doc, DocumentUpdate::Changes)),
            (false, Some(granted)) => Some((granted, doc, DocumentUpdate::Whole)),
            (true, None) => Some((access.revoked, doc, DocumentUpdate::Forget)),
            (false, None) => None,
        };
        updates.extend(update);
    }
    updates.sort_unstable_by_key(|(first, doc, _)| (*first, *doc));
    Ok(updates)
}

/// Tells what came to a document after the reader's cursor.
fn tell_new(
    store: &dyn ReadTx,
    request: &FeedRequest<'_>,
    key: &SecretKey,
    page: &mut FeedPage,
    doc: DocId,
    after: Seq,
) -> Result<usize, StoreError> {
    let Some(mut changes) = unless_damaged(store.changes(doc, after))? else {
        // A snapshot may hold what is damaged there.
        return tell_whole(store, request, key, page, doc);
    };
    changes.retain(|change| !request.has(change));
    // What came back without its author's signature nobody takes by itself.
    if changes
        .iter()
        .all(|change| change.is_signed() && change.is_intact())
    {
        tell(store, page, doc, None, changes)
    } else {
        tell_whole(store, request, key, page, doc)
    }
}

/// Tells the documents that the reader asks for again, as far as the page is not full yet:
/// in a snapshot, because what it could not take of a change may be the author's signature.
fn tell_again(
    store: &dyn ReadTx,
    request: &FeedRequest<'_>,
    key: &SecretKey,
    page: &mut FeedPage,
    mut size: usize,
) -> Result<(), StoreError> {
    for doc in request.again {
        if size >= request.full {
            page.more = true;
            break;
        }
        let is_told = page.left_out.contains(doc) || page.forget.contains(doc);
        if is_told {
            continue;
        }
        // What the centre does not know at all it lacks.
        let Some(document) = unless_damaged(store.document(*doc))?.flatten() else {
            page.left_out.push(*doc);
            continue;
        };
        if !store.carries(*doc, &request.writer.scopes)? {
            page.forget.push(*doc);
            continue;
        }
        let whole = whole(store, key, *doc);
        let told = whole.and_then(|snapshot| {
            page.news.retain(|news| news.doc != *doc);
            page.made.push((*doc, document.last_seq, snapshot.clone()));
            tell(store, page, *doc, Some(snapshot), Vec::new())
        });
        size += page.add(*doc, told)?;
    }
    Ok(())
}

/// A document as it is now, in a snapshot.
fn whole(store: &dyn ReadTx, key: &SecretKey, doc: DocId) -> Result<Snapshot, StoreError> {
    let replica = store.load(doc)?.ok_or(ReplicaError::Damaged)?;
    Ok(Snapshot::sign(key, doc, replica.save()))
}

fn tell_whole(
    store: &dyn ReadTx,
    request: &FeedRequest<'_>,
    key: &SecretKey,
    page: &mut FeedPage,
    doc: DocId,
) -> Result<usize, StoreError> {
    if !request.sent.is_empty() {
        let mut changes = store.changes(doc, Seq::START)?;
        if changes
            .first()
            .is_some_and(|first| request.sent.contains(&first.hash))
        {
            // The reader has just sent its beginning, so it has the document.
            changes.retain(|change| !request.sent.contains(&change.hash));
            if changes.iter().all(StoredChange::is_signed) {
                return tell(store, page, doc, None, changes);
            }
        }
    }
    let snapshot = unless_damaged(store.snapshot(doc))?.flatten();
    let snapshot = snapshot.filter(|stored| stored.snapshot.verified_by(&key.public(), doc));
    let (snapshot, as_of) = match snapshot {
        Some(stored) => (Some(stored.snapshot), stored.seq),
        None => (None, Seq::START),
    };
    let changes = store.changes(doc, as_of)?;
    if changes.len() <= FEW && changes.iter().all(|one| one.is_signed() && one.is_intact()) {
        return tell(store, page, doc, snapshot, changes);
    }
    let seq = changes.last().map_or(as_of, |change| change.seq);
    let snapshot = whole(store, key, doc)?;
    page.made.push((doc, seq, snapshot.clone()));
    tell(store, page, doc, Some(snapshot), Vec::new())
}

/// Adds news to the page, if there are any, and answers their size.
fn tell(
    store: &dyn ReadTx,
    page: &mut FeedPage,
    doc: DocId,
    snapshot: Option<Snapshot>,
    changes: Vec<StoredChange>,
) -> Result<usize, StoreError> {
    if snapshot.is_none() && changes.is_empty() {
        return Ok(0);
    }
    let document = store.document(doc)?;
    let kind = document.ok_or(StoreError::Unreadable("document"))?.kind;
    let whole = snapshot
        .as_ref()
        .map_or(0, |snapshot| snapshot.bytes.len() + FRAME);
    let parts: usize = changes
        .iter()
        .map(|change| change.signed.change.len() + FRAME)
        .sum();
    let changes = changes.into_iter().map(|change| change.signed).collect();
    page.news.push(News {
        doc,
        kind,
        snapshot,
        changes,
    });
    Ok(whole + parts)
}

fn authors(
    store: &dyn ReadTx,
    reader: DeviceId,
    news: &[News],
) -> Result<Vec<DeviceCard>, StoreError> {
    let changes = news.iter().flat_map(|news| &news.changes);
    let mut devices: BTreeSet<DeviceId> = changes.map(|change| change.device).collect();
    // Whoever holds a snapshot can also say whose the changes in it are: a centre that
    // lost the document may have lost them too.
    for told in news.iter().filter(|news| news.snapshot.is_some()) {
        devices.extend(unless_damaged(store.authors(told.doc))?.unwrap_or_default());
    }
    devices.remove(&reader);
    let mut cards = Vec::with_capacity(devices.len());
    for device in devices {
        // Who is not told whose a change is asks for its document again.
        cards.extend(unless_damaged(store.card(device))?.flatten());
    }
    Ok(cards)
}

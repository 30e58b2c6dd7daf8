//! `POST /v1/exchange`: changes in, outcomes and news out. With `wait_ms` it is a long
//! poll that ends with the first news.

use super::{cbor::cbor, error::HttpError, request};
use crate::{
    core::{
        account,
        centre::Centre,
        cursor,
        damage::DamagedDocuments,
        feed::{self, FeedPage, FeedRequest},
        heal, intake,
        metrics::Present,
        own_devices, room,
        transaction::Transaction,
    },
    store::{Device, ReadTx, Seq, StoreError},
};
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};
use linli_domain::{
    access::Writer,
    id::{DeviceId, DocId},
    time::Timestamp,
};
use linli_replica::{
    exchange::{
        ChangeOutcome, Cursor, Exchange, Exchanged, Heal, Lacks, MAX_AGAIN, MAX_BODY_BYTES,
        MAX_CHANGES_UP, Snapshot, SwitchOff, VERSION, encode,
    },
    keys::SecretKey,
    signed::{Hash, SignedChange},
};
use std::{collections::BTreeSet, sync::Arc, time::Duration};
use tokio::time::{Instant, sleep_until};

/// Longest that a poll is held, below the minute after which proxies give up.
const LONGEST_WAIT: Duration = Duration::from_secs(55);

/// Names the catalogue in use, as its ETag does, so that a device knows when to fetch
/// a new one.
const CATALOGUE: HeaderName = HeaderName::from_static("linli-catalogue");

/// Most devices that one exchange switches off.
const MAX_SWITCH_OFF: usize = 64;

/// A device that is no more changes behind is answered on this thread: handing that to
/// another one costs more than it takes.
const BRIEF: u64 = 8;

pub(super) async fn exchange(State(centre): State<Arc<Centre>>, request: Request) -> Response {
    answer(centre, request)
        .await
        .unwrap_or_else(IntoResponse::into_response)
}

async fn answer(centre: Arc<Centre>, request: Request) -> Result<Response, HttpError> {
    let (parts, content) = request.into_parts();
    let device = request::device(&centre, &parts.headers)?;
    let content = request::body(&parts.headers, content, MAX_BODY_BYTES).await?;
    drop(parts);
    let request = request::message(&content, |exchange: &Exchange| exchange.v)?;
    drop(content);
    if !is_bounded(&request) {
        return Err(HttpError::TOO_LARGE);
    }
    let (incarnation, now) = (request.incarnation, std::time::Instant::now());
    let twice = centre.copies.note(device.id, incarnation, now);
    note_devices(&centre, &device, request.switch_off).await?;
    // What is new may stand on what is given back.
    let is_healing = request.heal.is_some();
    let (lacks, not_theirs) = take_back(&centre, &device, request.heal).await?;
    let (outcomes, sent) = take_in(&centre, device.id, request.changes).await?;
    // Whoever has sent something wants to hear of it at once.
    let is_quiet = outcomes.is_empty() && !is_healing;
    let wait_ms = if is_quiet { request.wait_ms } else { 0 };
    let wait = Duration::from_millis(wait_ms.into()).min(LONGEST_WAIT);
    let query = FeedQuery {
        device: device.id,
        incarnation,
        cursor: request.cursor.0,
        account: request.account,
        asks_devices: request.ask_devices,
        sent,
        again: request.again,
        damaged: centre.damaged.clone(),
        secret: centre.key.secret.clone(),
    };
    let mut page = next_page(&centre, &device.account.writer, query, wait).await?;
    page.forget.extend(not_theirs);
    centre.metrics.exchanges.inc();
    let exchanged = Exchanged {
        v: VERSION,
        room_from: room_from(&centre, &outcomes),
        outcomes,
        authors: page.authors,
        news: page.news,
        forget: page.forget,
        account: page.account,
        devices: page.devices,
        cursor: Cursor(page.cursor),
        more: page.more,
        now: centre.now(),
        epoch: page.epoch,
        beyond: page.beyond,
        twice,
        lacks,
        left_out: page.left_out,
    };
    let mut answer = cbor(StatusCode::OK, encode(&exchanged));
    if let Ok(etag) = HeaderValue::from_str(&centre.served().etag) {
        answer.headers_mut().insert(CATALOGUE, etag);
    }
    Ok(answer)
}

/// From when there is room for those for which there is none today.
fn room_from(centre: &Centre, outcomes: &[ChangeOutcome]) -> Option<Timestamp> {
    let is_kept_back = outcomes.iter().any(ChangeOutcome::is_not_today);
    is_kept_back.then(|| room::tomorrow(&centre.served().catalogue, centre.now()))
}

fn is_bounded(request: &Exchange) -> bool {
    request.heal.as_deref().is_none_or(heal::is_bounded)
        && request.changes.len() <= MAX_CHANGES_UP
        && request.switch_off.len() <= MAX_SWITCH_OFF
        && request.again.len() <= MAX_AGAIN
}

/// Takes back what the device gives of what the centre lost, and answers what the centre
/// lacks of the documents that the device asks about, and which of them it may not keep.
async fn take_back(
    centre: &Arc<Centre>,
    device: &Device,
    heal: Option<Box<Heal>>,
) -> Result<(Vec<Lacks>, Vec<DocId>), HttpError> {
    let Some(mut heal) = heal else {
        return Ok((Vec::new(), Vec::new()));
    };
    let holds = std::mem::take(&mut heal.holds);
    if !heal.given.is_empty() || !heal.cards.is_empty() {
        let before = centre.look_up(|store| store.epoch())?;
        centre.write(move |tx| heal::take_back(tx, &heal)).await?;
        if centre.look_up(|store| store.epoch())? != before {
            centre.hub.wake_all();
        }
    }
    let (scopes, damaged) = (device.account.writer.scopes.clone(), centre.damaged.clone());
    let answer = centre.read(move |store| {
        let lacks = heal::lacks(store, &damaged, &holds)?;
        let not_theirs = heal::not_theirs(store, &scopes, &holds, &lacks)?;
        Ok((lacks, not_theirs))
    });
    Ok(answer.await?)
}

/// Lets the changes in, and answers which of them the centre has.
async fn take_in(
    centre: &Centre,
    device: DeviceId,
    changes: Vec<SignedChange>,
) -> Result<(Vec<ChangeOutcome>, BTreeSet<Hash>), HttpError> {
    if changes.is_empty() {
        return Ok((Vec::new(), BTreeSet::new()));
    }
    let _lane = centre.lanes.enter(device).await;
    let changes: Arc<[SignedChange]> = changes.into();
    let mut outcomes = Vec::with_capacity(changes.len());
    while outcomes.len() < changes.len() {
        let (changes, done) = (changes.clone(), outcomes.len());
        let part = centre.write(move |tx| {
            let rest = changes.get(done..).unwrap_or_default();
            intake::admit_part(tx, rest)
        });
        outcomes.extend(part.await?);
    }
    let received = outcomes.iter().filter_map(|outcome| match outcome {
        ChangeOutcome::Received(receipt) => Some(receipt.hash),
        ChangeOutcome::Missing(_) | ChangeOutcome::Refused(..) => None,
    });
    let sent = received.collect();
    let refused = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, ChangeOutcome::Refused(..)))
        .count();
    centre
        .metrics
        .changes_refused
        .inc_by(u64::try_from(refused).unwrap_or(0));
    Ok((outcomes, sent))
}

/// Notes that the device is in touch, and switches off what it wants switched off.
async fn note_devices(
    centre: &Centre,
    device: &Device,
    switch_off: Vec<SwitchOff>,
) -> Result<(), HttpError> {
    let (by, is_seen_anew) = (device.id, own_devices::is_seen_anew(device, centre.now()));
    if switch_off.is_empty() && !is_seen_anew {
        return Ok(());
    }
    let note = move |tx: &mut Transaction<'_>| {
        if is_seen_anew {
            tx.store.set_device_seen(by, tx.now)?;
        }
        own_devices::switch_off(tx, by, &switch_off)
    };
    Ok(centre.write(note).await?)
}

/// Reads on, waiting up to `wait` for something to tell.
async fn next_page(
    centre: &Arc<Centre>,
    writer: &Writer,
    mut query: FeedQuery,
    wait: Duration,
) -> Result<FeedPage, HttpError> {
    if wait.is_zero() {
        return page(centre, &query).await;
    }
    let until = Instant::now() + wait;
    let catalogue = centre.served();
    // Before the first read: news that come after it wake this poll.
    let waiting = centre.hub.subscribe(&writer.scopes);
    query.sent.clear();
    let mut epoch = None;
    loop {
        let page = page(centre, &query).await?;
        let is_other_life = *epoch.get_or_insert(page.epoch) != page.epoch;
        let is_renewed = is_other_life || !Arc::ptr_eq(&catalogue, &centre.served());
        if !page.is_empty() || is_renewed || *centre.ending.borrow() {
            return Ok(page);
        }
        query.cursor = page.cursor;
        let _waiting = Present::on(&centre.metrics.polls_waiting);
        tokio::select! {
            () = waiting.woken() => {}
            () = sleep_until(until) => return Ok(page),
        }
    }
}

/// What a device asks the feed, with everything that another thread needs to answer.
#[derive(Clone)]
struct FeedQuery {
    device: DeviceId,
    incarnation: u32,
    cursor: u64,
    /// The version of its account that it knows.
    account: u64,
    /// It asks for the person's devices.
    asks_devices: bool,
    sent: BTreeSet<Hash>,
    /// Documents that it wants to be told again, whole.
    again: Vec<DocId>,
    damaged: Arc<DamagedDocuments>,
    secret: SecretKey,
}

impl FeedQuery {
    /// The next page; when it was revoked, for a device that was. The device is read anew
    /// each time, so that a poll never outlives its device or its rights.
    fn read(&self, store: &dyn ReadTx) -> Result<Result<FeedPage, Timestamp>, StoreError> {
        let device = store.device(self.device)?;
        let device = device.ok_or(StoreError::Unreadable("device"))?;
        if let Some(at) = device.revoked_at {
            return Ok(Err(at));
        }
        let account = &device.account;
        // It read with other rights than these: what it has, and lacks, is not known.
        let is_stale = self.account < account.rights_version;
        let reader = FeedRequest {
            writer: &account.writer,
            device: self.device,
            incarnation: self.incarnation,
            cursor: if is_stale { 0 } else { self.cursor },
            sent: &self.sent,
            again: &self.again,
            full: feed::FULL,
        };
        let mut page = feed::read(store, &reader, &self.secret)?;
        self.note_damage(store, &account.writer, &mut page)?;
        if is_stale {
            let lost = feed::lost(store, &account.writer, &account.lost)?;
            page.forget.extend(lost);
        }
        let is_news = self.account != account.version;
        if is_news || self.asks_devices {
            page.devices = Some(own_devices::seen(store, account.writer.person)?);
        }
        if is_news {
            page.account = Some(account::news(&self.secret, &device));
        }
        Ok(Ok(page))
    }

    /// Notes what is damaged and what is not any more, and adds what others found: whoever
    /// holds such a document can give it back.
    fn note_damage(
        &self,
        store: &dyn ReadTx,
        writer: &Writer,
        page: &mut FeedPage,
    ) -> Result<(), StoreError> {
        for (doc, error) in page.damaged.drain(..) {
            self.damaged.found(doc, &error);
        }
        for news in page
            .news
            .iter()
            .filter(|news| self.again.contains(&news.doc))
        {
            self.damaged.healed(news.doc);
        }
        for doc in self.damaged.of(store, &writer.scopes, MAX_AGAIN)? {
            if !page.left_out.contains(&doc) {
                page.left_out.push(doc);
            }
        }
        Ok(())
    }
}

async fn page(centre: &Arc<Centre>, ask: &FeedQuery) -> Result<FeedPage, HttpError> {
    let at_once = centre.look_up(|store| {
        let is_brief = store.horizon()?.0.abs_diff(cursor::number(ask.cursor).0) <= BRIEF;
        if is_brief {
            ask.read(store).map(Some)
        } else {
            Ok(None)
        }
    })?;
    let page = match at_once {
        Some(page) => page,
        None => {
            let ask = ask.clone();
            centre.read(move |store| ask.read(store)).await?
        }
    };
    let mut page = page.map_err(|at| request::revoked(centre, ask.device, at))?;
    let made = std::mem::take(&mut page.made);
    if !made.is_empty() {
        keep(centre.clone(), made);
    }
    Ok(page)
}

/// Stores snapshots that had to be made, so that the next reader finds them. Nobody waits
/// for that, and nothing is lost when it fails.
fn keep(centre: Arc<Centre>, made: Vec<(DocId, Seq, Snapshot)>) {
    tokio::spawn(async move {
        let kept = centre.write(move |tx| {
            made.iter()
                .try_for_each(|(doc, seq, snapshot)| tx.store.put_snapshot(*doc, *seq, snapshot))
        });
        if kept.await.is_err() {
            tracing::warn!("could not keep snapshots");
        }
    });
}

//! The one exchange: changes in, outcomes and news out. With `wait_ms` it is a
//! long poll that ends with the first news.

use crate::{
    core::{
        cursor,
        feed::{self, Page, Reader},
        gate, reactions,
        transaction::Batch,
    },
    http::router::{self, Refused, cbor},
    server::Server,
    store::{Device, Reading, StoreError},
};
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};
use linli_domain::{
    access::Writer,
    id::{DeviceId, DocId, PersonId},
    role::{Role, Scope},
};
use linli_replica::{
    exchange::{
        Cursor, Exchange, Exchanged, MAX_BODY_BYTES, MAX_CHANGES_UP, Outcome, Snapshot, VERSION,
        decode, encode,
    },
    keys::SecretKey,
    signed::{Hash, SignedChange},
};
use std::{
    collections::BTreeSet,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::time::{Instant as TokioInstant, sleep_until};

/// Longest that a poll is held, below the minute after which proxies give up.
const LONGEST_WAIT: Duration = Duration::from_secs(55);

/// Names the catalogue in use, as its ETag does, so that a device knows when to fetch
/// a new one.
const CATALOGUE: HeaderName = HeaderName::from_static("linli-catalogue");

/// A reader who is no more changes behind is answered at once: handing that to
/// another thread costs more than it takes.
const BRIEF: u64 = 8;

/// `POST /v1/exchange`.
pub async fn exchange(State(server): State<Arc<Server>>, request: Request) -> Response {
    answer(server, request)
        .await
        .unwrap_or_else(IntoResponse::into_response)
}

async fn answer(server: Arc<Server>, request: Request) -> Result<Response, Refused> {
    let (parts, content) = request.into_parts();
    let device = router::device(&server, &parts.headers)?;
    if !server.exchanges.take(device.id, Instant::now()) {
        server.metrics.limited.add(1);
        return Err(Refused(StatusCode::TOO_MANY_REQUESTS, "too many"));
    }
    let content = router::body(&parts.headers, content, MAX_BODY_BYTES).await?;
    drop(parts);
    let malformed = Refused(StatusCode::BAD_REQUEST, "malformed");
    let request: Exchange = decode(&content).map_err(|_| malformed)?;
    drop(content);
    if request.v != VERSION || request.changes.len() > MAX_CHANGES_UP {
        return Err(malformed);
    }
    let wait = Duration::from_millis(request.wait_ms.into()).min(LONGEST_WAIT);
    let cursor = request.cursor.0;
    let (outcomes, sent) = take_in(&server, request.changes).await?;
    note_read(&server, &device.account.writer, cursor).await?;
    // Whoever has sent something wants to hear of it at once.
    let wait = if outcomes.is_empty() {
        wait
    } else {
        Duration::ZERO
    };
    let page = next_page(&server, device, cursor, sent, wait).await?;
    server.metrics.exchanges.add(1);
    let exchanged = Exchanged {
        v: VERSION,
        outcomes,
        authors: page.authors,
        news: page.news,
        forget: page.forget,
        cursor: Cursor(page.cursor),
        more: page.more,
        now: server.now(),
    };
    let mut answer = cbor(StatusCode::OK, encode(&exchanged));
    if let Ok(etag) = HeaderValue::from_str(&server.served().etag) {
        answer.headers_mut().insert(CATALOGUE, etag);
    }
    Ok(answer)
}

/// Lets the changes in, and answers which of them the centre has.
async fn take_in(
    server: &Server,
    changes: Vec<SignedChange>,
) -> Result<(Vec<Outcome>, BTreeSet<Hash>), Refused> {
    if changes.is_empty() {
        return Ok((Vec::new(), BTreeSet::new()));
    }
    let work = move |batch: &mut Batch<'_>| -> Result<Vec<Outcome>, StoreError> {
        changes
            .iter()
            .map(|change| gate::admit(batch, change))
            .collect()
    };
    let outcomes = server.journal.run(work).await?;
    let received = outcomes.iter().filter_map(|outcome| match outcome {
        Outcome::Received(receipt) => Some(receipt.hash),
        Outcome::Missing(_) | Outcome::Refused(..) => None,
    });
    let sent = received.collect();
    let refused = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Outcome::Refused(..)))
        .count();
    server
        .metrics
        .refused
        .add(u64::try_from(refused).unwrap_or(0));
    Ok((outcomes, sent))
}

/// Notes which decisions have reached the resident: a device of theirs, or of somebody
/// who acts for them, asks with a cursor that it has only after it kept the news
/// before it. A cursor from before a backup was brought back tells nothing.
async fn note_read(server: &Server, writer: &Writer, cursor: u64) -> Result<(), Refused> {
    if !matches!(writer.role, Role::Resident | Role::Delegate) {
        return Ok(());
    }
    let residents: Vec<PersonId> = writer
        .scopes
        .iter()
        .filter_map(|scope| match scope {
            Scope::Person(person) => Some(*person),
            _ => None,
        })
        .collect();
    let (unread, seq) = server.look_up(|store| {
        let Some(seq) = cursor::seen(store, cursor)? else {
            return Ok((Vec::new(), 0));
        };
        let mut unread = Vec::new();
        for resident in &residents {
            if !store.decided_unread(*resident, seq)?.is_empty() {
                unread.push(*resident);
            }
        }
        Ok((unread, seq))
    })?;
    for resident in unread {
        let serve = move |batch: &mut Batch<'_>| reactions::serve(batch, resident, seq);
        server.journal.run(serve).await?;
    }
    Ok(())
}

/// Reads on, waiting up to `wait` for something to tell.
async fn next_page(
    server: &Server,
    device: Device,
    mut cursor: u64,
    sent: BTreeSet<Hash>,
    wait: Duration,
) -> Result<Page, Refused> {
    if wait.is_zero() {
        return page(server, &device, cursor, sent).await;
    }
    let until = TokioInstant::now() + wait;
    let catalogue = server.served();
    // Before the first read: news that come after it wake this poll.
    let waiting = server.hub.subscribe(&device.account.writer.scopes);
    loop {
        let page = page(server, &device, cursor, BTreeSet::new()).await?;
        let is_renewed = !Arc::ptr_eq(&catalogue, &server.served());
        if !page.is_empty() || is_renewed || *server.ending.borrow() {
            return Ok(page);
        }
        cursor = page.cursor;
        let _waiting = server.metrics.waiting.enter();
        tokio::select! {
            () = waiting.woken() => {}
            () = sleep_until(until) => return Ok(page),
        }
    }
}

/// Who asks, and from where.
#[derive(Clone)]
struct Ask {
    device: DeviceId,
    cursor: u64,
    sent: BTreeSet<Hash>,
    secret: SecretKey,
}

impl Ask {
    /// What there is to read; `None` for a device that is in use no more. Asked anew
    /// each time: a poll outlives neither its device nor its rights.
    fn read(&self, store: &dyn Reading) -> Result<Option<Page>, StoreError> {
        let device = store
            .device(self.device)?
            .filter(|device| device.revoked_at.is_none());
        let Some(device) = device else {
            return Ok(None);
        };
        let reader = Reader {
            writer: &device.account.writer,
            device: self.device,
            cursor: self.cursor,
            sent: &self.sent,
            full: feed::FULL,
        };
        feed::read(store, &reader, &self.secret).map(Some)
    }
}

async fn page(
    server: &Server,
    device: &Device,
    cursor: u64,
    sent: BTreeSet<Hash>,
) -> Result<Page, Refused> {
    let ask = Ask {
        device: device.id,
        cursor,
        sent,
        secret: server.key.secret.clone(),
    };
    let at_once = server.look_up(|store| {
        let is_brief = store.horizon()?.abs_diff(cursor::number(cursor)) <= BRIEF;
        if is_brief {
            ask.read(store).map(Some)
        } else {
            Ok(None)
        }
    })?;
    let page = match at_once {
        Some(page) => page,
        None => server.read(move |store| ask.read(store)).await?,
    };
    let mut page = page.ok_or(Refused(StatusCode::FORBIDDEN, "revoked"))?;
    let made = std::mem::take(&mut page.made);
    if !made.is_empty() {
        keep(server, made);
    }
    Ok(page)
}

/// Keeps snapshots that had to be made, so that the next reader finds them. Nobody
/// waits for that, and nothing is lost when it fails.
fn keep(server: &Server, made: Vec<(DocId, u64, Snapshot)>) {
    let journal = server.journal.clone();
    tokio::spawn(async move {
        let kept = journal.run(move |batch| {
            made.iter().try_for_each(|(doc, seq, snapshot)| {
                batch.store.keep_snapshot(*doc, *seq, snapshot)
            })
        });
        if kept.await.is_err() {
            tracing::warn!("could not keep snapshots");
        }
    });
}

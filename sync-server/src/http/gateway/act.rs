//! What an office's system does. Each request names itself by its `Idempotency-Key`:
//! the answer is kept with the deed, in one transaction, and given again to whoever
//! asks again.

use super::{
    access,
    body::{By, Says},
    deed::Done,
    fits,
    problem::{Problem, given},
    read::{doc_id, of_office},
};
use crate::{
    core::{gate, key::sha256, transaction::Batch},
    http::router,
    server::Server,
    store::{Answer, Gateway, StoreError},
};
use axum::{
    extract::Request,
    http::{HeaderMap, header::CONTENT_TYPE, request::Parts},
    response::Response,
};
use linli_domain::{
    application::{self, ApplicationEvent},
    id::DocId,
    time::DAY_MS,
};
use linli_replica::{exchange::Outcome, replica::Edit};

/// Largest body, in bytes. A change may be a quarter of it.
const MAX_BODY_BYTES: usize = 1024 * 1024;
/// Longest key, in characters.
const MAX_KEY_CHARS: usize = 255;
/// How long an answer is remembered.
const REMEMBERED_MS: i64 = 30 * DAY_MS;

/// One deed, as it was asked for.
struct Deed {
    gateway: Gateway,
    doc: DocId,
    event: ApplicationEvent,
    key: String,
    /// SHA-256 over address and body.
    request: [u8; 32],
}

/// Does `event`, for which the request has no body.
pub(super) async fn bare(
    server: &Server,
    id: &str,
    request: Request,
    event: ApplicationEvent,
) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let gateway = access::gateway(server, &parts.headers)?;
    run(server, gateway, id, &parts, b"", event).await
}

/// Does what the request's body says.
pub(super) async fn with_body<Body: Says>(
    server: &Server,
    id: &str,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, content) = request.into_parts();
    let gateway = access::gateway(server, &parts.headers)?;
    if !is_json(&parts.headers) {
        return Err(Problem::not_json());
    }
    let content = router::body(&parts.headers, content, MAX_BODY_BYTES).await?;
    let body: Body = serde_json::from_slice(&content).map_err(|error| {
        if error.is_data() {
            Problem::not_valid(error.to_string())
        } else {
            Problem::malformed(error.to_string())
        }
    })?;
    let event = body.event(By {
        person: gateway.device.account.writer.person,
        name: gateway.device.account.name.clone(),
        now: server.now(),
    })?;
    run(server, gateway, id, &parts, &content, event).await
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next());
    kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

async fn run(
    server: &Server,
    gateway: Gateway,
    id: &str,
    parts: &Parts,
    content: &[u8],
    event: ApplicationEvent,
) -> Result<Response, Problem> {
    let deed = Deed {
        gateway,
        doc: doc_id(id)?,
        event,
        key: key(&parts.headers)?,
        request: sha256(&[parts.uri.path().as_bytes(), b"\0", content]),
    };
    let answer = server.journal.run(move |batch| once(batch, deed)).await?;
    Ok(given(&answer))
}

fn key(headers: &HeaderMap) -> Result<String, Problem> {
    let wrong = || Problem::malformed("`Idempotency-Key` must be 1 to 255 visible characters");
    let mut keys = headers.get_all("idempotency-key").iter();
    let key = keys.next().and_then(|key| key.to_str().ok());
    key.filter(|key| (1..=MAX_KEY_CHARS).contains(&key.len()) && keys.next().is_none())
        .filter(|key| key.bytes().all(|byte| byte.is_ascii_graphic()))
        .map(str::to_owned)
        .ok_or_else(wrong)
}

/// Does it, unless it was done before; then answers as before.
fn once(batch: &mut Batch<'_>, deed: Deed) -> Result<Answer, StoreError> {
    let (device, key, request) = (deed.gateway.device.id, deed.key.clone(), deed.request);
    if let Some(known) = batch.store.answer(device, &key)? {
        let is_same = known.request == request;
        return Ok(if is_same {
            known
        } else {
            Problem::key_reused().answer(request)
        });
    }
    let answer = match act(batch, deed)? {
        Ok(done) => Answer {
            request,
            status: 200,
            // Plain data: cannot fail.
            body: serde_json::to_string(&done).unwrap_or_default(),
        },
        // It passes: the same request may be done later.
        Err(problem) if problem.is_passing() => return Ok(problem.answer(request)),
        Err(problem) => problem.answer(request),
    };
    let (now, forget_before) = (batch.now, batch.now.plus_ms(-REMEMBERED_MS));
    batch
        .store
        .keep_answer(device, &key, &answer, now, forget_before)?;
    Ok(answer)
}

/// Writes as the office, through the gate.
fn act(batch: &mut Batch<'_>, deed: Deed) -> Result<Result<Done, Problem>, StoreError> {
    let Deed {
        gateway,
        doc,
        event,
        ..
    } = deed;
    let unknown = || Problem::no_such("application");
    let found = batch.contents(doc)?;
    let Some(own) = found.and_then(|contents| of_office(contents, &gateway.office)) else {
        return Ok(Err(unknown()));
    };
    let author = gateway.device.account.writer.person;
    if let Err(problem) = fits::now(batch, &own, author, &event) {
        return Ok(Err(problem));
    }
    let Some(replica) = batch.take_out(doc)? else {
        return Ok(Err(unknown()));
    };
    let mut ahead = replica.clone();
    batch.put_back(doc, replica);
    let writer = &gateway.device.account.writer;
    let hand = batch.desk.key.gateway_hand(gateway.device.id, writer);
    let signed = batch.write_as(&hand, |pen| {
        Ok(ahead.edit(pen, &[Edit::Application(event)])?)
    })?;
    match gate::admit(batch, &signed)? {
        Outcome::Received(receipt) => {
            let contents = batch.contents(doc)?;
            let own = contents.and_then(|contents| of_office(contents, &gateway.office));
            Ok(own.ok_or_else(unknown).map(|own| Done {
                application: doc.to_string(),
                sequence: receipt.seq,
                status: application::fold(&own).status.into(),
            }))
        }
        Outcome::Refused(_, refusal) => Ok(Err(Problem::refused(refusal))),
        // It stands on what the centre itself has just read.
        Outcome::Missing(_) => Err(StoreError::Unreadable("own change")),
    }
}

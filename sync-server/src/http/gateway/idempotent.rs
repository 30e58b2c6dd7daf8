//! Actions of an office's system, each done once. A request names itself by its
//! `Idempotency-Key`: its answer is kept in the transaction of the action, and given
//! again to whoever asks again.

use super::{
    access,
    action_body::{ActionBody, GatewayCaller},
    fits,
    path::PathParam,
    problem::{Problem, respond},
    read::{doc_id, of_office},
    view::Done,
};
use crate::{
    core::{centre::Centre, gate, key::sha256, transaction::Transaction},
    http::request,
    store::{Gateway, SavedResponse, StoreError},
};
use axum::{
    body::Body,
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, header::CONTENT_TYPE, request::Parts},
    response::Response,
};
use linli_domain::{
    application::{self, ApplicationEvent},
    id::DocId,
    time::DAY_MS,
};
use linli_replica::{exchange::ChangeOutcome, replica::Edit};
use std::sync::Arc;

/// Largest body, in bytes. A change may be a quarter of it.
const MAX_BODY_BYTES: usize = 1024 * 1024;
/// Longest key, in characters.
const MAX_KEY_CHARS: usize = 255;
/// How long an answer is remembered.
const REMEMBERED_MS: i64 = 30 * DAY_MS;

/// A request to act on the application that its address names.
pub(super) struct ActionRequest {
    centre: Arc<Centre>,
    id: String,
    parts: Parts,
    content: Body,
}

impl FromRequest<Arc<Centre>> for ActionRequest {
    type Rejection = Problem;

    async fn from_request(request: Request, centre: &Arc<Centre>) -> Result<Self, Problem> {
        let (mut parts, content) = request.into_parts();
        let PathParam(id) = PathParam::from_request_parts(&mut parts, centre).await?;
        Ok(Self {
            centre: centre.clone(),
            id,
            parts,
            content,
        })
    }
}

impl ActionRequest {
    /// Does `event`, for which the request has no body.
    pub(super) async fn act(self, event: ApplicationEvent) -> Result<Response, Problem> {
        let gateway = access::gateway(&self.centre, &self.parts.headers)?;
        run(&self.centre, gateway, &self.id, &self.parts, b"", event).await
    }

    /// Does what the request's body says.
    pub(super) async fn act_on_body<B: ActionBody>(self) -> Result<Response, Problem> {
        let (centre, headers) = (&*self.centre, &self.parts.headers);
        let gateway = access::gateway(centre, headers)?;
        if !is_json(headers) {
            return Err(Problem::not_json());
        }
        let content = request::body(headers, self.content, MAX_BODY_BYTES).await?;
        let body: B = serde_json::from_slice(&content).map_err(|error| {
            if error.is_data() {
                Problem::not_valid(error.to_string())
            } else {
                Problem::malformed(error.to_string())
            }
        })?;
        let event = body.event(GatewayCaller {
            person: gateway.device.account.writer.person,
            name: gateway.device.account.name.clone(),
            now: centre.now(),
        })?;
        run(centre, gateway, &self.id, &self.parts, &content, event).await
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next());
    kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// One action, as it was asked for.
struct GatewayAction {
    gateway: Gateway,
    doc: DocId,
    event: ApplicationEvent,
    key: String,
    /// SHA-256 over address and body.
    request: [u8; 32],
}

async fn run(
    centre: &Centre,
    gateway: Gateway,
    id: &str,
    parts: &Parts,
    content: &[u8],
    event: ApplicationEvent,
) -> Result<Response, Problem> {
    let action = GatewayAction {
        gateway,
        doc: doc_id(id)?,
        event,
        key: idempotency_key(&parts.headers)?,
        request: sha256(&[parts.uri.path().as_bytes(), b"\0", content]),
    };
    let answer = centre.write(move |tx| once(tx, action)).await?;
    Ok(respond(&answer))
}

fn idempotency_key(headers: &HeaderMap) -> Result<String, Problem> {
    let wrong = || Problem::malformed("`Idempotency-Key` must be 1 to 255 visible characters");
    let mut keys = headers.get_all("idempotency-key").iter();
    let key = keys.next().and_then(|key| key.to_str().ok());
    key.filter(|key| (1..=MAX_KEY_CHARS).contains(&key.len()) && keys.next().is_none())
        .filter(|key| key.bytes().all(|byte| byte.is_ascii_graphic()))
        .map(str::to_owned)
        .ok_or_else(wrong)
}

/// Does it, unless it was done before; then answers as before.
fn once(tx: &mut Transaction<'_>, action: GatewayAction) -> Result<SavedResponse, StoreError> {
    let (device, key, request) = (action.gateway.device.id, action.key.clone(), action.request);
    if let Some(known) = tx.store.response(device, &key)? {
        let is_same = known.request == request;
        return Ok(if is_same {
            known
        } else {
            Problem::key_reused().answer(request)
        });
    }
    let answer = match act(tx, action)? {
        Ok(done) => SavedResponse {
            request,
            status: 200,
            // Plain data: cannot fail.
            body: serde_json::to_string(&done).unwrap_or_default(),
        },
        // It passes: the same request may be done later.
        Err(problem) if problem.is_passing() => return Ok(problem.answer(request)),
        Err(problem) => problem.answer(request),
    };
    let (now, forget_before) = (tx.now, tx.now.plus_ms(-REMEMBERED_MS));
    tx.store
        .add_response(device, &key, &answer, now, forget_before)?;
    Ok(answer)
}

/// Writes as the office, through the gate.
fn act(
    tx: &mut Transaction<'_>,
    action: GatewayAction,
) -> Result<Result<Done, Problem>, StoreError> {
    let GatewayAction {
        gateway,
        doc,
        event,
        ..
    } = action;
    let unknown = || Problem::no_such("application");
    let found = tx.contents(doc)?;
    let Some(application) = found.and_then(|contents| of_office(contents, &gateway.office)) else {
        return Ok(Err(unknown()));
    };
    let author = gateway.device.account.writer.author();
    if let Err(problem) = fits::now(tx, &application, author, &event) {
        return Ok(Err(problem));
    }
    let Some(replica) = tx.take_out(doc)? else {
        return Ok(Err(unknown()));
    };
    let mut ahead = replica.clone();
    tx.put_back(doc, replica);
    let writer = &gateway.device.account.writer;
    let signer = tx.state.key.gateway_signer(gateway.device.id, writer);
    let signed = tx.write_as(&signer, |pen| {
        Ok(ahead.edit(pen, &[Edit::Application(event)])?)
    })?;
    match gate::admit(tx, &signed)? {
        ChangeOutcome::Received(receipt) => {
            let contents = tx.contents(doc)?;
            let application = contents.and_then(|contents| of_office(contents, &gateway.office));
            Ok(application.ok_or_else(unknown).map(|application| Done {
                application: doc.to_string(),
                sequence: receipt.seq,
                status: application::fold(&application).status.into(),
            }))
        }
        ChangeOutcome::Refused(_, refusal) => Ok(Err(Problem::refused(refusal))),
        kept_back if kept_back.is_not_today() => Ok(Err(Problem::not_today())),
        // It stands on what the centre itself has just read.
        ChangeOutcome::Missing(_) => Err(StoreError::Unreadable("own change")),
    }
}

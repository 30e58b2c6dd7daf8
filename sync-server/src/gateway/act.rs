//! What an office's system does. Each request names itself by its `Idempotency-Key`:
//! the answer is kept with the deed, in one transaction, and given again to whoever
//! asks again.

use super::{
    access,
    body::{AskMore, Decision, Message, NotAccepted, Says},
    problem::{Problem, Problems, WritingProblems, given},
    read::{doc_id, of_office},
    view::Status,
};
use crate::{
    batch::Batch,
    gate,
    key::sha256,
    routes,
    server::Server,
    store::{Answer, Gateway, StoreError},
};
use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, header::CONTENT_TYPE, request::Parts},
    response::Response,
};
use linli_domain::{
    answer::FieldId,
    application::{self, Application, ApplicationEvent},
    catalogue::Service,
    id::DocId,
    time::DAY_MS,
};
use linli_replica::{exchange::Outcome, replica::Edit};
use serde::Serialize;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// Largest body, in bytes. A change may be a quarter of it.
const MAX_BODY_BYTES: usize = 1024 * 1024;
/// Longest key, in characters.
const MAX_KEY_CHARS: usize = 255;
/// How long an answer is remembered.
const REMEMBERED_MS: i64 = 30 * DAY_MS;

/// Names the request, so that it can be sent again without being done again.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "says what there is in the description only")]
struct Named {
    /// Chosen by the caller, new for each deed; remembered for 30 days.
    #[param(
        rename = "Idempotency-Key",
        min_length = 1,
        max_length = 255,
        pattern = "^[!-~]+$"
    )]
    key: String,
}

/// It is done, and on the centre's disk.
#[derive(Debug, Serialize, ToSchema)]
struct Done {
    /// The application.
    #[schema(pattern = "^[0-9a-f]{32}$")]
    application: String,
    /// The place of the change in the feed.
    sequence: u64,
    /// Where the application stands now.
    status: Status,
}

/// The office takes the application on; the promised time begins.
#[utoipa::path(
    post,
    path = "/applications/{id}/accept",
    params(("id" = String, Path, pattern = "^[0-9a-f]{32}$"), Named),
    responses(
        (status = 200, body = Done, links(("application" = (
            operation_id = "application",
            parameters(("id" = "$response.body#/application"))
        )))),
        Problems,
        WritingProblems
    )
)]
pub(super) async fn accept(
    State(server): State<Arc<Server>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    bare(&server, &id, request, ApplicationEvent::Accepted).await
}

/// The result reached the resident, by post or at the desk. What a device of theirs
/// reads reaches them without this.
#[utoipa::path(
    post,
    path = "/applications/{id}/served",
    params(("id" = String, Path, pattern = "^[0-9a-f]{32}$"), Named),
    responses(
        (status = 200, body = Done, links(("application" = (
            operation_id = "application",
            parameters(("id" = "$response.body#/application"))
        )))),
        Problems,
        WritingProblems
    )
)]
pub(super) async fn served(
    State(server): State<Arc<Server>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    bare(&server, &id, request, ApplicationEvent::Served).await
}

/// The application is not for this office, or not for this resident.
#[utoipa::path(
    post,
    path = "/applications/{id}/not-accepted",
    params(("id" = String, Path, pattern = "^[0-9a-f]{32}$"), Named),
    request_body = NotAccepted,
    responses(
        (status = 200, body = Done, links(("application" = (
            operation_id = "application",
            parameters(("id" = "$response.body#/application"))
        )))),
        Problems,
        WritingProblems
    )
)]
pub(super) async fn not_accepted(
    State(server): State<Arc<Server>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    with_body::<NotAccepted>(&server, &id, request).await
}

/// Something is missing: everything, told at once.
#[utoipa::path(
    post,
    path = "/applications/{id}/ask-more",
    params(("id" = String, Path, pattern = "^[0-9a-f]{32}$"), Named),
    request_body = AskMore,
    responses(
        (status = 200, body = Done, links(("application" = (
            operation_id = "application",
            parameters(("id" = "$response.body#/application"))
        )))),
        Problems,
        WritingProblems
    )
)]
pub(super) async fn ask_more(
    State(server): State<Arc<Server>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    with_body::<AskMore>(&server, &id, request).await
}

/// The office decides.
#[utoipa::path(
    post,
    path = "/applications/{id}/decision",
    params(("id" = String, Path, pattern = "^[0-9a-f]{32}$"), Named),
    request_body = Decision,
    responses(
        (status = 200, body = Done, links(("application" = (
            operation_id = "application",
            parameters(("id" = "$response.body#/application"))
        )))),
        Problems,
        WritingProblems
    )
)]
pub(super) async fn decision(
    State(server): State<Arc<Server>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    with_body::<Decision>(&server, &id, request).await
}

/// A message to everyone who may read the application.
#[utoipa::path(
    post,
    path = "/applications/{id}/message",
    params(("id" = String, Path, pattern = "^[0-9a-f]{32}$"), Named),
    request_body = Message,
    responses(
        (status = 200, body = Done, links(("application" = (
            operation_id = "application",
            parameters(("id" = "$response.body#/application"))
        )))),
        Problems,
        WritingProblems
    )
)]
pub(super) async fn message(
    State(server): State<Arc<Server>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    with_body::<Message>(&server, &id, request).await
}

/// One deed, as it was asked for.
struct Deed {
    gateway: Gateway,
    doc: DocId,
    event: ApplicationEvent,
    key: String,
    /// SHA-256 over address and body.
    request: [u8; 32],
}

async fn bare(
    server: &Server,
    id: &str,
    request: Request,
    event: ApplicationEvent,
) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let gateway = access::gateway(server, &parts.headers)?;
    run(server, gateway, id, &parts, b"", event).await
}

async fn with_body<Body: Says>(
    server: &Server,
    id: &str,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, content) = request.into_parts();
    let gateway = access::gateway(server, &parts.headers)?;
    if !is_json(&parts.headers) {
        return Err(Problem::not_json());
    }
    let content = routes::body(&parts.headers, content, MAX_BODY_BYTES).await?;
    let body: Body = serde_json::from_slice(&content).map_err(|error| {
        if error.is_data() {
            Problem::not_valid(error.to_string())
        } else {
            Problem::malformed(error.to_string())
        }
    })?;
    let event = body.event()?;
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
    if let Err(problem) = fits_now(batch, &own, &event) {
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

/// What the policy leaves open, because a device may have good reason: a last day that
/// is over, or a question that there is not, would leave the resident helpless.
fn fits_now(batch: &Batch<'_>, own: &Application, event: &ApplicationEvent) -> Result<(), Problem> {
    let ApplicationEvent::MoreAsked {
        items, due, again, ..
    } = event
    else {
        return Ok(());
    };
    let catalogue = &batch.desk.catalogue;
    let area = catalogue.area(&own.header.area);
    let offset = area.map_or(0, |area| area.utc_offset_minutes);
    if *due < batch.now.local(offset).0 {
        return Err(Problem::conflict("due-passed", "`due` is over"));
    }
    if again.is_none() && application::fold(own).rounds > 0 {
        let detail = "more was asked for before; say why in `again`";
        return Err(Problem::conflict("asked-before", detail));
    }
    let service = catalogue.service(&own.service);
    let unknown = items
        .iter()
        .find(|item| service.is_some_and(|service| !asks(service, &item.field)));
    match unknown {
        Some(item) => {
            let detail = format!("the service has no question `{}`", item.field);
            Err(Problem::conflict("no-such-question", detail))
        }
        None => Ok(()),
    }
}

/// Whether the service asks for it: a question, or a paper.
fn asks(service: &Service, field: &FieldId) -> bool {
    let mut papers = service.evidence.iter();
    service.question(field).is_some() || papers.any(|paper| paper.id == field.0)
}

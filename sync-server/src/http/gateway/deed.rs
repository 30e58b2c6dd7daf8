//! What an office's system may do, one address each. How a deed is done, once, is in
//! [`super::act`].

use super::{
    act::{bare, with_body},
    body::{AskMore, Correction, Decision, Lease, Message, NotAccepted},
    part::Part,
    problem::{Problem, Problems, WritingProblems},
    view::Status,
};
use crate::server::Server;
use axum::{
    extract::{Request, State},
    response::Response,
};
use linli_domain::application::ApplicationEvent;
use serde::Serialize;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

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
pub(super) struct Done {
    /// The application.
    #[schema(pattern = "^[0-9a-f]{32}$")]
    pub(super) application: String,
    /// The place of the change in the feed.
    pub(super) sequence: u64,
    /// Where the application stands now.
    pub(super) status: Status,
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
    Part(id): Part<String>,
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
    Part(id): Part<String>,
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
    Part(id): Part<String>,
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
    Part(id): Part<String>,
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
    Part(id): Part<String>,
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
    Part(id): Part<String>,
    request: Request,
) -> Result<Response, Problem> {
    with_body::<Message>(&server, &id, request).await
}

/// The office's system works on it: nobody else of the office does until then. Once the
/// application is accepted, the resident reads that somebody is at it.
#[utoipa::path(
    post,
    path = "/applications/{id}/lease",
    params(("id" = String, Path, pattern = "^[0-9a-f]{32}$"), Named),
    request_body = Lease,
    responses(
        (status = 200, body = Done, links(("application" = (
            operation_id = "application",
            parameters(("id" = "$response.body#/application"))
        )))),
        Problems,
        WritingProblems
    )
)]
pub(super) async fn lease(
    State(server): State<Arc<Server>>,
    Part(id): Part<String>,
    request: Request,
) -> Result<Response, Problem> {
    with_body::<Lease>(&server, &id, request).await
}

/// It is given back before that time is over.
#[utoipa::path(
    post,
    path = "/applications/{id}/give-back",
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
pub(super) async fn give_back(
    State(server): State<Arc<Server>>,
    Part(id): Part<String>,
    request: Request,
) -> Result<Response, Problem> {
    bare(&server, &id, request, ApplicationEvent::LeaseGiven).await
}

/// The answer to what the resident wants corrected in the result.
#[utoipa::path(
    post,
    path = "/applications/{id}/correction",
    params(("id" = String, Path, pattern = "^[0-9a-f]{32}$"), Named),
    request_body = Correction,
    responses(
        (status = 200, body = Done, links(("application" = (
            operation_id = "application",
            parameters(("id" = "$response.body#/application"))
        )))),
        Problems,
        WritingProblems
    )
)]
pub(super) async fn correction(
    State(server): State<Arc<Server>>,
    Part(id): Part<String>,
    request: Request,
) -> Result<Response, Problem> {
    with_body::<Correction>(&server, &id, request).await
}

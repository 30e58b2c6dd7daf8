//! What an office's system may do, one address each. How an action is done, once, is
//! in [`super::idempotent`]; the first line of each handler's comment is its summary in
//! the description.

use super::{
    action_body::{
        AskMoreBody, CorrectionBody, DecisionBody, LeaseBody, MessageBody, NotAcceptedBody,
    },
    idempotent::ActionRequest,
    problem::{Problem, Problems, WritingProblems},
    view::Done,
};
use axum::response::Response;
use linli_domain::application::ApplicationEvent;
use std::collections::BTreeMap;
use utoipa::{
    IntoParams, IntoResponses, ToSchema,
    openapi::{Content, Ref, RefOr, Response as Described, ResponseBuilder, link::LinkBuilder},
};

/// The application that an address names.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "says what there is in the description only")]
struct Target {
    #[param(pattern = "^[0-9a-f]{32}$")]
    id: String,
}

/// Names the request, so that it can be sent again without being done again.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "says what there is in the description only")]
struct IdempotencyKey {
    /// Chosen by the caller, new for each action; remembered for 30 days.
    #[param(
        rename = "Idempotency-Key",
        min_length = 1,
        max_length = 255,
        pattern = "^[!-~]+$"
    )]
    key: String,
}

/// What every action is answered with.
struct ActionReplies;

impl IntoResponses for ActionReplies {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        let body = Content::new(Some(Ref::from_schema_name(Done::name())));
        let link = LinkBuilder::new()
            .operation_id("application")
            .parameter("id", "$response.body#/application")
            .build();
        let done = ResponseBuilder::new()
            .content("application/json", body)
            .link("application", link);
        let mut responses = Problems::responses();
        responses.extend(WritingProblems::responses());
        responses.insert("200".to_owned(), done.build().into());
        responses
    }
}

/// The office takes the application on; the promised time begins.
#[utoipa::path(
    post,
    path = "/applications/{id}/accept",
    params(Target, IdempotencyKey),
    responses(ActionReplies)
)]
pub(super) async fn accept(request: ActionRequest) -> Result<Response, Problem> {
    request.act(ApplicationEvent::Accepted).await
}

/// The result reached the resident, by post or at the desk. What a device of theirs
/// reads reaches them without this.
#[utoipa::path(
    post,
    path = "/applications/{id}/served",
    params(Target, IdempotencyKey),
    responses(ActionReplies)
)]
pub(super) async fn served(request: ActionRequest) -> Result<Response, Problem> {
    request.act(ApplicationEvent::Served).await
}

/// The application is not for this office, or not for this resident.
#[utoipa::path(
    post,
    path = "/applications/{id}/not-accepted",
    params(Target, IdempotencyKey),
    request_body = NotAcceptedBody,
    responses(ActionReplies)
)]
pub(super) async fn not_accepted(request: ActionRequest) -> Result<Response, Problem> {
    request.act_on_body::<NotAcceptedBody>().await
}

/// Something is missing: everything, told at once.
#[utoipa::path(
    post,
    path = "/applications/{id}/ask-more",
    params(Target, IdempotencyKey),
    request_body = AskMoreBody,
    responses(ActionReplies)
)]
pub(super) async fn ask_more(request: ActionRequest) -> Result<Response, Problem> {
    request.act_on_body::<AskMoreBody>().await
}

/// The office decides.
#[utoipa::path(
    post,
    path = "/applications/{id}/decision",
    params(Target, IdempotencyKey),
    request_body = DecisionBody,
    responses(ActionReplies)
)]
pub(super) async fn decision(request: ActionRequest) -> Result<Response, Problem> {
    request.act_on_body::<DecisionBody>().await
}

/// A message to everyone who may read the application.
#[utoipa::path(
    post,
    path = "/applications/{id}/message",
    params(Target, IdempotencyKey),
    request_body = MessageBody,
    responses(ActionReplies)
)]
pub(super) async fn message(request: ActionRequest) -> Result<Response, Problem> {
    request.act_on_body::<MessageBody>().await
}

/// The office's system works on it: nobody else of the office does until then. Once the
/// application is accepted, the resident reads that somebody is at it.
#[utoipa::path(
    post,
    path = "/applications/{id}/lease",
    params(Target, IdempotencyKey),
    request_body = LeaseBody,
    responses(ActionReplies)
)]
pub(super) async fn lease(request: ActionRequest) -> Result<Response, Problem> {
    request.act_on_body::<LeaseBody>().await
}

/// It is given back before that time is over.
#[utoipa::path(
    post,
    path = "/applications/{id}/give-back",
    params(Target, IdempotencyKey),
    responses(ActionReplies)
)]
pub(super) async fn give_back(request: ActionRequest) -> Result<Response, Problem> {
    request.act(ApplicationEvent::LeaseGiven).await
}

/// The answer to what the resident wants corrected in the result.
#[utoipa::path(
    post,
    path = "/applications/{id}/correction",
    params(Target, IdempotencyKey),
    request_body = CorrectionBody,
    responses(ActionReplies)
)]
pub(super) async fn correction(request: ActionRequest) -> Result<Response, Problem> {
    request.act_on_body::<CorrectionBody>().await
}

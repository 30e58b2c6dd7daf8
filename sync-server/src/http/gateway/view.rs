//! What an office's system reads.

mod answers;

use crate::{core::clock::rfc3339, store::Seq};
use answers::{AnswerView, EvidenceView, answers, evidence_in};
use linli_domain::{
    answer::BlobHash,
    application::{Application, ApplicationEvent, ApplicationState, ApplicationStatus},
    catalogue::{Catalogue, Service},
    document::{Event, in_order},
    role::Role,
    time::{Timestamp, write_day},
    workday,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// Applications whose last change lies after the cursor that was asked with.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Page)]
pub(super) struct ApplicationListPage {
    /// In the order of their last changes.
    pub(super) items: Vec<ApplicationSummary>,
    /// Where to go on: `after` of the next request, as it stands here. Nothing is ever
    /// skipped; what changed while the pages were read is told once more.
    #[schema(pattern = r"^(0|[1-9][0-9]{0,15}-[0-9a-f]{16})$")]
    pub(super) next: String,
    /// Whether there is more now.
    pub(super) more: bool,
}

/// An application in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Summary)]
pub(super) struct ApplicationSummary {
    /// Its id.
    #[schema(pattern = "^[0-9a-f]{32}$")]
    id: String,
    /// The number that the resident asks about it by.
    #[schema(pattern = "^[0-9]{4}-[0-9]{4}-[0-9]$")]
    tracking: String,
    /// The service applied for.
    service: String,
    /// Where it stands.
    status: Status,
    /// The place of its last change in the feed.
    sequence: u64,
    /// When the centre received it.
    #[schema(format = DateTime)]
    received_at: Option<String>,
    /// Until when the office has promised its answer; absent before it took it on.
    promised: Option<Promised>,
}

/// Until when an answer is promised.
#[derive(Debug, Serialize, ToSchema)]
struct Promised {
    /// The last day. While the office waits, as if it went on tomorrow.
    #[schema(format = Date)]
    date: String,
    /// Working days by which it is late.
    overdue_by: u16,
    /// The time stands still: the office waits for the resident.
    is_paused: bool,
}

/// Where an application stands; the domain's own [`ApplicationStatus`], described.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    Draft,
    Sent,
    Received,
    Accepted,
    InReview,
    NeedsMore,
    NotAccepted,
    Decided,
    Closed,
    Withdrawn,
    Lapsed,
    Discarded,
}

impl From<ApplicationStatus> for Status {
    fn from(status: ApplicationStatus) -> Self {
        match status {
            ApplicationStatus::Draft => Self::Draft,
            ApplicationStatus::Sent => Self::Sent,
            ApplicationStatus::Received => Self::Received,
            ApplicationStatus::Accepted => Self::Accepted,
            ApplicationStatus::InReview => Self::InReview,
            ApplicationStatus::NeedsMore => Self::NeedsMore,
            ApplicationStatus::NotAccepted => Self::NotAccepted,
            ApplicationStatus::Decided => Self::Decided,
            ApplicationStatus::Closed => Self::Closed,
            ApplicationStatus::Withdrawn => Self::Withdrawn,
            ApplicationStatus::Lapsed => Self::Lapsed,
            ApplicationStatus::Discarded => Self::Discarded,
        }
    }
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

/// A whole application.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Whole)]
pub(super) struct ApplicationView {
    /// What the list tells of it.
    #[serde(flatten)]
    summary: ApplicationSummary,
    /// The service's name.
    name: Option<BTreeMap<String, String>>,
    /// The version of the catalogue whose questions are answered.
    catalogue: String,
    /// The bundle that it is a part of.
    bundle: Option<String>,
    /// Whether somebody sent it for the resident.
    by_proxy: bool,
    /// Answers, in the order of the questions.
    answers: Vec<AnswerView>,
    /// Pictures among the answers.
    evidence: Vec<EvidenceView>,
    /// What happened, in order.
    events: Vec<EventView>,
}

/// One thing that happened.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Happened)]
struct EventView {
    /// Its id.
    #[schema(pattern = "^[0-9a-f]{32}$")]
    id: String,
    /// When, by its author's clock.
    #[schema(format = DateTime)]
    at: String,
    /// As what its author did it.
    by: &'static str,
    /// What: `is` names it, the rest belongs to it.
    #[schema(value_type = Object)]
    what: serde_json::Value,
}

/// What views are made with.
#[derive(Debug, Clone, Copy)]
pub(super) struct ViewContext<'a> {
    /// As it is now, for the calendar and the area.
    pub(super) catalogue: &'a Catalogue,
    /// Now.
    pub(super) now: Timestamp,
}

impl ViewContext<'_> {
    fn promised(&self, application: &Application, state: &ApplicationState) -> Option<Promised> {
        let service = self.catalogue.service(&application.service)?;
        let area = self.catalogue.area(&application.header.area);
        let offset = area.map_or(0, |area| area.utc_offset_minutes);
        let due = workday::due(
            &state.clock,
            service.promise.working_days,
            &self.catalogue.holidays,
            offset,
            self.now.local(offset).0,
        )?;
        Some(Promised {
            date: write_day(due.date),
            overdue_by: due.overdue_by,
            is_paused: due.is_paused,
        })
    }

    /// `own` as the list tells it; its last change has the number `sequence`.
    pub(super) fn summary(
        &self,
        application: &Application,
        state: &ApplicationState,
        sequence: Seq,
    ) -> ApplicationSummary {
        ApplicationSummary {
            id: application.header.id.to_string(),
            tracking: state.tracking.clone().unwrap_or_default(),
            service: application.service.0.clone(),
            status: state.status.into(),
            sequence: sequence.0,
            received_at: state.received_at.map(rfc3339),
            promised: self.promised(application, state),
        }
    }

    /// All of `own`, with the words of `service` as it was when it was answered.
    pub(super) fn whole(
        &self,
        application: &Application,
        state: &ApplicationState,
        sequence: Seq,
        service: Option<&Service>,
        here: &BTreeSet<BlobHash>,
    ) -> ApplicationView {
        ApplicationView {
            summary: self.summary(application, state, sequence),
            name: service.map(|service| service.name.0.clone()),
            catalogue: application.version.clone(),
            bundle: application.bundle.as_ref().map(|bundle| bundle.0.clone()),
            by_proxy: state.by_proxy,
            answers: answers(application, service),
            evidence: evidence_in(application, here),
            events: in_order(&application.events)
                .into_iter()
                .map(happened)
                .collect(),
        }
    }
}

fn happened(event: &Event<ApplicationEvent>) -> EventView {
    EventView {
        id: event.id.to_string(),
        at: rfc3339(event.at),
        by: Role::word(event.by.role),
        // Plain data: cannot fail.
        what: serde_json::to_value(&event.what).unwrap_or_default(),
    }
}

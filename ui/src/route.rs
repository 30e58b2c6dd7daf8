//! Where one can be: one page each, as the part of the address after `#`.
//!
//! It is never sent to the centre. Ids of documents are random, so an address
//! in a history or a picture tells nobody anything.

use linli_domain::{
    answer::FieldId,
    care::VisitId,
    catalogue::{BundleId, ServiceId},
    id::DocId,
};
use yew::prelude::*;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The home page of the account's role.
    Home,
    /// Enrolment, with a code from a link.
    Enrol(String),
    /// Text and colours.
    Look,
    /// Urgent help: telephone numbers.
    Urgent,
    /// Urgent help: tell the community.
    UrgentTell,
    /// Ask for care: which kind.
    Ask,
    /// Ask for care: one question.
    AskQuestion(DocId, FieldId),
    /// Ask for care: when.
    AskWhen(DocId),
    /// Ask for care: another day.
    AskDay(DocId),
    /// Ask for care: every week.
    AskWeekly(DocId),
    /// Ask for care: which part of the day.
    AskWindow(DocId),
    /// Ask for care: read it once more.
    AskCheck(DocId),
    /// Ask for care: it was sent.
    AskSent(DocId),
    /// What there is, and what one can have.
    Services,
    /// One public service.
    Service(ServiceId),
    /// What services need to know: for one of them, or for all.
    About(Option<ServiceId>),
    /// Several services for one thing in life.
    Bundle(BundleId),
    /// An application's form: its parts.
    FormTasks(DocId),
    /// An application's form: one question.
    FormQuestion(DocId, FieldId),
    /// An application's form: read it once more.
    FormCheck(DocId),
    /// One application, once it was sent.
    Application(DocId),
    /// Take an application back, or throw its draft away.
    ApplicationEnd(DocId),
    /// Do not agree with a decision.
    ApplicationObject(DocId),
    /// Have something in a result put right.
    ApplicationCorrect(DocId),
    /// Say how it was.
    ApplicationRate(DocId),
    /// One application at the officer's desk.
    Case(DocId),
    /// Ask the resident for more.
    CaseMore(DocId),
    /// Decide.
    CaseDecide(DocId),
    /// Do not take it.
    CaseTurnAway(DocId),
    /// Answer a correction.
    CaseCorrection(DocId),
    /// Say what came of asking why a rating was low.
    CaseFollowUp(DocId),
    /// My matters.
    Matters,
    /// One matter.
    Matter(DocId),
    /// Call a matter off, or throw its draft away.
    MatterEnd(DocId),
    /// Call one visit off.
    VisitEnd(DocId, VisitId),
    /// Say how a visit was.
    Rate(DocId, VisitId),
    /// What the centre did not accept.
    Refused,
    /// New requests for caregivers.
    Offers,
    /// The caregiver's day.
    Round,
    /// One visit.
    Visit(DocId, VisitId),
    /// One safety check of a visit.
    VisitCheck(DocId, VisitId, String),
    /// One task of a visit.
    VisitTask(DocId, VisitId, String),
    /// The visit cannot go on.
    VisitStop(DocId, VisitId),
    /// Give the assignment back.
    GiveBack(DocId, VisitId),
    /// All parts in all states.
    Gallery,
}

impl Route {
    /// The route of an address part, with or without its `#`; home where it is none.
    #[must_use]
    pub fn of(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let parts: Vec<_> = path.split('/').collect();
        Self::of_parts(&parts).unwrap_or(Self::Home)
    }

    fn of_parts(parts: &[&str]) -> Option<Self> {
        Some(match parts {
            ["enrol"] => Self::Enrol(String::new()),
            ["enrol", code] => Self::Enrol((*code).to_owned()),
            ["look"] => Self::Look,
            ["urgent"] => Self::Urgent,
            ["urgent", "tell"] => Self::UrgentTell,
            ["ask"] => Self::Ask,
            ["ask", doc, "question", field] => {
                Self::AskQuestion(doc.parse().ok()?, FieldId((*field).to_owned()))
            }
            ["ask", doc, "when"] => Self::AskWhen(doc.parse().ok()?),
            ["ask", doc, "day"] => Self::AskDay(doc.parse().ok()?),
            ["ask", doc, "weekly"] => Self::AskWeekly(doc.parse().ok()?),
            ["ask", doc, "window"] => Self::AskWindow(doc.parse().ok()?),
            ["ask", doc, "check"] => Self::AskCheck(doc.parse().ok()?),
            ["ask", doc, "sent"] => Self::AskSent(doc.parse().ok()?),
            ["services"] => Self::Services,
            ["service", id] => Self::Service(ServiceId((*id).to_owned())),
            ["about"] => Self::About(None),
            ["about", id] => Self::About(Some(ServiceId((*id).to_owned()))),
            ["bundle", id] => Self::Bundle(BundleId((*id).to_owned())),
            ["form", doc] => Self::FormTasks(doc.parse().ok()?),
            ["form", doc, "question", field] => {
                Self::FormQuestion(doc.parse().ok()?, FieldId((*field).to_owned()))
            }
            ["form", doc, "check"] => Self::FormCheck(doc.parse().ok()?),
            ["application", doc] => Self::Application(doc.parse().ok()?),
            ["application", doc, "end"] => Self::ApplicationEnd(doc.parse().ok()?),
            ["application", doc, "object"] => Self::ApplicationObject(doc.parse().ok()?),
            ["application", doc, "correct"] => Self::ApplicationCorrect(doc.parse().ok()?),
            ["application", doc, "rate"] => Self::ApplicationRate(doc.parse().ok()?),
            ["case", doc] => Self::Case(doc.parse().ok()?),
            ["case", doc, "more"] => Self::CaseMore(doc.parse().ok()?),
            ["case", doc, "decide"] => Self::CaseDecide(doc.parse().ok()?),
            ["case", doc, "away"] => Self::CaseTurnAway(doc.parse().ok()?),
            ["case", doc, "correction"] => Self::CaseCorrection(doc.parse().ok()?),
            ["case", doc, "follow-up"] => Self::CaseFollowUp(doc.parse().ok()?),
            ["matters"] => Self::Matters,
            ["matter", doc] => Self::Matter(doc.parse().ok()?),
            ["matter", doc, "end"] => Self::MatterEnd(doc.parse().ok()?),
            ["matter", doc, "end", visit] => Self::VisitEnd(doc.parse().ok()?, visit.parse().ok()?),
            ["matter", doc, "rate", visit] => Self::Rate(doc.parse().ok()?, visit.parse().ok()?),
            ["refused"] => Self::Refused,
            ["offers"] => Self::Offers,
            ["round"] => Self::Round,
            ["visit", doc, visit] => Self::Visit(doc.parse().ok()?, visit.parse().ok()?),
            ["visit", doc, visit, "check", id] => {
                Self::VisitCheck(doc.parse().ok()?, visit.parse().ok()?, (*id).to_owned())
            }
            ["visit", doc, visit, "task", id] => {
                Self::VisitTask(doc.parse().ok()?, visit.parse().ok()?, (*id).to_owned())
            }
            ["visit", doc, visit, "stop"] => {
                Self::VisitStop(doc.parse().ok()?, visit.parse().ok()?)
            }
            ["visit", doc, visit, "return"] => {
                Self::GiveBack(doc.parse().ok()?, visit.parse().ok()?)
            }
            ["gallery"] => Self::Gallery,
            _ => return None,
        })
    }

    /// The address of this page, for a link.
    #[must_use]
    pub fn href(&self) -> AttrValue {
        let path = match self {
            Self::Home => String::new(),
            Self::Enrol(code) if code.is_empty() => "enrol".to_owned(),
            Self::Enrol(code) => format!("enrol/{code}"),
            Self::Look => "look".to_owned(),
            Self::Urgent => "urgent".to_owned(),
            Self::UrgentTell => "urgent/tell".to_owned(),
            Self::Ask => "ask".to_owned(),
            Self::AskQuestion(doc, field) => format!("ask/{doc}/question/{field}"),
            Self::AskWhen(doc) => format!("ask/{doc}/when"),
            Self::AskDay(doc) => format!("ask/{doc}/day"),
            Self::AskWeekly(doc) => format!("ask/{doc}/weekly"),
            Self::AskWindow(doc) => format!("ask/{doc}/window"),
            Self::AskCheck(doc) => format!("ask/{doc}/check"),
            Self::AskSent(doc) => format!("ask/{doc}/sent"),
            Self::Services => "services".to_owned(),
            Self::Service(id) => format!("service/{id}"),
            Self::About(None) => "about".to_owned(),
            Self::About(Some(id)) => format!("about/{id}"),
            Self::Bundle(id) => format!("bundle/{id}"),
            Self::FormTasks(doc) => format!("form/{doc}"),
            Self::FormQuestion(doc, field) => format!("form/{doc}/question/{field}"),
            Self::FormCheck(doc) => format!("form/{doc}/check"),
            Self::Application(doc) => format!("application/{doc}"),
            Self::ApplicationEnd(doc) => format!("application/{doc}/end"),
            Self::ApplicationObject(doc) => format!("application/{doc}/object"),
            Self::ApplicationCorrect(doc) => format!("application/{doc}/correct"),
            Self::ApplicationRate(doc) => format!("application/{doc}/rate"),
            Self::Case(doc) => format!("case/{doc}"),
            Self::CaseMore(doc) => format!("case/{doc}/more"),
            Self::CaseDecide(doc) => format!("case/{doc}/decide"),
            Self::CaseTurnAway(doc) => format!("case/{doc}/away"),
            Self::CaseCorrection(doc) => format!("case/{doc}/correction"),
            Self::CaseFollowUp(doc) => format!("case/{doc}/follow-up"),
            Self::Matters => "matters".to_owned(),
            Self::Matter(doc) => format!("matter/{doc}"),
            Self::MatterEnd(doc) => format!("matter/{doc}/end"),
            Self::VisitEnd(doc, visit) => format!("matter/{doc}/end/{visit}"),
            Self::Rate(doc, visit) => format!("matter/{doc}/rate/{visit}"),
            Self::Refused => "refused".to_owned(),
            Self::Offers => "offers".to_owned(),
            Self::Round => "round".to_owned(),
            Self::Visit(doc, visit) => format!("visit/{doc}/{visit}"),
            Self::VisitCheck(doc, visit, id) => format!("visit/{doc}/{visit}/check/{id}"),
            Self::VisitTask(doc, visit, id) => format!("visit/{doc}/{visit}/task/{id}"),
            Self::VisitStop(doc, visit) => format!("visit/{doc}/{visit}/stop"),
            Self::GiveBack(doc, visit) => format!("visit/{doc}/{visit}/return"),
            Self::Gallery => "gallery".to_owned(),
        };
        format!("#/{path}").into()
    }

    /// Goes to this page.
    pub fn go(&self) {
        if let Some(window) = web_sys::window() {
            // Fails only where the page itself is being left.
            let _ = window.location().set_hash(&self.href());
        }
    }

    /// Goes to this page, so that "back" does not lead to the present one again.
    pub fn go_instead(&self) {
        if let Some(window) = web_sys::window() {
            let _ = window.location().replace(&self.href());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_reads_its_own_address() {
        let (doc, visit) = (DocId([7; 16]), "2026-11-24T0800".parse().unwrap());
        let routes = [
            Route::Home,
            Route::Enrol(String::new()),
            Route::Enrol("12345678".into()),
            Route::Look,
            Route::Urgent,
            Route::UrgentTell,
            Route::Ask,
            Route::AskQuestion(doc, FieldId("diet".into())),
            Route::AskWhen(doc),
            Route::AskDay(doc),
            Route::AskWeekly(doc),
            Route::AskWindow(doc),
            Route::AskCheck(doc),
            Route::AskSent(doc),
            Route::Services,
            Route::Service(ServiceId("senior-card".into())),
            Route::About(None),
            Route::About(Some(ServiceId("senior-card".into()))),
            Route::Bundle(BundleId("turning-80".into())),
            Route::FormTasks(doc),
            Route::FormQuestion(doc, FieldId("account".into())),
            Route::FormCheck(doc),
            Route::Application(doc),
            Route::ApplicationEnd(doc),
            Route::ApplicationObject(doc),
            Route::ApplicationCorrect(doc),
            Route::ApplicationRate(doc),
            Route::Case(doc),
            Route::CaseMore(doc),
            Route::CaseDecide(doc),
            Route::CaseTurnAway(doc),
            Route::CaseCorrection(doc),
            Route::CaseFollowUp(doc),
            Route::Matters,
            Route::Matter(doc),
            Route::MatterEnd(doc),
            Route::VisitEnd(doc, visit),
            Route::Rate(doc, visit),
            Route::Refused,
            Route::Offers,
            Route::Round,
            Route::Visit(doc, visit),
            Route::VisitCheck(doc, visit, "floor".into()),
            Route::VisitTask(doc, visit, "wash".into()),
            Route::VisitStop(doc, visit),
            Route::GiveBack(doc, visit),
            Route::Gallery,
        ];
        for route in routes {
            assert_eq!(Route::of(&route.href()), route);
        }
    }

    #[test]
    fn an_address_that_is_none_leads_home() {
        for hash in ["", "#", "#/nowhere", "#/matter/zz", "#/visit/00/2026"] {
            assert_eq!(Route::of(hash), Route::Home, "{hash}");
        }
    }
}

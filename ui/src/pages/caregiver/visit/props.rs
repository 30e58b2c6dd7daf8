//! What every page of a visit gets, and which page comes next.

use crate::pages::caregiver::CaregiverRoute;
use linli_api::view;
use linli_domain::catalogue::CareKind;
use std::rc::Rc;
use yew::prelude::*;

/// What every page of the flow gets.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct VisitProps {
    pub(super) visit: Rc<view::Visit>,
    pub(super) kind: Rc<CareKind>,
}

impl VisitProps {
    /// The visit's own page.
    pub(super) fn home(&self) -> CaregiverRoute {
        CaregiverRoute::Visit(self.visit.doc, self.visit.line.id)
    }

    /// The page after this safety check: the next open one, or the visit.
    pub(super) fn after_check(&self, check: &str) -> CaregiverRoute {
        self.check_route(self.open_checks().find(|id| *id != check))
    }

    /// The first open safety check, or the visit's page.
    pub(super) fn first_check(&self) -> CaregiverRoute {
        self.check_route(self.open_checks().next())
    }

    /// The checks without an answer with which they can be left.
    fn open_checks(&self) -> impl Iterator<Item = &String> {
        let state = &self.visit.line.state;
        let checks = self.kind.safety.iter();
        let open = checks.filter(|check| !check.is_answered(state));
        open.map(|check| &check.id)
    }

    fn check_route(&self, check: Option<&String>) -> CaregiverRoute {
        match check {
            Some(id) => CaregiverRoute::Check(self.visit.doc, self.visit.line.id, id.clone()),
            None => self.home(),
        }
    }
}

//! What a resident sees, or who acts for them: the home page, and their matters.

pub(crate) mod home;
mod matter;
mod matter_end;
mod matters;
mod rate;
mod urgent;
mod visit_end;

pub(crate) use home::Home;

use self::{
    matter::Matter,
    matter_end::MatterEnd,
    matters::Matters,
    rate::Rate,
    urgent::{Urgent, UrgentTell},
    visit_end::VisitEnd,
};
use crate::address::routes;
use linli_domain::{care::VisitId, id::DocId};
use yew::prelude::*;

routes! {
    /// Where a resident can be.
    ResidentRoute {
        /// Urgent help: telephone numbers.
        Urgent = "urgent";
        /// Urgent help: tell the community.
        UrgentTell = "urgent" / "tell";
        /// My matters.
        Matters = "matters";
        /// One matter.
        Matter(doc: DocId) = "matter" / doc;
        /// Call a matter off, or throw its draft away.
        MatterEnd(doc: DocId) = "matter" / doc / "end";
        /// Call one visit off.
        VisitEnd(doc: DocId, visit: VisitId) = "matter" / doc / "end" / visit;
        /// Say how a visit was.
        Rate(doc: DocId, visit: VisitId) = "matter" / doc / "rate" / visit;
    }
}

impl ResidentRoute {
    pub(crate) fn draw(&self) -> Html {
        match *self {
            Self::Urgent => html! { <Urgent /> },
            Self::UrgentTell => html! { <UrgentTell /> },
            Self::Matters => html! { <Matters /> },
            Self::Matter(doc) => html! { <Matter key={doc.to_string()} {doc} /> },
            Self::MatterEnd(doc) => html! { <MatterEnd key={doc.to_string()} {doc} /> },
            Self::VisitEnd(doc, visit) => html! { <VisitEnd {doc} {visit} /> },
            Self::Rate(doc, visit) => html! { <Rate key={visit.to_string()} {doc} {visit} /> },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::paths;

    #[test]
    fn addresses_stay_as_they_are() {
        assert_eq!(
            paths::<ResidentRoute>(),
            [
                "urgent",
                "urgent/tell",
                "matters",
                "matter/DOC",
                "matter/DOC/end",
                "matter/DOC/end/2026-11-24T0800",
                "matter/DOC/rate/2026-11-24T0800",
            ]
        );
    }
}

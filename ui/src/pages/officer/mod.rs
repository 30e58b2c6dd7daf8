//! The officer's desk: the queue, one case, and what is decided about it.

mod bulk;
mod case;
mod case_form;
mod decide;
mod due;
mod keys;
mod more;
mod queue;
mod write;

pub(crate) use queue::Desk;

use self::{
    case::Case,
    decide::Decide,
    more::AskMore,
    write::{AnswerCorrection, FollowUp, TurnAway},
};
use crate::address::routes;
use linli_domain::id::DocId;
use yew::prelude::*;

routes! {
    /// Where an officer can be.
    OfficerRoute {
        /// One application.
        Case(doc: DocId) = "case" / doc;
        /// Ask the resident for more.
        More(doc: DocId) = "case" / doc / "more";
        /// Decide.
        Decide(doc: DocId) = "case" / doc / "decide";
        /// Do not take it.
        TurnAway(doc: DocId) = "case" / doc / "away";
        /// Answer a correction.
        Correction(doc: DocId) = "case" / doc / "correction";
        /// Say what came of asking why a rating was low.
        FollowUp(doc: DocId) = "case" / doc / "follow-up";
    }
}

impl OfficerRoute {
    pub(crate) fn draw(&self) -> Html {
        match *self {
            Self::Case(doc) => html! { <Case key={doc.to_string()} {doc} /> },
            Self::More(doc) => html! { <AskMore key="more" {doc} /> },
            Self::Decide(doc) => html! { <Decide key="decide" {doc} /> },
            Self::TurnAway(doc) => html! { <TurnAway key="away" {doc} /> },
            Self::Correction(doc) => html! { <AnswerCorrection key="correction" {doc} /> },
            Self::FollowUp(doc) => html! { <FollowUp key="follow-up" {doc} /> },
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
            paths::<OfficerRoute>(),
            [
                "case/DOC",
                "case/DOC/more",
                "case/DOC/decide",
                "case/DOC/away",
                "case/DOC/correction",
                "case/DOC/follow-up",
            ]
        );
    }
}

//! The officer's desk: the queue, one case, and what is decided about it.

mod bulk;
mod case;
mod case_form;
mod case_name;
mod decide;
mod due;
mod keys;
mod more;
mod queue;
mod route;
mod write;

pub(crate) use queue::Desk;
pub(crate) use route::OfficerRoute;

use self::{
    case::Case,
    decide::Decide,
    more::AskMore,
    write::{AnswerCorrection, FollowUp, TurnAway},
};
use yew::prelude::*;

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

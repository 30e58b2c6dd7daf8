//! Asking for care: which kind, when, and what became of it. Its questions are a form
//! like any other: [`super::form`].

mod appointment;
mod ask;
mod day_part;
mod days;
mod kind_pick;
mod route;
mod sent;
mod step;
mod until;
mod when;
mod window;

pub(super) use kind_pick::kind_pick;
pub(crate) use route::CareRoute;

use self::{ask::AskScreen, sent::Sent, when::WhenFlow};
use crate::{
    address::PageAddress,
    pages::{form::FormRoute, shared::HomePage},
};
use yew::prelude::*;

impl CareRoute {
    pub(crate) fn draw(&self) -> Html {
        match self {
            Self::Ask => html! { <AskScreen /> },
            Self::Place(doc) => {
                let check = FormRoute::Check(*doc).href();
                html! { <HomePage back={check.clone()} next={check} /> }
            }
            Self::Sent(doc) => html! { <Sent key={doc.to_string()} doc={*doc} /> },
            Self::When(doc)
            | Self::Day(doc)
            | Self::AppointmentDay(doc)
            | Self::Appointment(doc)
            | Self::Weekly(doc)
            | Self::Window(doc)
            | Self::Until(doc)
            | Self::LastDay(doc) => {
                html! { <WhenFlow key={doc.to_string()} doc={*doc} route={self.clone()} /> }
            }
        }
    }
}

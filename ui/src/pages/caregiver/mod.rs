//! What a caregiver sees: new requests, the day, and one visit.

mod home;
mod offers;
mod own_visits;
mod round;
mod route;
mod visit;

pub(crate) use home::CaregiverHome;
pub(crate) use route::CaregiverRoute;

use self::{offers::Offers, round::RoundScreen, visit::VisitFlow};
use yew::prelude::*;

impl CaregiverRoute {
    pub(crate) fn draw(&self) -> Html {
        match *self {
            Self::Offers => html! { <Offers /> },
            Self::Round => html! { <RoundScreen /> },
            Self::Visit(doc, visit)
            | Self::Check(doc, visit, _)
            | Self::Task(doc, visit, _)
            | Self::Stop(doc, visit)
            | Self::GiveBack(doc, visit) => {
                let key = format!("{doc}{visit}");
                html! { <VisitFlow {key} {doc} {visit} route={self.clone()} /> }
            }
        }
    }
}

//! What a resident sees, or who acts for them: the home page, and their matters.

mod call_back;
mod details;
pub(crate) mod home;
mod matter;
mod matter_end;
mod matter_visits;
mod matters;
mod rate;
mod route;
mod urgent;
mod visit_end;

pub(crate) use home::HomeScreen;
pub(crate) use route::ResidentRoute;

use self::{
    call_back::{CallBack, CallBackAbout},
    details::{Detail, Details},
    matter::MatterScreen,
    matter_end::MatterEnd,
    matters::Matters,
    rate::Rate,
    urgent::{Urgent, UrgentTell},
    visit_end::VisitEnd,
};
use crate::{
    address::PageAddress,
    pages::shared::{HomePage, WorryPage},
};
use yew::prelude::*;

impl ResidentRoute {
    pub(crate) fn draw(&self) -> Html {
        match self.clone() {
            Self::Urgent => html! { <Urgent /> },
            Self::UrgentTell => html! { <UrgentTell /> },
            Self::CallBack => html! { <CallBack /> },
            Self::CallBackAbout(doc, field) => html! { <CallBackAbout {doc} {field} /> },
            Self::Details => html! { <Details /> },
            Self::DetailsHome => {
                let details = Self::Details.href();
                html! { <HomePage back={details.clone()} next={details} /> }
            }
            Self::Detail(field) => html! { <Detail key={field.name()} {field} /> },
            // Nobody is kept from telling: whoever does not want to write it goes on.
            Self::UrgentPlace => {
                let (back, next) = (Self::Urgent.href(), Self::UrgentTell.href());
                html! { <HomePage {back} {next} may_leave_out=true /> }
            }
            Self::Matters => html! { <Matters /> },
            Self::Matter(doc) => html! { <MatterScreen key={doc.to_string()} {doc} /> },
            Self::MatterEnd(doc) => html! { <MatterEnd key={doc.to_string()} {doc} /> },
            Self::VisitEnd(doc, visit) => html! { <VisitEnd {doc} {visit} /> },
            Self::Worry(doc, visit, check) => {
                let back = Self::Matter(doc).href();
                html! { <WorryPage {doc} {visit} {check} {back} /> }
            }
            Self::Rate(doc, visit) => html! { <Rate key={visit.to_string()} {doc} {visit} /> },
        }
    }
}

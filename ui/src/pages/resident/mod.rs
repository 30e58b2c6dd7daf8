//! What a resident sees, or who acts for them: the home page, and their matters.

mod details;
pub(crate) mod home;
mod matter;
mod matter_end;
mod matters;
mod rate;
mod route;
mod urgent;
mod visit_end;

pub(crate) use home::HomeScreen;
pub(crate) use route::ResidentRoute;

use self::{
    details::{Details, UrgentPlace},
    matter::MatterScreen,
    matter_end::MatterEnd,
    matters::Matters,
    rate::Rate,
    urgent::{Urgent, UrgentTell},
    visit_end::VisitEnd,
};
use crate::{address::PageAddress, pages::shared::WorryPage};
use yew::prelude::*;

impl ResidentRoute {
    pub(crate) fn draw(&self) -> Html {
        match self.clone() {
            Self::Urgent => html! { <Urgent /> },
            Self::UrgentTell => html! { <UrgentTell /> },
            Self::UrgentPlace => html! { <UrgentPlace /> },
            Self::Details => html! { <Details /> },
            Self::Matters => html! { <Matters /> },
            Self::Matter(doc) => html! { <MatterScreen key={doc.to_string()} {doc} /> },
            Self::MatterEnd(doc) => html! { <MatterEnd key={doc.to_string()} {doc} /> },
            Self::VisitEnd(doc, visit) => html! { <VisitEnd {doc} {visit} /> },
            Self::Worry(doc, visit, check) => {
                let back = Self::Matter(doc);
                let then = {
                    let back = back.clone();
                    Callback::from(move |()| back.go_instead())
                };
                html! { <WorryPage {doc} {visit} {check} back={back.href()} {then} /> }
            }
            Self::Rate(doc, visit) => html! { <Rate key={visit.to_string()} {doc} {visit} /> },
        }
    }
}

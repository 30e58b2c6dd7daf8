//! What a community worker sees: what cannot wait, and the residents of the area.

mod acting;
mod alert;
mod alerts;
mod ask_consent;
mod give_backs;
mod home;
mod resident;
mod roster;
mod route;
mod settle;

pub(crate) use acting::ActingNotice;
pub(crate) use home::WorkerHome;
pub(crate) use route::WorkerRoute;

use self::{alert::AlertPage, ask_consent::AskConsent, resident::ResidentScreen, settle::Settle};
use crate::{address::PageAddress, pages::shared::WorryPage};
use yew::prelude::*;

impl WorkerRoute {
    pub(crate) fn draw(&self) -> Html {
        match *self {
            Self::Resident(resident) => html! { <ResidentScreen {resident} /> },
            Self::AskConsent(resident) => html! { <AskConsent {resident} /> },
            Self::Alert(doc) => html! { <AlertPage key={doc.to_string()} {doc} /> },
            Self::Worry(doc, visit, ref check) => {
                let back = Self::Alert(doc).href();
                let check = check.clone();
                html! { <WorryPage {doc} {visit} {check} {back} /> }
            }
            Self::Settle(doc) => html! { <Settle {doc} /> },
        }
    }
}

//! What a community worker sees: what cannot wait, and the residents of the area.

mod alert;
mod alerts;
mod give_backs;
mod home;
mod roster;
mod route;
mod settle;

pub(crate) use home::WorkerHome;
pub(crate) use route::WorkerRoute;

use self::{alert::AlertPage, settle::Settle};
use crate::{address::PageAddress, pages::shared::WorryPage};
use yew::prelude::*;

impl WorkerRoute {
    pub(crate) fn draw(&self) -> Html {
        match *self {
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

//! Public services: what there is, what one can have, and an application once it was
//! sent.

mod about;
mod application;
mod bundle;
mod elsewhere;
mod list;
mod prepare;
mod route;
mod service;
mod standing;

pub(super) use about::ProfileAnswer;
pub(super) use prepare::Prepare;
pub(crate) use route::ServicesRoute;

use self::{
    about::About,
    application::{
        ApplicationEnd, ApplicationRate, ApplicationScreen, ApplicationWrite, WriteKind,
    },
    bundle::BundleScreen,
    list::ServicesScreen,
    service::ServiceScreen,
};
use yew::prelude::*;

impl ServicesRoute {
    pub(crate) fn draw(&self) -> Html {
        match self.clone() {
            Self::List => html! { <ServicesScreen /> },
            Self::Service(service) => {
                html! { <ServiceScreen key={service.to_string()} service={service.clone()} /> }
            }
            Self::About => html! { <About service={None} /> },
            Self::AboutFor(service) => html! { <About service={Some(service)} /> },
            Self::Bundle(bundle) => {
                html! { <BundleScreen key={bundle.to_string()} bundle={bundle.clone()} /> }
            }
            Self::Application(doc) => html! { <ApplicationScreen key={doc.to_string()} {doc} /> },
            Self::End(doc) => html! { <ApplicationEnd key={doc.to_string()} {doc} /> },
            Self::Object(doc) => {
                html! { <ApplicationWrite key="object" {doc} kind={WriteKind::Object} /> }
            }
            Self::Correct(doc) => {
                html! { <ApplicationWrite key="correct" {doc} kind={WriteKind::Correct} /> }
            }
            Self::Rate(doc) => html! { <ApplicationRate {doc} /> },
        }
    }
}

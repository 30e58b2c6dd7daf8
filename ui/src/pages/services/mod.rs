//! Public services: what there is, what one can have, and an application once it was
//! sent.

mod about;
mod application;
mod bundle;
mod list;
mod prepare;
mod service;

pub(super) use application::Overview;
pub(super) use prepare::Prepare;

use self::{
    about::About,
    application::{Application, ApplicationEnd, ApplicationRate, ApplicationWrite, WriteKind},
    bundle::Bundle,
    list::Services,
    service::Service,
};
use crate::address::routes;
use linli_domain::{
    catalogue::{BundleId, ServiceId},
    id::DocId,
};
use yew::prelude::*;

routes! {
    /// Where public services are, and applications for them.
    ServicesRoute {
        /// What there is, and what one can have.
        List = "services";
        /// One public service.
        Service(service: ServiceId) = "service" / service;
        /// What services need to know.
        About = "about";
        /// What one service needs to know.
        AboutFor(service: ServiceId) = "about" / service;
        /// Several services for one thing in life.
        Bundle(bundle: BundleId) = "bundle" / bundle;
        /// One application, once it was sent.
        Application(doc: DocId) = "application" / doc;
        /// Take an application back, or throw its draft away.
        End(doc: DocId) = "application" / doc / "end";
        /// Do not agree with a decision.
        Object(doc: DocId) = "application" / doc / "object";
        /// Have something in a result put right.
        Correct(doc: DocId) = "application" / doc / "correct";
        /// Say how it was.
        Rate(doc: DocId) = "application" / doc / "rate";
    }
}

impl ServicesRoute {
    pub(crate) fn draw(&self) -> Html {
        match self.clone() {
            Self::List => html! { <Services /> },
            Self::Service(service) => {
                html! { <Service key={service.to_string()} service={service.clone()} /> }
            }
            Self::About => html! { <About service={None} /> },
            Self::AboutFor(service) => html! { <About service={Some(service)} /> },
            Self::Bundle(bundle) => {
                html! { <Bundle key={bundle.to_string()} bundle={bundle.clone()} /> }
            }
            Self::Application(doc) => html! { <Application key={doc.to_string()} {doc} /> },
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::paths;

    #[test]
    fn addresses_stay_as_they_are() {
        assert_eq!(
            paths::<ServicesRoute>(),
            [
                "services",
                "service/senior-card",
                "about",
                "about/senior-card",
                "bundle/turning-80",
                "application/DOC",
                "application/DOC/end",
                "application/DOC/object",
                "application/DOC/correct",
                "application/DOC/rate",
            ]
        );
    }
}

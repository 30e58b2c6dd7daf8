//! Addresses of public services, and of applications for them.

use crate::address::routes;
use linli_domain::{
    catalogue::{BundleId, ServiceId},
    id::DocId,
};

routes! {
    /// Where public services are, and applications for them.
    ServicesRoute {
        /// What there is, and what one can have.
        List = "services";
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

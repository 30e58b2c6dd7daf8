//! Addresses of a community worker's pages.

use crate::address::routes;
use linli_domain::{
    care::VisitId,
    id::{DocId, PersonId},
};

routes! {
    /// Where a community worker can be.
    WorkerRoute {
        /// Everything about one resident.
        Resident(resident: PersonId) = "resident" / resident;
        /// Ask whether the worker may do things for them.
        AskConsent(resident: PersonId) = "resident" / resident / "ask";
        /// A request that cannot wait.
        Alert(doc: DocId) = "alert" / doc;
        /// Say that what a safety check found is in order now.
        Worry(doc: DocId, visit: VisitId, check: String) = "alert" / doc / "worry" / visit / check;
        /// Say how it ended.
        Settle(doc: DocId) = "alert" / doc / "settle";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::paths;

    #[test]
    fn addresses_stay_as_they_are() {
        assert_eq!(
            paths::<WorkerRoute>(),
            [
                "resident/DOC",
                "resident/DOC/ask",
                "alert/DOC",
                "alert/DOC/worry/2026-11-24T0800/wash",
                "alert/DOC/settle",
            ]
        );
    }
}

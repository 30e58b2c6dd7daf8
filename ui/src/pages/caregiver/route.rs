//! Addresses of a caregiver's pages.

use crate::address::routes;
use linli_domain::{care::VisitId, id::DocId};

routes! {
    /// Where a caregiver can be.
    CaregiverRoute {
        Offers = "offers";
        Round = "round";
        Visit(doc: DocId, visit: VisitId) = "visit" / doc / visit;
        /// One safety check of a visit.
        Check(doc: DocId, visit: VisitId, id: String) = "visit" / doc / visit / "check" / id;
        /// One task of a visit.
        Task(doc: DocId, visit: VisitId, id: String) = "visit" / doc / visit / "task" / id;
        /// The visit cannot go on.
        Stop(doc: DocId, visit: VisitId) = "visit" / doc / visit / "stop";
        /// Give the assignment back.
        GiveBack(doc: DocId, visit: VisitId) = "visit" / doc / visit / "return";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::paths;

    #[test]
    fn addresses_stay_as_they_are() {
        assert_eq!(
            paths::<CaregiverRoute>(),
            [
                "offers",
                "round",
                "visit/DOC/2026-11-24T0800",
                "visit/DOC/2026-11-24T0800/check/wash",
                "visit/DOC/2026-11-24T0800/task/wash",
                "visit/DOC/2026-11-24T0800/stop",
                "visit/DOC/2026-11-24T0800/return",
            ]
        );
    }
}

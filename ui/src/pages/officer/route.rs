//! Addresses of an officer's pages.

use crate::address::routes;
use linli_domain::id::DocId;

routes! {
    /// Where an officer can be.
    OfficerRoute {
        Case(doc: DocId) = "case" / doc;
        /// Ask the resident for more.
        More(doc: DocId) = "case" / doc / "more";
        Decide(doc: DocId) = "case" / doc / "decide";
        /// Do not take it.
        TurnAway(doc: DocId) = "case" / doc / "away";
        Correction(doc: DocId) = "case" / doc / "correction";
        /// Say what came of asking why a rating was low.
        FollowUp(doc: DocId) = "case" / doc / "follow-up";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::paths;

    #[test]
    fn addresses_stay_as_they_are() {
        assert_eq!(
            paths::<OfficerRoute>(),
            [
                "case/DOC",
                "case/DOC/more",
                "case/DOC/decide",
                "case/DOC/away",
                "case/DOC/correction",
                "case/DOC/follow-up",
            ]
        );
    }
}

//! Addresses of a resident's pages.

use crate::address::routes;
use linli_domain::{answer::FieldId, care::VisitId, id::DocId, profile::ProfileField};

routes! {
    /// Where a resident can be.
    ResidentRoute {
        /// Urgent help: telephone numbers.
        Urgent = "urgent";
        /// Urgent help: tell the community.
        UrgentTell = "urgent" / "tell";
        /// Urgent help: where to come, where that is not known.
        UrgentPlace = "urgent" / "place";
        /// Ask the community desk to call.
        CallBack = "hard";
        /// Ask it to call about a question of a form.
        CallBackAbout(doc: DocId, field: FieldId) = "hard" / doc / field;
        /// Everything that is known about the resident.
        Details = "details";
        /// The address and the telephone number.
        DetailsHome = "details" / "home";
        /// One thing that is known, or is not.
        Detail(field: ProfileField) = "details" / field;
        Matters = "matters";
        Matter(doc: DocId) = "matter" / doc;
        /// Call a matter off, or throw its draft away.
        MatterEnd(doc: DocId) = "matter" / doc / "end";
        /// Call one visit off.
        VisitEnd(doc: DocId, visit: VisitId) = "matter" / doc / "end" / visit;
        /// Say that what a safety check found is in order now.
        Worry(doc: DocId, visit: VisitId, check: String) = "matter" / doc / "worry" / visit / check;
        /// Say how a visit was.
        Rate(doc: DocId, visit: VisitId) = "matter" / doc / "rate" / visit;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::paths;

    #[test]
    fn addresses_stay_as_they_are() {
        assert_eq!(
            paths::<ResidentRoute>(),
            [
                "urgent",
                "urgent/tell",
                "urgent/place",
                "hard",
                "hard/DOC/diet",
                "details",
                "details/home",
                "details/hearing",
                "matters",
                "matter/DOC",
                "matter/DOC/end",
                "matter/DOC/end/2026-11-24T0800",
                "matter/DOC/worry/2026-11-24T0800/wash",
                "matter/DOC/rate/2026-11-24T0800",
            ]
        );
    }
}

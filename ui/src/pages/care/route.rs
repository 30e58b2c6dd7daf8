//! Addresses of the pages where one asks for care.

use crate::address::routes;
use linli_domain::{care::When, id::DocId};

routes! {
    /// Where one asks for care.
    CareRoute {
        /// Which kind of care is wanted.
        Ask = "ask";
        When(doc: DocId) = "ask" / doc / "when";
        Day(doc: DocId) = "ask" / doc / "day";
        Weekly(doc: DocId) = "ask" / doc / "weekly";
        /// Which part of the day.
        Window(doc: DocId) = "ask" / doc / "window";
        /// Which day the appointment is on to which somebody goes along.
        AppointmentDay(doc: DocId) = "ask" / doc / "appointment-day";
        /// At what time it is.
        Appointment(doc: DocId) = "ask" / doc / "appointment";
        /// Until when it returns every week.
        Until(doc: DocId) = "ask" / doc / "until";
        LastDay(doc: DocId) = "ask" / doc / "last-day";
        Place(doc: DocId) = "ask" / doc / "place";
        Sent(doc: DocId) = "ask" / doc / "sent";
    }
}

impl CareRoute {
    /// The page that shows or changes `when`.
    pub(in crate::pages) const fn of(when: Option<&When>, doc: DocId) -> Self {
        match when {
            Some(When::Weekly { .. }) => Self::Weekly(doc),
            _ => Self::When(doc),
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
            paths::<CareRoute>(),
            [
                "ask",
                "ask/DOC/when",
                "ask/DOC/day",
                "ask/DOC/weekly",
                "ask/DOC/window",
                "ask/DOC/appointment-day",
                "ask/DOC/appointment",
                "ask/DOC/until",
                "ask/DOC/last-day",
                "ask/DOC/place",
                "ask/DOC/sent",
            ]
        );
    }
}

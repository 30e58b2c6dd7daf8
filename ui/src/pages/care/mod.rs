//! Asking for care.

mod ask;

use self::ask::{Ask, AskFlow};
use crate::address::routes;
use linli_domain::{answer::FieldId, id::DocId};
use yew::prelude::*;

routes! {
    /// Where one asks for care.
    CareRoute {
        /// Which kind.
        Ask = "ask";
        /// One question.
        Question(doc: DocId, field: FieldId) = "ask" / doc / "question" / field;
        /// When.
        When(doc: DocId) = "ask" / doc / "when";
        /// Another day.
        Day(doc: DocId) = "ask" / doc / "day";
        /// Every week.
        Weekly(doc: DocId) = "ask" / doc / "weekly";
        /// Which part of the day.
        Window(doc: DocId) = "ask" / doc / "window";
        /// Read it once more.
        Check(doc: DocId) = "ask" / doc / "check";
        /// It was sent.
        Sent(doc: DocId) = "ask" / doc / "sent";
    }
}

impl CareRoute {
    pub(crate) fn draw(&self) -> Html {
        match self {
            Self::Ask => html! { <Ask /> },
            Self::Question(doc, _)
            | Self::When(doc)
            | Self::Day(doc)
            | Self::Weekly(doc)
            | Self::Window(doc)
            | Self::Check(doc)
            | Self::Sent(doc) => {
                html! { <AskFlow key={doc.to_string()} doc={*doc} route={self.clone()} /> }
            }
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
                "ask/DOC/question/diet",
                "ask/DOC/when",
                "ask/DOC/day",
                "ask/DOC/weekly",
                "ask/DOC/window",
                "ask/DOC/check",
                "ask/DOC/sent",
            ]
        );
    }
}

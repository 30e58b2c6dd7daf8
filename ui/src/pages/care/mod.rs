//! Asking for care: which kind, when, and what became of it. Its questions are a form
//! like any other: [`super::form`].

mod ask;
mod sent;
mod when;

use self::{ask::AskScreen, sent::Sent, when::WhenFlow};
use crate::address::routes;
use linli_domain::{care::When, id::DocId};
use yew::prelude::*;

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
        Sent(doc: DocId) = "ask" / doc / "sent";
    }
}

impl CareRoute {
    pub(crate) fn draw(&self) -> Html {
        match self {
            Self::Ask => html! { <AskScreen /> },
            Self::Sent(doc) => html! { <Sent key={doc.to_string()} doc={*doc} /> },
            Self::When(doc) | Self::Day(doc) | Self::Weekly(doc) | Self::Window(doc) => {
                html! { <WhenFlow key={doc.to_string()} doc={*doc} route={self.clone()} /> }
            }
        }
    }

    /// The page that shows or changes `when`.
    pub(super) const fn of(when: Option<&When>, doc: DocId) -> Self {
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
                "ask/DOC/sent",
            ]
        );
    }
}

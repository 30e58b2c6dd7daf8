//! A page that asks once more, before something reaches another person and cannot be
//! taken back.

use super::Page;
use crate::{hooks::Act, parts::Confirm};
use yew::prelude::*;

/// What is asked, and what the answers do.
pub(crate) struct ConfirmPage {
    pub(crate) title: AttrValue,
    pub(crate) question: AttrValue,
    /// What follows from "yes".
    pub(crate) words: AttrValue,
    pub(crate) yes: AttrValue,
    pub(crate) no: AttrValue,
    /// Where "no" and "back" lead.
    pub(crate) back: AttrValue,
}

impl ConfirmPage {
    /// Draws the page; `act` does what `on_yes` asks, `more` are fields to fill in.
    pub(crate) fn draw(self, act: &Act, on_yes: Callback<()>, more: Html) -> Html {
        html! {
            <Page title={self.title} question={self.question.clone()} back={self.back.clone()}
                failure={act.failure()}>
                <Confirm question={self.question} words={self.words} yes={self.yes} no={self.no}
                    no_href={self.back} waiting={act.waiting()} {on_yes}>
                    { more }
                </Confirm>
            </Page>
        }
    }
}

//! The community worker's desk: what cannot wait first, then the residents of the area.

use super::{alerts::AlertList, give_backs::GiveBackList, roster::RosterList};
use crate::{
    hooks::{use_alerts, use_words},
    pages::shared::{DeliveryNotice, Page},
};
use yew::prelude::*;

#[component]
pub(crate) fn WorkerHome() -> Html {
    let words = use_words();
    let alerts = use_alerts();
    let alerts = alerts.map(|lines| html! { <AlertList {lines} /> });
    html! {
        <Page desk=true title={words.text("roster-title")}>
            <DeliveryNotice />
            { for alerts }
            <GiveBackList />
            <RosterList />
        </Page>
    }
}

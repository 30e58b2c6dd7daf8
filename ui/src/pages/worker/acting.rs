//! That a worker acts for a resident: on the resident's home, with the way to end it.

use crate::{
    address::{PageAddress, go_instead_to},
    hooks::{use_act, use_here, use_view, use_words},
    pages::{shared::failure_notice, worker::WorkerRoute},
    parts::{Button, Notice, Tone},
};
use linli_api::{ActFor, ListConsents, Topic};
use linli_domain::role::Role;
use yew::prelude::*;

/// For whom the worker acts and until when; nothing on other devices.
#[component]
pub(crate) fn ActingNotice() -> Html {
    let words = use_words();
    let act = use_act();
    let consents = use_view(ListConsents {}, vec![Topic::Consents, Topic::Session]);
    let Some(here) = use_here() else {
        return html! {};
    };
    let account = here.session.account.as_ref();
    let account = account.filter(|account| account.role == Role::Worker);
    let acting = account.and_then(|account| account.acts_for.clone());
    let resident = account.and_then(|account| account.resident);
    let (Some(acting), Some(resident)) = (acting, resident) else {
        return html! {};
    };
    let name = [("resident", acting.as_str().into())];
    let mut lines = consents.here().into_iter().flat_map(|lines| lines.iter());
    let holding = lines.find(|line| line.is_mine && line.holds);
    let until = holding.map(|line| {
        let day = words.near_day_inside(line.grant.until, here.today());
        html! { <p>{ words.with("acting-words", &[("day", day.as_str().into())]) }</p> }
    });
    let on_press = {
        let act = act.clone();
        Callback::from(move |()| {
            let page = WorkerRoute::Resident(resident).href();
            act.run(ActFor { resident: None }, move |()| go_instead_to(&page));
        })
    };
    html! {
        <Notice tone={Tone::Careful} title={words.with("acting-title", &name)}>
            { for until }
            { for failure_notice(&words, &act) }
            <Button label={words.with("acting-done", &name)} waiting={act.waiting()} {on_press} />
        </Notice>
    }
}

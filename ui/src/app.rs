//! The whole app: which page stands where, and what all pages share.
//!
//! The order of gates: text and colours can always be reached; then the engine
//! must answer; then the device must be enrolled; then the page.

mod alarms;
mod delivery_said;
mod dial;
mod find_key;
mod focus_kept;
mod look;
mod matter_page;
mod reminders;
mod steady;

use crate::{
    address::PageAddress,
    bridge::{Bridge, EngineState},
    hooks::{Here, Look, VOICE, View, Words, set_look, use_view, use_words},
    pages::{
        caregiver::CaregiverHome,
        device::{self, DeviceRoute},
        officer::Desk,
        resident::{HomeScreen, ResidentRoute},
        worker::{ActingNotice, WorkerHome},
    },
    route::Route,
};
use linli_api::{GetCatalogue, GetDelivery, GetSession, Topic, view};
use linli_domain::role::Role;
use wasm_bindgen::{JsCast, closure::Closure};
use yew::prelude::*;

#[component]
pub fn App() -> Html {
    steady::use_steady_presses();
    focus_kept::use_focus_kept();
    let bridge = (*use_memo((), |()| Bridge::of_this_page())).clone();
    let look = use_state_eq(look::at_start);
    let (route, before) = use_route();
    let state = use_engine_state(&bridge);
    use_effect_with(*look, |look| set_look(*look));
    use_effect_with(bridge.is_desktop(), |is_desktop| {
        if !is_desktop {
            crate::shell::settle_in();
        }
    });
    // Whoever steers the page from outside sees which one has been drawn.
    use_effect_with(route.clone(), |_| mark_drawn());
    let words = use_memo(look.lang, |lang| Words::new(*lang));
    let set_look = {
        let (look, bridge) = (look.clone(), bridge.clone());
        Callback::from(move |to: Look| {
            look.set(to);
            look::keep(to, &bridge);
        })
    };
    let looks = (route == Route::Device(DeviceRoute::Look)).then(|| {
        let on_change = set_look.clone();
        html! { <device::LookPage look={*look} {on_change} back={before.href()} /> }
    });
    let dial = bridge.is_desktop().then(|| html! { <dial::DialByHand /> });
    let page = match (&route, state) {
        // For builders and audits; not carried to phones.
        #[cfg(debug_assertions)]
        (Route::Device(DeviceRoute::Gallery), _) => html! { <device::Gallery /> },
        (_, EngineState::Ready) => html! { <Inside {route} {looks} look={*look} {set_look} /> },
        (_, state) => looks.unwrap_or_else(|| html! { <device::Start {state} /> }),
    };
    html! {
        <ContextProvider<Words> context={(*words).clone()}>
            <ContextProvider<Bridge> context={bridge}>{ page }{ for dial }</ContextProvider<Bridge>>
            <p id={VOICE} class="off-screen" role="status" lang={words.lang().tag()} />
        </ContextProvider<Words>>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct InsideProps {
    route: Route,
    /// The page of text and colours, where one is on it: it needs nothing from the engine.
    looks: Option<Html>,
    look: Look,
    set_look: Callback<Look>,
}

/// Everything behind the first gate: the engine answers.
#[component]
fn Inside(props: &InsideProps) -> Html {
    let words = use_words();
    // The name of whom family acts for stands in the profile.
    let session = use_view(GetSession {}, vec![Topic::Session, Topic::Profile]);
    let catalogue = use_view(GetCatalogue {}, vec![Topic::Catalogue]);
    let delivery = use_view(GetDelivery {}, vec![Topic::Delivery]);
    let is_kept = crate::shell::use_kept();
    {
        let (look, set_look) = (props.look, props.set_look.clone());
        let session = session.here().cloned();
        let known = session
            .as_ref()
            .map(|session| (session.preferences.clone(), session.account.is_some()));
        use_effect_with(known, move |known| {
            if let Some((preferences, enrolled)) = known
                && let Some(to) = look::agreed(look, preferences, *enrolled)
            {
                set_look.emit(to);
            }
        });
    }
    let start = |state| {
        let looks = props.looks.clone();
        looks.unwrap_or_else(|| html! { <device::Start {state} /> })
    };
    let (session, catalogue) = match (&session, &catalogue) {
        (View::Here(session), View::Here(catalogue)) => (session.clone(), catalogue.clone()),
        (View::Failed(failure), _) | (_, View::Failed(failure)) => {
            return start(EngineState::Failed(failure.detail.clone()));
        }
        _ => return start(EngineState::Starting),
    };
    let role = session.account.as_ref().map(|account| account.role);
    let urgent = has_urgent(&session).then(|| ResidentRoute::Urgent.href());
    let here = Here {
        session,
        catalogue,
        delivery: delivery.here().cloned(),
        is_kept,
        page: props.route.href(),
        urgent,
        look: props.look,
        set_look: props.set_look.clone(),
    };
    let page = match &props.looks {
        Some(looks) => looks.clone(),
        None => page(&props.route, &here),
    };
    let page = with_notices(role, page);
    let words = words_of(&here, &props.route, words);
    html! {
        <ContextProvider<Here> context={here}>
            <ContextProvider<Words> context={words}>
                { page }
                <delivery_said::DeliverySaid />
                <find_key::FindKey />
            </ContextProvider<Words>>
        </ContextProvider<Here>>
    }
}

/// Whether urgent help stands at the foot of every page.
fn has_urgent(session: &view::Session) -> bool {
    let account = session.account.as_ref();
    account.is_some_and(|account| match account.role {
        Role::Resident | Role::Delegate | Role::Caregiver => true,
        Role::Worker => is_acting(session),
        Role::Officer | Role::Centre => false,
    })
}

/// Whether somebody else acts for a resident here.
fn is_acting(session: &view::Session) -> bool {
    let account = session.account.as_ref();
    account.is_some_and(|account| account.acts_for.is_some())
}

/// The words for whose device this is: to family, and to a worker who acts for them, the
/// resident is another. The worker's own pages speak of everybody.
fn words_of(here: &Here, route: &Route, words: Words) -> Words {
    let account = here.session.account.as_ref();
    match account.and_then(|account| account.acts_for.clone()) {
        Some(_) if matches!(route, Route::Worker(_)) => words,
        Some(resident) => words.for_family_of(resident.into()),
        None => words,
    }
}

/// The page beside what tells of news, for who is in this role.
fn with_notices(role: Option<Role>, page: Html) -> Html {
    match role {
        Some(Role::Resident | Role::Delegate) => {
            html! { <>{ page }<reminders::ReminderNotices /></> }
        }
        Some(Role::Caregiver) => html! { <>{ page }<alarms::CaregiverAlarms /></> },
        Some(Role::Worker) => html! { <alarms::WorkerAlarms>{ page }</alarms::WorkerAlarms> },
        Some(Role::Officer | Role::Centre) | None => page,
    }
}

/// The page of a route, for this account.
fn page(route: &Route, here: &Here) -> Html {
    let Some(account) = &here.session.account else {
        let code = if let Route::Device(DeviceRoute::EnrolWith(code)) = route {
            code.clone()
        } else {
            String::new()
        };
        return html! { <device::EnrolScreen {code} /> };
    };
    match route {
        Route::Care(page) => page.draw(),
        Route::Caregiver(page) => page.draw(),
        Route::Form(page) => page.draw(),
        Route::Officer(page) => page.draw(),
        Route::Resident(page) => page.draw(),
        Route::Services(page) => page.draw(),
        Route::Worker(page) => page.draw(),
        Route::Device(DeviceRoute::Refused) => {
            let role = account.role;
            let page = Callback::from(move |refused| matter_page::matter_page(role, &refused));
            html! { <device::RefusedScreen {page} /> }
        }
        Route::Device(page) => page.draw().unwrap_or_else(|| home(here, account.role)),
        Route::Home => home(here, account.role),
    }
}

fn home(here: &Here, role: Role) -> Html {
    match role {
        Role::Worker if is_acting(&here.session) => {
            html! { <HomeScreen above={html! { <ActingNotice /> }} /> }
        }
        Role::Resident | Role::Delegate => html! { <HomeScreen /> },
        Role::Caregiver => html! { <CaregiverHome /> },
        Role::Worker => html! { <WorkerHome /> },
        Role::Officer | Role::Centre => html! { <Desk /> },
    }
}

fn mark_drawn() {
    let window = web_sys::window();
    let hash = window
        .as_ref()
        .and_then(|window| window.location().hash().ok());
    let page = window.and_then(|window| window.document());
    if let (Some(hash), Some(root)) = (hash, page.and_then(|page| page.document_element())) {
        // Without the mark nothing but tests is the worse for it.
        drop(root.set_attribute("data-drawn", &hash));
    }
}

fn now() -> Route {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    Route::of(&hash.unwrap_or_default())
}

/// The route of the page, and the one before it.
#[hook]
fn use_route() -> (Route, Route) {
    let routes = use_state_eq(|| (now(), Route::Home));
    {
        let seen = use_mut_ref(|| (*routes).clone());
        let routes = routes.clone();
        use_effect_with((), move |()| {
            let change = Closure::<dyn FnMut()>::new(move || {
                let (was, before) = seen.borrow().clone();
                let is = now();
                // Text and colours lead back to where one came from.
                let is_look = was == Route::Device(DeviceRoute::Look);
                let pair = (is, if is_look { before } else { was });
                seen.replace(pair.clone());
                routes.set(pair);
            });
            let window = web_sys::window();
            if let Some(window) = &window {
                window.set_onhashchange(Some(change.as_ref().unchecked_ref()));
            }
            move || {
                if let Some(window) = window {
                    window.set_onhashchange(None);
                }
                drop(change);
            }
        });
    }
    (*routes).clone()
}

#[hook]
fn use_engine_state(bridge: &Bridge) -> EngineState {
    let state = use_state_eq(|| bridge.state());
    {
        let state = state.clone();
        use_effect_with(bridge.clone(), move |bridge| {
            state.set(bridge.state());
            let listening = bridge.on_state(move |now| state.set(now.clone()));
            move || drop(listening)
        });
    }
    (*state).clone()
}

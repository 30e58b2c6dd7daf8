//! The whole app: which page stands where, and what all pages share.
//!
//! The order of gates: text and colours can always be reached; then the engine
//! must answer; then the device must be enrolled; then the page.

mod look;
mod telling;

use crate::{
    bridge::{Bridge, Shell},
    hooks::{Here, View, Words, set_look, use_view},
    pages::{care, caregiver, device, form, officer, resident, services, worker},
    parts::Look,
    route::Route,
};
use linli_api::{Delivery, GetCatalogue, Session, Topic};
use linli_domain::role::Role;
use wasm_bindgen::{JsCast, closure::Closure};
use yew::prelude::*;

/// The app.
#[component]
pub fn App() -> Html {
    let bridge = (*use_memo((), |()| Bridge::of_this_page())).clone();
    let look = use_state_eq(look::at_start);
    let (route, before) = use_route();
    let shell = use_shell(&bridge);
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
    let page = match (&route, shell) {
        (Route::Look, _) => {
            html! { <device::LookPage look={*look} on_change={set_look} back={before.href()} /> }
        }
        // For builders and audits; not carried to phones.
        #[cfg(debug_assertions)]
        (Route::Gallery, _) => html! { <device::Gallery /> },
        (_, Shell::Ready) => html! { <Inside {route} look={*look} {set_look} /> },
        (_, shell) => html! { <device::Start {shell} /> },
    };
    html! {
        <ContextProvider<Words> context={(*words).clone()}>
            <ContextProvider<Bridge> context={bridge}>{ page }</ContextProvider<Bridge>>
        </ContextProvider<Words>>
    }
}

/// Properties of [`Inside`].
#[derive(Clone, Debug, PartialEq, Properties)]
struct InsideProps {
    route: Route,
    look: Look,
    set_look: Callback<Look>,
}

/// Everything behind the first gate: the engine answers.
#[component]
fn Inside(props: &InsideProps) -> Html {
    let session = use_view(Session {}, vec![Topic::Session]);
    let catalogue = use_view(GetCatalogue {}, vec![Topic::Catalogue]);
    let delivery = use_view(Delivery {}, vec![Topic::Delivery]);
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
    let (session, catalogue) = match (&session, &catalogue) {
        (View::Here(session), View::Here(catalogue)) => (session.clone(), catalogue.clone()),
        (View::Failed(failure), _) | (_, View::Failed(failure)) => {
            return html! { <device::Start shell={Shell::Failed(failure.detail.clone())} /> };
        }
        _ => return html! { <device::Start shell={Shell::Starting} /> },
    };
    let here = Here {
        session,
        catalogue,
        delivery: delivery.here().cloned(),
        look: props.look,
        set_look: props.set_look.clone(),
    };
    let page = page(&props.route, &here);
    let role = here.session.account.as_ref().map(|account| account.role);
    let telling = matches!(role, Some(Role::Resident | Role::Delegate))
        .then(|| html! { <telling::Telling /> });
    html! { <ContextProvider<Here> context={here}>{ page }<>{ for telling }</></ContextProvider<Here>> }
}

/// The page of a route, for this account.
fn page(route: &Route, here: &Here) -> Html {
    let Some(account) = &here.session.account else {
        let code = if let Route::Enrol(code) = route {
            code.clone()
        } else {
            String::new()
        };
        return html! { <device::Enrol {code} /> };
    };
    let route = route.clone();
    match route {
        Route::AskQuestion(doc, _)
        | Route::AskWhen(doc)
        | Route::AskDay(doc)
        | Route::AskWeekly(doc)
        | Route::AskWindow(doc)
        | Route::AskCheck(doc)
        | Route::AskSent(doc) => {
            html! { <care::AskFlow key={doc.to_string()} {doc} {route} /> }
        }
        Route::Ask => html! { <care::Ask /> },
        Route::Urgent => html! { <resident::Urgent /> },
        Route::UrgentTell => html! { <resident::UrgentTell /> },
        Route::Services => html! { <services::Services /> },
        Route::Service(service) => {
            html! { <services::Service key={service.to_string()} service={service.clone()} /> }
        }
        Route::About(service) => html! { <services::About {service} /> },
        Route::Bundle(bundle) => {
            html! { <services::Bundle key={bundle.to_string()} bundle={bundle.clone()} /> }
        }
        Route::FormTasks(doc) | Route::FormQuestion(doc, _) | Route::FormCheck(doc) => {
            html! { <form::FormFlow key={doc.to_string()} {doc} {route} /> }
        }
        Route::Application(doc) => html! { <services::Application key={doc.to_string()} {doc} /> },
        Route::ApplicationEnd(doc) => {
            html! { <services::ApplicationEnd key={doc.to_string()} {doc} /> }
        }
        Route::ApplicationObject(doc) => {
            html! { <services::ApplicationWrite key="object" {doc} kind={services::WriteKind::Object} /> }
        }
        Route::ApplicationCorrect(doc) => {
            html! { <services::ApplicationWrite key="correct" {doc} kind={services::WriteKind::Correct} /> }
        }
        Route::ApplicationRate(doc) => html! { <services::ApplicationRate {doc} /> },
        Route::Case(doc) => html! { <officer::Case key={doc.to_string()} {doc} /> },
        Route::CaseMore(doc) => html! { <officer::AskMore key="more" {doc} /> },
        Route::CaseDecide(doc) => html! { <officer::Decide key="decide" {doc} /> },
        Route::CaseTurnAway(doc) => html! { <officer::TurnAway key="away" {doc} /> },
        Route::CaseCorrection(doc) => {
            html! { <officer::AnswerCorrection key="correction" {doc} /> }
        }
        Route::CaseFollowUp(doc) => html! { <officer::FollowUp key="follow-up" {doc} /> },
        Route::Matters => html! { <resident::Matters /> },
        Route::Matter(doc) => html! { <resident::Matter key={doc.to_string()} {doc} /> },
        Route::MatterEnd(doc) => html! { <resident::MatterEnd key={doc.to_string()} {doc} /> },
        Route::VisitEnd(doc, visit) => html! { <resident::VisitEnd {doc} {visit} /> },
        Route::Rate(doc, visit) => {
            html! { <resident::Rate key={visit.to_string()} {doc} {visit} /> }
        }
        Route::Refused => html! { <resident::Refused /> },
        Route::Offers => html! { <caregiver::Offers /> },
        Route::Round => html! { <caregiver::Round /> },
        Route::Visit(doc, visit)
        | Route::VisitCheck(doc, visit, _)
        | Route::VisitTask(doc, visit, _)
        | Route::VisitStop(doc, visit)
        | Route::GiveBack(doc, visit) => {
            html! { <caregiver::VisitFlow key={format!("{doc}{visit}")} {doc} {visit} {route} /> }
        }
        Route::Home | Route::Enrol(_) | Route::Look | Route::Gallery => match account.role {
            Role::Resident | Role::Delegate => html! { <resident::Home /> },
            Role::Caregiver => html! { <caregiver::CaregiverHome /> },
            Role::Worker => html! { <worker::Roster /> },
            Role::Officer | Role::Centre => html! { <officer::Desk /> },
        },
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
                let pair = (is, if was == Route::Look { before } else { was });
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
fn use_shell(bridge: &Bridge) -> Shell {
    let shell = use_state_eq(|| bridge.shell());
    {
        let shell = shell.clone();
        use_effect_with(bridge.clone(), move |bridge| {
            shell.set(bridge.shell());
            let listening = bridge.on_shell(move |now| shell.set(now.clone()));
            move || drop(listening)
        });
    }
    (*shell).clone()
}

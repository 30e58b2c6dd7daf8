//! The centre as its devices and its enemies meet it: over a real socket, with
//! its own folder and clock.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "this whole program is a test; its helpers may fail it"
)]

mod applications;
mod catalogue;
mod claims;
mod config;
mod damage;
mod enrolment;
mod feed;
mod flood;
mod gone;
mod heal;
mod hostile;
mod http;
mod listening;
mod moving;
mod own_devices;
mod people;
mod photos;
mod repair;
mod turned_away;

#[path = "../support/mod.rs"]
mod support;

use linli_domain::{
    care::{CareEvent, Check, VisitId, VisitStep, When},
    recur,
    time::{Date, Window},
};
use linli_replica::replica::Edit;

const TODAY: Date = Date::constant(2026, 11, 23);

fn soon() -> When {
    When::Soon { date: TODAY }
}

fn tomorrow() -> When {
    When::Once {
        date: Date::constant(2026, 11, 24),
        window: Window::MORNING,
    }
}

/// What is checked before work of kind "meal" begins, all of it fine.
fn fine_checks(visit: VisitId) -> [Edit; 4] {
    ["allergy", "swallow", "answered", "hot"].map(|check| {
        let (check, result) = (check.to_owned(), Check::Fine);
        Edit::Care(CareEvent::Checked {
            visit,
            check,
            result,
        })
    })
}

/// All of a visit to a request of kind "meal" that asks for [`soon`].
fn whole_visit() -> Vec<Edit> {
    let visit = recur::only_visit(&soon()).unwrap();
    let step = |step| Edit::Care(CareEvent::Step { visit, step });
    [step(VisitStep::Arrived)]
        .into_iter()
        .chain(fine_checks(visit))
        .chain([step(VisitStep::Started), step(VisitStep::Finished)])
        .collect()
}

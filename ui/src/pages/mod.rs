//! The pages, one file per route. A page asks for its views, puts parts
//! together and sends commands; it holds no rules of the field and no markup
//! that a part could hold.

mod about;
mod application;
mod ask;
mod bundle;
mod caregiver_home;
mod desk;
mod enrol;
mod form;
#[cfg(debug_assertions)]
mod gallery;
pub(crate) mod home;
mod look;
mod matter;
mod matter_end;
mod matters;
mod offers;
mod page;
mod prepare;
mod rate;
mod refused;
mod roster;
mod round;
mod service;
mod services;
mod start;
mod urgent;
mod visit;
mod visit_end;

pub use about::About;
pub use application::{Application, ApplicationEnd, ApplicationRate, ApplicationWrite, WriteKind};
pub use ask::{Ask, AskFlow};
pub use bundle::Bundle;
pub use caregiver_home::CaregiverHome;
pub use desk::{AnswerCorrection, AskMore, Case, Decide, Desk, FollowUp, TurnAway};
pub use enrol::Enrol;
pub use form::FormFlow;
#[cfg(debug_assertions)]
pub use gallery::Gallery;
pub use home::Home;
pub use look::LookPage;
pub use matter::Matter;
pub use matter_end::MatterEnd;
pub use matters::Matters;
pub use offers::Offers;
pub use rate::Rate;
pub use refused::Refused;
pub use roster::Roster;
pub use round::Round;
pub use service::Service;
pub use services::Services;
pub use start::Start;
pub use urgent::{Urgent, UrgentTell};
pub use visit::VisitFlow;
pub use visit_end::VisitEnd;

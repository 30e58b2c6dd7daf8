//! Public services: what there is, what one can have, and an application once it was sent.

mod about;
mod application;
mod bundle;
mod list;
mod prepare;
mod service;

pub use about::About;
pub(super) use application::Overview;
pub use application::{Application, ApplicationEnd, ApplicationRate, ApplicationWrite, WriteKind};
pub use bundle::Bundle;
pub use list::Services;
pub(super) use prepare::Prepare;
pub use service::Service;

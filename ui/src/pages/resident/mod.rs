//! What a resident sees, or who acts for them: the home page, and their matters.

pub(crate) mod home;
mod matter;
mod matter_end;
mod matters;
mod rate;
mod refused;
mod urgent;
mod visit_end;

pub use home::Home;
pub use matter::Matter;
pub use matter_end::MatterEnd;
pub use matters::Matters;
pub use rate::Rate;
pub use refused::Refused;
pub use urgent::{Urgent, UrgentTell};
pub use visit_end::VisitEnd;

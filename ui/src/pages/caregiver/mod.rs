//! What a caregiver sees: new requests, the day, and one visit.

mod home;
mod offers;
mod round;
mod visit;

pub use home::CaregiverHome;
pub use offers::Offers;
pub use round::Round;
pub use visit::VisitFlow;

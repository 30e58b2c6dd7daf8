//! What a change touches of a document, as the gate reads it from the change's operations.

use crate::{
    answer::FieldId,
    application::ApplicationEvent,
    care::{CareEvent, Place, When},
    consent::ConsentEvent,
    device::DeviceNote,
    document::Event,
    id::AreaId,
    offer::OfferEvent,
    profile::ProfileKey,
};

/// One place that a change touches, as read from its operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touch {
    /// The header and what is written once with it (only in a first change).
    Creation,
    /// The area that looks after the resident from now on: they have moved.
    Area(AreaId),
    /// What a resident's devices are.
    Devices(Vec<DeviceNote>),
    /// "When" of a care request.
    When(When),
    /// "Place" of a care request.
    Place(Place),
    /// An answer of a care request or an application: set, or removed.
    Answer(FieldId),
    /// A new event of a care request.
    Care(Box<Event<CareEvent>>),
    /// A new event of an application.
    Application(Box<Event<ApplicationEvent>>),
    /// A new event of an offer.
    Offer(Event<OfferEvent>),
    /// A new event of a consent.
    Consent(Box<Event<ConsentEvent>>),
    /// Something that a person says of themselves.
    Profile(ProfileKey),
    Preference(String),
    /// Anything else, as a path for the log: never allowed.
    Elsewhere(String),
}

//! What a document holds, whatever its kind: the parts that every kind shares, and
//! the way to the parts that only one has. A new kind is a new line of [`Contents`];
//! each function below then asks what holds for it.

use crate::{
    answer::Answers,
    application::{self, Application},
    care::{self, Care},
    consent::Consent,
    document::{DocKind, Event, Header},
    id::{DocId, EventId},
    offer::Offer,
    person::Person,
};

macro_rules! kinds {
    ($($kind:ident: $as:ident, $into:ident;)*) => {
        /// The contents of a document, as the type of its kind.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Contents {
            $(#[doc = concat!("See [`", stringify!($kind), "`].")]
            $kind($kind),)*
        }

        impl Contents {
            /// What and whose the document is.
            #[must_use]
            pub const fn header(&self) -> &Header {
                match self {
                    $(Self::$kind(document) => &document.header,)*
                }
            }

            $(
                #[doc = concat!("The document, where it is of the kind [`", stringify!($kind), "`].")]
                #[must_use]
                pub const fn $as(&self) -> Option<&$kind> {
                    match self {
                        Self::$kind(document) => Some(document),
                        _ => None,
                    }
                }

                #[doc = concat!("As [`Self::", stringify!($as), "`], by value.")]
                #[must_use]
                pub fn $into(self) -> Option<$kind> {
                    match self {
                        Self::$kind(document) => Some(document),
                        _ => None,
                    }
                }
            )*
        }

        $(impl From<$kind> for Contents {
            fn from(document: $kind) -> Self {
                Self::$kind(document)
            }
        })*
    };
}

kinds! {
    Person: as_person, into_person;
    Care: as_care, into_care;
    Offer: as_offer, into_offer;
    Application: as_application, into_application;
    Consent: as_consent, into_consent;
}

impl Contents {
    #[must_use]
    pub const fn id(&self) -> DocId {
        self.header().id
    }

    #[must_use]
    pub const fn kind(&self) -> DocKind {
        self.header().kind
    }

    /// The answers to its questions, where documents of its kind have questions.
    #[must_use]
    pub const fn answers(&self) -> Option<&Answers> {
        match self {
            Self::Care(care) => Some(&care.answers),
            Self::Application(application) => Some(&application.answers),
            Self::Person(_) | Self::Offer(_) | Self::Consent(_) => None,
        }
    }

    /// The ids of all its events, in no order.
    #[must_use]
    pub fn event_ids(&self) -> Vec<EventId> {
        fn ids<What>(events: &[Event<What>]) -> Vec<EventId> {
            events.iter().map(|event| event.id).collect()
        }
        match self {
            Self::Person(_) => Vec::new(),
            Self::Care(care) => ids(&care.events),
            Self::Offer(offer) => ids(&offer.events),
            Self::Application(application) => ids(&application.events),
            Self::Consent(consent) => ids(&consent.events),
        }
    }

    /// The events that have no effect because something else happened before them.
    #[must_use]
    pub fn ignored_events(&self) -> Vec<EventId> {
        match self {
            Self::Person(_) | Self::Offer(_) | Self::Consent(_) => Vec::new(),
            Self::Care(care) => {
                let ignored = care::fold(care).ignored;
                ignored.iter().map(|event| event.id).collect()
            }
            Self::Application(application) => {
                let ignored = application::fold(application).ignored;
                ignored.iter().map(|event| event.id).collect()
            }
        }
    }
}

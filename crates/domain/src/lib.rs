//! The nouns and rules of Linli: what a care request, an offer or an application is,
//! what may happen to it, and who may read and write it. Devices and the centre run
//! this same code, so both come to the same answer.
//!
//! It must never look at a clock, draw a random number, touch a disk or a network, or
//! hold words for people: time and ids are passed in, words stand in `locales/` and
//! `catalogue/`.
//!
//! What happens is an [`Event`](document::Event); a fold makes the state of all events;
//! [`access`] says who may add which.
//!
//! ```
//! use linli_domain::{
//!     care::{self, Care, CareEvent, CareStatus},
//!     catalogue::KindId,
//!     contents::Contents,
//!     document::{Author, DocKind, Event, Header},
//!     folded::Folded,
//!     id::{AreaId, DocId, EventId, PersonId},
//!     role::{Role, Scope},
//!     time::Timestamp,
//! };
//! use std::collections::BTreeMap;
//!
//! let (wang, area) = (PersonId([1; 16]), AreaId("demo".into()));
//! let mut care = Care {
//!     header: Header::new(DocId([2; 16]), DocKind::Care, wang, area),
//!     kind: KindId("bath".into()),
//!     when: None,
//!     place: None,
//!     answers: BTreeMap::new(),
//!     events: Vec::new(),
//!     unknown_events: 0,
//! };
//! assert_eq!(care::fold(&care).status, CareStatus::Draft);
//!
//! care.events.push(Event {
//!     id: EventId([3; 16]),
//!     turn: 1,
//!     at: Timestamp(1_795_406_400_000),
//!     by: Author { person: wang, role: Role::Resident },
//!     what: CareEvent::Sent,
//! });
//! assert_eq!(care::fold(&care).status, CareStatus::Sent);
//!
//! let contents = Contents::from(care);
//! assert!(contents.as_offer().is_none(), "it is no offer");
//! assert!(Folded::of(contents).scopes().contains(&Scope::Person(wang)), "she reads it");
//! ```

pub mod access;
pub mod answer;
pub mod application;
pub mod care;
pub mod catalogue;
mod check_digit;
pub mod consent;
pub mod contents;
pub mod course;
pub mod device;
pub mod document;
pub mod enrolment_code;
pub mod folded;
pub mod form;
pub mod grade;
pub mod id;
mod moves;
pub mod offer;
pub mod person;
pub mod person_number;
pub mod photo;
pub mod profile;
pub mod recur;
pub mod role;
pub mod signs;
pub mod sought;
pub mod text;
pub mod time;
pub mod touch;
pub mod tracking;
pub mod why;
pub mod workday;

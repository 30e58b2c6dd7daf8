//! The design system: one file per part, each with its props, `examples()` and
//! a list of what makes it usable for everyone.
//!
//! The examples feed the gallery page and the golden markup tests. Parts know
//! nothing of routes, views or the engine.

mod answers;
mod button;
mod card;
mod checks;
mod choice;
mod code_input;
mod confirm;
mod date_field;
mod delivery;
mod error_summary;
mod field;
mod frame;
mod grades;
mod icon;
mod live;
mod look;
mod notice;
mod phone;
mod prompt;
mod question;
mod read_aloud;
mod roster;
mod tag;
mod thread;
mod tile;
mod time_field;
mod timeline;

pub use answers::{AnswerRow, Answers};
pub use button::{Button, ButtonKind, LinkButton};
pub use card::Card;
pub use checks::Checks;
pub use choice::{Choice, ChoiceItem};
pub use code_input::CodeInput;
pub use confirm::Confirm;
pub use date_field::{DateField, DateParts};
pub use delivery::{DeliveryLine, DeliveryTone};
pub use error_summary::{ErrorSummary, Mistake};
pub use field::{FieldKind, TextField};
pub use frame::Frame;
pub use grades::Grades;
pub use icon::{Icon, icon, icon_in};
pub use live::Live;
pub use look::{Look, LookSheet};
pub use notice::Notice;
pub use phone::PhoneLink;
pub use prompt::Prompt;
pub use question::{QUESTION, Question};
pub use roster::{Column, Roster, RosterRow};
pub use tag::{Tag, Tone};
pub use thread::{Remark, Thread};
pub use tile::{Pick, Tile, Tiles};
pub use time_field::{TimeField, TimeParts};
pub use timeline::{Moment, MomentState, Timeline};

use yew::prelude::*;

/// A part in one of its states, for the gallery and the golden tests.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// What state it shows; a file name and an id, not for people.
    pub name: &'static str,
    /// The part.
    pub html: Html,
}

impl Example {
    /// An example.
    #[must_use]
    pub const fn new(name: &'static str, html: Html) -> Self {
        Self { name, html }
    }
}

/// Makes the examples of one part.
pub type Examples = fn() -> Vec<Example>;

/// Every part with its examples.
pub const GALLERY: &[(&str, Examples)] = &[
    ("answers", answers::examples),
    ("button", button::examples),
    ("card", card::examples),
    ("checks", checks::examples),
    ("choice", choice::examples),
    ("code_input", code_input::examples),
    ("confirm", confirm::examples),
    ("date_field", date_field::examples),
    ("delivery", delivery::examples),
    ("error_summary", error_summary::examples),
    ("field", field::examples),
    ("frame", frame::examples),
    ("grades", grades::examples),
    ("icon", icon::examples),
    ("live", live::examples),
    ("look", look::examples),
    ("notice", notice::examples),
    ("phone", phone::examples),
    ("roster", roster::examples),
    ("tag", tag::examples),
    ("thread", thread::examples),
    ("tile", tile::examples),
    ("time_field", time_field::examples),
    ("timeline", timeline::examples),
];

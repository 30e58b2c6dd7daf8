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
mod digits_field;
mod error_summary;
mod example;
mod field;
mod foot;
mod frame;
mod gallery;
mod grades;
mod icon;
mod live;
mod look;
mod mixed;
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

pub use answers::{AnswerList, AnswerRow};
pub use button::{Button, ButtonKind, LinkButton};
pub use card::Card;
pub use checks::Checks;
pub use choice::{Choice, ChoiceItem};
pub use code_input::CodeInput;
pub use confirm::Confirm;
pub use date_field::{DateField, DateParts};
pub use delivery::{DeliveryLine, DeliveryTone};
pub use digits_field::{DigitsField, FOURS, grouped};
pub use error_summary::{ErrorSummary, Mistake};
pub use example::{Example, Examples};
pub use field::{FieldKind, TextField};
pub use foot::{Foot, tel};
pub use frame::{Frame, HEADING};
pub use gallery::GALLERY;
pub use grades::Grades;
pub use icon::{Icon, icon, icon_in};
pub use live::Live;
pub use look::LookSheet;
pub use mixed::Mixed;
pub use notice::Notice;
pub use phone::PhoneLink;
pub use prompt::Prompt;
pub use question::{QUESTION, QuestionFrame};
pub use roster::{Column, Roster, RosterRow};
pub use tag::{Tag, Tone};
pub use thread::{Remark, Thread};
pub use tile::{Pick, Tile, Tiles};
pub use time_field::{TimeField, TimeParts};
pub use timeline::{Moment, MomentState, Timeline};

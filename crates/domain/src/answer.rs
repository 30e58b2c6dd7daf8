//! Questions and answers: what may be asked, what counts as an answer, and which
//! question comes next.

mod across;
pub mod bank_card;
mod check;
mod chosen;
mod day;
pub mod disability;
mod error;
pub mod id_number;
mod identity_number;
mod identity_paper;
mod journey;
mod masked;
pub mod money;
mod normal;
mod parts;
mod phone;
mod profile;
mod question;
mod value;
mod words;

pub use across::{across, birth_date_beside, is_doubtful};
pub use check::{check, is_meant, keeps};
pub use day::{check_on, on_day};
pub use error::AnswerError;
pub use identity_paper::IdentityPaper;
pub(crate) use journey::applies;
pub use journey::journey;
pub use masked::masked;
pub use normal::normal;
pub use parts::{
    Address, BlobHash, BlobRef, Contact, DayWindow, MAX_NAME_CHARS, MAX_STROKES_BYTES, NotAHash,
    SignedName, is_signature,
};
pub use phone::{dialled, own as own_number};
pub use profile::{from_text, to_text};
pub use question::{Condition, DaySide, Opt, Question, QuestionKind};
pub use value::{Answers, FieldId, Value};

#[cfg(test)]
#[path = "answer/tests.rs"]
mod tests;

#[cfg(test)]
#[path = "answer/public_tests.rs"]
mod public_tests;

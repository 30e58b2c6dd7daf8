//! What can go wrong in the engine, and what a screen hears of it.

use linli_api::{Code, Failure};
use linli_domain::{
    access::Refusal,
    answer::{AnswerError, FieldId},
    id::{DocId, PersonId},
};
use linli_replica::replica::ReplicaError;
use rusqlite::ErrorCode;

/// A failure inside the engine. Texts name ids and operations, never a person or an answer.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// SQLite could not do it.
    #[error("could not use the device's store")]
    Store(#[source] rusqlite::Error),
    /// No room on the device.
    #[error("the device's storage is full")]
    Full,
    /// The store was written by a newer version of the app.
    #[error("the store has version {0}, which this app does not know")]
    Newer(u32),
    /// A damaged store could not be moved aside.
    #[error("could not move the damaged store aside")]
    Aside(#[source] std::io::Error),
    /// The store could not be kept from other users of the computer.
    #[error("could not take the rights to the store from others")]
    Rights(#[source] std::io::Error),
    /// Something kept as JSON or CBOR cannot be read or written.
    #[error("could not read or write `{what}`")]
    Kept {
        /// Which setting or column.
        what: &'static str,
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A document could not be read or written.
    #[error("could not read or write a document")]
    Replica(#[source] Box<ReplicaError>),
    /// This device belongs to nobody yet.
    #[error("this device is not enrolled")]
    NotEnrolled,
    /// No such document, visit or line.
    #[error("no document `{0}` here")]
    NotFound(DocId),
    /// The resident's own document has not come yet, and with it the address.
    #[error("the address of the resident is not here yet")]
    NoAddress,
    /// No such resident in the roster of this device.
    #[error("no resident `{0}` here")]
    NoResident(PersonId),
    /// No such kind of care in the catalogue.
    #[error("no kind `{0}` in the catalogue")]
    NoKind(String),
    /// No such service in the catalogue.
    #[error("no service `{0}` in the catalogue")]
    NoService(String),
    /// Another application for the same service and person is under way.
    #[error("application `{0}` for the same is under way")]
    UnderWay(DocId),
    /// The policy does not allow it.
    #[error("not allowed: {0}")]
    NotAllowed(Refusal),
    /// An answer that is missing or not valid.
    #[error("`{field}` cannot stay as it is")]
    Answer {
        /// Which question; `when` stands for itself.
        field: FieldId,
        #[source]
        why: AnswerError,
    },
    /// The centre's message does not carry its signature.
    #[error("`{0}` is not signed by the centre")]
    NotTheCentre(&'static str),
    /// Refused again, with what the screen should hear.
    #[error("could not be done again")]
    Again(Box<Failure>),
}

/// What the engine's functions return.
pub type Result<T> = std::result::Result<T, EngineError>;

impl From<ReplicaError> for EngineError {
    fn from(error: ReplicaError) -> Self {
        Self::Replica(Box::new(error))
    }
}

impl From<rusqlite::Error> for EngineError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            // There is no room for the log's index.
            Some(ErrorCode::SystemIoFailure)
                if extended(&error) == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE) =>
            {
                Self::Full
            }
            // The browser says "could not write" where its quota is used up.
            Some(ErrorCode::SystemIoFailure)
                if cfg!(target_arch = "wasm32") && is_write(&error) =>
            {
                Self::Full
            }
            _ => Self::Store(error),
        }
    }
}

fn extended(error: &rusqlite::Error) -> Option<i32> {
    error.sqlite_error().map(|error| error.extended_code)
}

fn is_write(error: &rusqlite::Error) -> bool {
    let code = extended(error);
    code == Some(rusqlite::ffi::SQLITE_IOERR_WRITE)
        || code == Some(rusqlite::ffi::SQLITE_IOERR_TRUNCATE)
}

impl EngineError {
    pub(crate) fn kept(what: &'static str) -> impl FnOnce(serde_json::Error) -> Self {
        move |source| Self::Kept {
            what,
            source: Box::new(source),
        }
    }

    /// The field is missing or not valid.
    pub(crate) fn field(field: &str, why: AnswerError) -> Self {
        Self::Answer {
            field: FieldId(field.to_owned()),
            why,
        }
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        let code = match &error {
            EngineError::Full => Code::StorageFull,
            EngineError::NotEnrolled => Code::NotEnrolled,
            EngineError::NotFound(_) | EngineError::NoResident(_) => Code::NotFound,
            EngineError::Answer { .. } => Code::NotValid,
            EngineError::NoAddress => Code::AddressUnknown,
            EngineError::NoKind(_) | EngineError::NoService(_) => Code::NotOffered,
            EngineError::UnderWay(_) => Code::UnderWay,
            EngineError::NotAllowed(refusal) => code_of(*refusal),
            EngineError::Again(failure) => return (**failure).clone(),
            EngineError::Store(_)
            | EngineError::Newer(_)
            | EngineError::Aside(_)
            | EngineError::Rights(_)
            | EngineError::Kept { .. }
            | EngineError::Replica(_)
            | EngineError::NotTheCentre(_) => Code::Unexpected,
        };
        let (field, detail) = match &error {
            EngineError::Answer { field, why } => (Some(field.0.clone()), why.code().to_owned()),
            _ => (None, chain(&error)),
        };
        if code == Code::Unexpected {
            tracing::error!(%detail, "a command failed");
        }
        Self {
            code,
            field,
            detail,
        }
    }
}

const fn code_of(refusal: Refusal) -> Code {
    match refusal {
        Refusal::TooLate => Code::TooLate,
        Refusal::NotValid | Refusal::TooLarge | Refusal::TooMuch => Code::NotValid,
        Refusal::NoConsent => Code::NoConsent,
        Refusal::NotTheirs | Refusal::NotForRole | Refusal::RevokedDevice => Code::NotAllowed,
        Refusal::Malformed
        | Refusal::Forged
        | Refusal::UnknownDevice
        | Refusal::WrongActor
        | Refusal::Unknown => Code::Unexpected,
    }
}

/// An error and its causes in one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}

//! What can go wrong at the centre. The texts never hold names, answers, codes or tokens.

use crate::store::StoreError;
use std::path::PathBuf;

/// Why the centre could not start or could not do something.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The store failed; its own error says how.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file could not be read or written.
    #[error("could not use `{}`", .0.display())]
    File(PathBuf, #[source] std::io::Error),
    /// The key file holds something else.
    #[error("`{}` holds no key: 32 bytes are expected; put the right file back", .0.display())]
    KeyFile(PathBuf),
    /// There is a store, and no key beside it.
    #[error("`{}` is missing, and the store beside it is worth nothing without it; put it back", .0.display())]
    KeyMissing(PathBuf),
    /// The key is not the one that the store was written with.
    #[error("`{}` is another centre's key than the store was written with; put the right file back", .0.display())]
    OtherKey(PathBuf),
    /// Another process serves from the folder.
    #[error("another program serves from `{}`; stop it first", .0.display())]
    InUse(PathBuf),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes")]
    Random,
    /// A value of the configuration will not do; the text names it and what is expected.
    #[error("{0}")]
    Config(String),
    /// The certificate and its key cannot be used together.
    #[error("the certificate and its key cannot be used")]
    Tls(#[source] tokio_rustls::rustls::Error),
    /// The catalogue holds mistakes; the text lists them with file, line and reason.
    #[error("the catalogue is not valid: {0}")]
    Catalogue(String),
    /// Several things are wrong.
    #[error("{}", .0.iter().map(chain).collect::<Vec<_>>().join("\n"))]
    Several(Vec<ServerError>),
    /// The writer has ended or could not commit; nothing was acknowledged.
    #[error("the store cannot be written now")]
    Unavailable,
}

impl ServerError {
    /// Both values, or everything that is wrong with either.
    ///
    /// # Errors
    /// The error of one, or those of both.
    pub fn both<A, B>(a: Result<A, Self>, b: Result<B, Self>) -> Result<(A, B), Self> {
        match (a, b) {
            (Ok(a), Ok(b)) => Ok((a, b)),
            (Err(a), Err(b)) => Err(Self::Several(vec![a, b])),
            (Err(error), _) | (_, Err(error)) => Err(error),
        }
    }
}

/// An error and what it came from, in one line.
fn chain(error: &ServerError) -> String {
    let mut text = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(error) = next {
        text += &format!(": {error}");
        next = error.source();
    }
    text
}

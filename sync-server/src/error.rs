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
    /// The writer has ended or could not commit; nothing was acknowledged.
    #[error("the store cannot be written now")]
    Unavailable,
}

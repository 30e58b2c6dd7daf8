//! What can go wrong at the centre. Texts hold no names, answers, codes or tokens.

use crate::store::StoreError;
use std::path::PathBuf;

/// An error of the centre.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The store failed.
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
    /// A value of the configuration.
    #[error("{0}")]
    Config(String),
    /// The certificate or its key.
    #[error("the certificate and its key cannot be used")]
    Tls(#[source] tokio_rustls::rustls::Error),
    /// The catalogue.
    #[error("the catalogue is not valid: {0}")]
    Catalogue(String),
    /// The writer has ended or could not commit; nothing was acknowledged.
    #[error("the store cannot be written now")]
    Unavailable,
    /// The network.
    #[error("could not listen on {0}")]
    Listen(std::net::SocketAddr, #[source] std::io::Error),
}

//! Where the centre's random bytes come from: the system, or a test whose one seed
//! decides everything.

use crate::{core::key, error::ServerError};
use std::{fmt, sync::Arc};

type Fill = dyn Fn(&mut [u8]) -> Result<(), ServerError> + Send + Sync;

/// A source of random bytes, beside [`super::clock::ServerClock`].
#[derive(Clone)]
pub struct ServerRandom(Arc<Fill>);

impl ServerRandom {
    /// A source that has `fill` fill what is asked for, each time with other bytes.
    #[must_use]
    pub fn new(fill: impl Fn(&mut [u8]) + Send + Sync + 'static) -> Self {
        Self(Arc::new(move |bytes| {
            fill(bytes);
            Ok(())
        }))
    }

    /// The randomness of the computer.
    #[must_use]
    pub fn system() -> Self {
        Self(Arc::new(key::fill))
    }

    /// Random bytes.
    ///
    /// # Errors
    /// When the system has none.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], ServerError> {
        let mut bytes = [0; N];
        (self.0)(&mut bytes)?;
        Ok(bytes)
    }
}

impl fmt::Debug for ServerRandom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServerRandom")
    }
}

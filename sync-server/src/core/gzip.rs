//! Bytes that are compressed once and sent many times.

use flate2::{Compression, write::GzEncoder};
use std::io::{self, Write};

/// `bytes` as a gzip file.
///
/// # Errors
/// Never in practice: writing to memory does not fail.
pub(crate) fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

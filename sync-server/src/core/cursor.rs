//! Cursors: how far somebody has read the feed. A cursor holds the number of a change and
//! a mark, which is a part of that change's hash. A centre that was restored from a backup
//! gives the same numbers to other changes; then the mark does not fit, and the reader
//! begins from the first change instead of missing some.
//!
//! Readers give a cursor back as they got it and do not look into it.

use crate::store::{ReadTx, Seq, StoreError};
use data_encoding::HEXLOWER;

/// Bits of a device's cursor that hold the number. The mark takes the rest, without the
/// sign: devices keep cursors as whole numbers of 64 bits.
const NUMBER_BITS: u32 = 40;
const NUMBERS: u64 = (1 << NUMBER_BITS) - 1;
const MARKS: u64 = (1 << 23) - 1;
/// Bytes of a mark in a gateway's cursor.
const MARK_BYTES: usize = 8;

/// The number in a device's cursor, whether or not this centre gave it.
#[must_use]
pub const fn number(cursor: u64) -> Seq {
    Seq(cursor & NUMBERS)
}

/// The cursor of a device that has read up to change `seq`.
///
/// # Errors
/// When the store fails.
pub fn device_cursor(store: &dyn ReadTx, seq: Seq) -> Result<u64, StoreError> {
    match mark(store, seq) {
        // Without a mark it is taken on trust.
        Err(error) if error.is_damage() => Ok(seq.0 & NUMBERS),
        Ok(Some(mark)) => Ok((short(mark) << NUMBER_BITS) | (seq.0 & NUMBERS)),
        Ok(None) => Ok(0),
        Err(error) => Err(error),
    }
}

/// The number of the change that a device's cursor stands for; `None` where this centre
/// gave no such cursor. A cursor without a mark is from before there were marks.
///
/// # Errors
/// When the store fails.
pub fn position(store: &dyn ReadTx, cursor: u64) -> Result<Option<Seq>, StoreError> {
    let (seq, given) = (number(cursor), cursor >> NUMBER_BITS);
    if seq == Seq::START {
        return Ok(Some(seq));
    }
    if seq > store.horizon()? {
        return Ok(None);
    }
    match mark(store, seq) {
        Err(error) if error.is_damage() => Ok(Some(seq)),
        mark => {
            let mark = mark?.map(short);
            Ok(Some(seq).filter(|_| given == 0 || mark == Some(given)))
        }
    }
}

/// The cursor of a gateway that has read up to change `seq`.
///
/// # Errors
/// When the store fails.
pub fn gateway_cursor(store: &dyn ReadTx, seq: Seq) -> Result<String, StoreError> {
    Ok(match mark(store, seq)? {
        Some(mark) => format!("{}-{}", seq.0, HEXLOWER.encode(&mark)),
        None => "0".to_owned(),
    })
}

/// A gateway's cursor: a number of a change, and that change's mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GatewayCursor {
    seq: Seq,
    mark: [u8; MARK_BYTES],
}

impl GatewayCursor {
    /// Reads a cursor; `None` where the text is none. Whether this centre gave it is not
    /// known before [`Self::position`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let (number, mark) = text.split_once('-')?;
        let number = Some(number).filter(|text| digits(text) && !text.starts_with('0'));
        Some(Self {
            seq: Seq(number?.parse().ok()?),
            mark: HEXLOWER.decode(mark.as_bytes()).ok()?.try_into().ok()?,
        })
    }

    /// The number of the change that it stands for; the beginning where this centre gave
    /// no such cursor.
    ///
    /// # Errors
    /// When the store fails.
    pub fn position(self, store: &dyn ReadTx) -> Result<Seq, StoreError> {
        let is_ours = self.seq <= store.horizon()? && mark(store, self.seq)? == Some(self.mark);
        Ok(if is_ours { self.seq } else { Seq::START })
    }
}

/// Never 0, which stands for none.
fn short(mark: [u8; MARK_BYTES]) -> u64 {
    (u64::from_be_bytes(mark) & MARKS).max(1)
}

fn mark(store: &dyn ReadTx, seq: Seq) -> Result<Option<[u8; MARK_BYTES]>, StoreError> {
    let hash = store.hash_at(seq)?;
    Ok(hash.and_then(|hash| hash.0.first_chunk().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gateways_cursor_has_one_spelling() {
        let cursor = GatewayCursor::parse("12-00ff00ff00ff00ff").unwrap();
        assert_eq!((cursor.seq.0, cursor.mark[1]), (12, 0xff));
        for wrong in [
            "",
            "0",
            "12",
            "-00ff00ff00ff00ff",
            "012-00ff00ff00ff00ff",
            "+1-00ff00ff00ff00ff",
            "12-00FF00ff00ff00ff",
            "12-+0ff00ff00ff00ff",
            "12-00ff",
            "99999999999999999999-00ff00ff00ff00ff",
        ] {
            assert_eq!(GatewayCursor::parse(wrong), None, "{wrong}");
        }
    }
}

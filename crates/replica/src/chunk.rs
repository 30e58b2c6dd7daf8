//! Bounds on the bytes of a change, looked at before Automerge reads them.
//!
//! Automerge trusts the sizes and numbers in a change chunk: thirty bytes can ask
//! for 2^60 operations, and a counter beyond 32 bits ends the process. Whoever may
//! send a change could do that on purpose, so every length, run and number is
//! checked here first. What the operations mean is the gate's to judge.
//!
//! What was kept and may be damaged since is compared with its own checksum.

use sha2::{Digest, Sha256};

/// Most operations in one change. A text of 4,000 characters that replaces
/// another is about half of it.
const MAX_OPS: u64 = 16_384;
/// Length of an actor id: a device and its incarnation.
const ACTOR_BYTES: u64 = 20;
const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
/// The type of a change that is not compressed; a compressed one could unpack to anything.
const CHANGE: u8 = 1;

/// The hash of the one chunk that `bytes` are, where its own checksum fits. That of a change
/// which is not compressed is the hash by which Automerge knows it.
pub(crate) fn hash(bytes: &[u8]) -> Option<[u8; 32]> {
    let mut rest = ByteReader(bytes);
    (rest.take(4)? == MAGIC).then_some(())?;
    let checksum = rest.take(4)?;
    let hash: [u8; 32] = Sha256::digest(rest.0).into();
    hash.starts_with(checksum).then_some(hash)
}

/// Whether `bytes` are one uncompressed change chunk whose numbers are all within bounds.
pub(crate) fn is_bounded(bytes: &[u8]) -> bool {
    chunk(bytes).is_some()
}

fn chunk(bytes: &[u8]) -> Option<()> {
    let mut rest = ByteReader(bytes);
    (rest.take(4)? == MAGIC).then_some(())?;
    let _checksum = rest.take(4)?;
    (rest.take(1)? == [CHANGE]).then_some(())?;
    let length = rest.unsigned()?;
    (u64::try_from(rest.0.len()).ok()? == length).then_some(())?;
    let deps = rest.unsigned()?;
    rest.skip(deps.checked_mul(32)?)?;
    rest.actor()?;
    let _seq = rest.unsigned()?;
    let start_op = rest.unsigned()?;
    let _time = rest.signed()?;
    let message = rest.unsigned()?;
    rest.skip(message)?;
    let others = rest.unsigned()?;
    (others <= MAX_OPS).then_some(())?;
    (0..others).try_for_each(|_| rest.actor())?;
    let limits = Limits {
        actors: others + 1,
        counter: u64::from(u32::MAX),
    };
    (start_op.checked_add(MAX_OPS)? <= limits.counter).then_some(())?;
    columns(&mut rest, &limits)
}

struct Limits {
    /// Actor numbers are below this.
    actors: u64,
    /// Counters of operations are at most this.
    counter: u64,
}

fn columns(rest: &mut ByteReader<'_>, limits: &Limits) -> Option<()> {
    let count = rest.unsigned()?;
    (count <= 16).then_some(())?;
    let mut specs = Vec::new();
    for _ in 0..count {
        specs.push((rest.unsigned()?, rest.unsigned()?));
    }
    specs.is_sorted_by(|a, b| a.0 < b.0).then_some(())?;
    let raw_length = specs
        .iter()
        .find(|(spec, _)| *spec == VALUE)
        .map_or(0, |(_, length)| *length);
    for (spec, length) in specs {
        let column = ByteReader(rest.take(usize::try_from(length).ok()?)?);
        is_column(spec, column, limits, raw_length)?;
    }
    rest.0.is_empty().then_some(())
}

// Columns by id (the upper bits) and type (the lower four), as in Automerge's format.
const OBJ_ACTOR: u64 = 0x01;
const OBJ_COUNTER: u64 = 0x02;
const KEY_ACTOR: u64 = 0x11;
const KEY_COUNTER: u64 = 0x13;
const KEY_TEXT: u64 = 0x15;
const INSERT: u64 = 0x34;
const ACTION: u64 = 0x42;
const VALUE_META: u64 = 0x56;
const VALUE: u64 = 0x57;
const PRED_COUNT: u64 = 0x70;
const PRED_ACTOR: u64 = 0x71;
const PRED_COUNTER: u64 = 0x73;

/// Whether a column is one that an honest change has, within its bounds.
fn is_column(spec: u64, column: ByteReader<'_>, limits: &Limits, raw_length: u64) -> Option<()> {
    match spec {
        OBJ_ACTOR | KEY_ACTOR | PRED_ACTOR => runs(column, ByteReader::unsigned, |actor, _| {
            *actor < limits.actors
        }),
        OBJ_COUNTER => runs(column, ByteReader::unsigned, |counter, _| {
            *counter <= limits.counter
        }),
        ACTION => runs(column, ByteReader::unsigned, |_, _| true),
        KEY_COUNTER | PRED_COUNTER => {
            let mut at: i64 = 0;
            let top = i64::try_from(limits.counter).ok()?;
            runs(column, ByteReader::signed, |delta, times| {
                let moved = i64::try_from(times)
                    .ok()
                    .and_then(|times| at.checked_add(delta.checked_mul(times)?));
                at = moved.unwrap_or(-1);
                (0..=top).contains(&at)
            })
        }
        KEY_TEXT => runs(column, ByteReader::text, |(), _| true),
        INSERT => booleans(column),
        VALUE_META => {
            let mut total: u64 = 0;
            runs(column, ByteReader::unsigned, |meta, times| {
                let length = (meta >> 4).checked_mul(times);
                total = length.map_or(u64::MAX, |length| total.saturating_add(length));
                total <= raw_length
            })
        }
        VALUE => Some(()),
        PRED_COUNT => {
            let mut total: u64 = 0;
            runs(column, ByteReader::unsigned, |count, times| {
                let more = count.checked_mul(times);
                total = more.map_or(u64::MAX, |more| total.saturating_add(more));
                total <= MAX_OPS
            })
        }
        _ => None,
    }
}

/// A run-length encoded column: `fits` is asked of each value and how often it repeats.
fn runs<'a, T>(
    mut column: ByteReader<'a>,
    read: impl Fn(&mut ByteReader<'a>) -> Option<T>,
    mut fits: impl FnMut(&T, u64) -> bool,
) -> Option<()> {
    let mut rows: u64 = 0;
    while !column.0.is_empty() {
        let run = column.signed()?;
        let length = match run {
            0 => column.unsigned()?,
            _ => run.unsigned_abs(),
        };
        rows = rows.checked_add(length)?;
        (rows <= MAX_OPS).then_some(())?;
        match run {
            0 => {}
            1.. => fits(&read(&mut column)?, length).then_some(())?,
            _ => {
                for _ in 0..length {
                    fits(&read(&mut column)?, 1).then_some(())?;
                }
            }
        }
    }
    Some(())
}

/// A column of counts: so many no, so many yes, in turn.
fn booleans(mut column: ByteReader<'_>) -> Option<()> {
    let mut rows: u64 = 0;
    while !column.0.is_empty() {
        rows = rows.checked_add(column.unsigned()?)?;
        (rows <= MAX_OPS).then_some(())?;
    }
    Some(())
}

/// What is left to read.
struct ByteReader<'a>(&'a [u8]);

impl<'a> ByteReader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn skip(&mut self, count: u64) -> Option<()> {
        self.take(usize::try_from(count).ok()?).map(|_| ())
    }

    fn actor(&mut self) -> Option<()> {
        (self.unsigned()? == ACTOR_BYTES).then_some(())?;
        self.skip(ACTOR_BYTES)
    }

    fn text(&mut self) -> Option<()> {
        let length = self.unsigned()?;
        self.skip(length)
    }

    /// LEB128, at most 63 bits, never longer than needed.
    fn unsigned(&mut self) -> Option<u64> {
        let mut value: u64 = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return (byte != 0 || shift == 0).then_some(value);
            }
        }
        None
    }

    /// Signed LEB128, at most 63 bits.
    fn signed(&mut self) -> Option<i64> {
        let mut value: i64 = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let is_negative = byte & 0x40 != 0;
                return Some(if is_negative {
                    value | (-1 << (shift + 7))
                } else {
                    value
                });
            }
        }
        None
    }

    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }
}

//! Photos beside documents: how large they may be, and what may stand in their bytes.
//!
//! A telephone's camera writes into a picture where and when it was taken, with which
//! device, and often a second, smaller picture. [`stripped`] keeps what a picture is
//! drawn from and nothing else, so none of that leaves the device; the centre takes
//! only what [`check`] passes. Read by hand and strictly: a reader that is kind to odd
//! files would pass on what it did not understand.
//!
//! Not here: decoding, making smaller, hashing.

mod file;

pub use file::{PictureFile, picture_file};

use crate::{
    answer::{Answers, BlobRef, FieldId, Value},
    contents::Contents,
};

/// Most bytes of a photo as it is kept and sent.
pub const MAX_PHOTO_BYTES: usize = 2 * 1024 * 1024;
/// Most bytes of a photo as a page hands it over, before [`stripped`].
pub const MAX_TAKEN_BYTES: usize = 2 * MAX_PHOTO_BYTES;
/// Most bytes that travel at once; what was sent before a break is not sent again.
pub const CHUNK_BYTES: usize = 256 * 1024;
/// Longest side in pixels: a small file must not fill somebody's memory when drawn.
pub const MAX_SIDE: u16 = 4096;
/// Longest side in pixels that a page makes.
pub const SIDE: u16 = 1600;

/// Why bytes are no photo that may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    /// No JPEG, or one that is torn or drawn in a way that not every browser knows.
    #[error("the bytes are no whole JPEG picture")]
    NotAPicture,
    /// Too many bytes or pixels.
    #[error("the picture is too large")]
    TooLarge,
    /// It carries more than the picture: place, time, device, or anything hidden.
    #[error("the file carries more than the picture")]
    CarriesMore,
}

impl PhotoError {
    /// The word that stands for it on the wire.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAPicture => "not-a-picture",
            Self::TooLarge => "too-large",
            Self::CarriesMore => "carries-more",
        }
    }
}

/// The photo without anything but the picture. Doing it again changes nothing.
///
/// Which way is up is among what falls away: a page draws the picture upright before.
///
/// # Errors
/// When it is no JPEG, or too large.
pub fn stripped(bytes: &[u8]) -> Result<Vec<u8>, PhotoError> {
    if bytes.len() > MAX_TAKEN_BYTES {
        return Err(PhotoError::TooLarge);
    }
    let mut kept = Kept::default();
    kept.read(Rest(bytes))?;
    if kept.bytes.len() > MAX_PHOTO_BYTES {
        return Err(PhotoError::TooLarge);
    }
    Ok(kept.bytes)
}

/// Whether the bytes are a photo and nothing more.
///
/// # Errors
/// What is wrong with them.
pub fn check(bytes: &[u8]) -> Result<(), PhotoError> {
    if stripped(bytes)? == bytes {
        Ok(())
    } else {
        Err(PhotoError::CarriesMore)
    }
}

/// Every photo in a document's answers, with its question.
#[must_use]
pub fn photos_of(contents: &Contents) -> Vec<(&FieldId, &BlobRef)> {
    contents.answers().map(photos_in).unwrap_or_default()
}

/// All photos that answers hold, each with the question that it answers.
#[must_use]
pub fn photos_in(answers: &Answers) -> Vec<(&FieldId, &BlobRef)> {
    let mut all = Vec::new();
    for (field, value) in answers {
        if let Value::Photos(photos) = value {
            all.extend(photos.iter().map(|photo| (field, photo)));
        }
    }
    all
}

// Markers, by ITU-T T.81, table B.1.
const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const QUANTISATION: u8 = 0xdb;
const RESTART: u8 = 0xdd;
const HUFFMAN: u8 = 0xc4;
const JFIF: u8 = 0xe0;
const ADOBE: u8 = 0xee;
const COMMENT: u8 = 0xfe;

/// What was not read yet.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], PhotoError> {
        let (taken, rest) = self
            .0
            .split_at_checked(count)
            .ok_or(PhotoError::NotAPicture)?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, PhotoError> {
        self.take(1)?
            .first()
            .copied()
            .ok_or(PhotoError::NotAPicture)
    }

    fn number(&mut self) -> Result<u16, PhotoError> {
        Ok(u16::from_be_bytes([self.byte()?, self.byte()?]))
    }

    /// The next marker; any number of fill bytes may come before it.
    fn marker(&mut self) -> Result<u8, PhotoError> {
        whole(self.byte()? == 0xff)?;
        loop {
            match self.byte()? {
                0xff => {}
                code => return Ok(code),
            }
        }
    }

    /// A segment's contents, without its length.
    fn segment(&mut self) -> Result<&'a [u8], PhotoError> {
        let length = usize::from(self.number()?);
        self.take(length.checked_sub(2).ok_or(PhotoError::NotAPicture)?)
    }

    /// The drawn lines up to the next marker.
    fn lines(&mut self) -> Result<&'a [u8], PhotoError> {
        let is_marker =
            |pair: &[u8]| matches!(pair, [0xff, code] if !matches!(code, 0 | 0xd0..=0xd7));
        let end = self.0.windows(2).position(is_marker);
        self.take(end.ok_or(PhotoError::NotAPicture)?)
    }
}

/// What is kept of a picture.
#[derive(Default)]
struct Kept {
    bytes: Vec<u8>,
    has_jfif: bool,
    has_adobe: bool,
    has_frame: bool,
    has_lines: bool,
}

impl Kept {
    fn read(&mut self, mut rest: Rest<'_>) -> Result<(), PhotoError> {
        whole(rest.take(2)? == [0xff, START])?;
        self.bytes.extend([0xff, START]);
        loop {
            let code = rest.marker()?;
            match code {
                END => {
                    whole(self.has_lines)?;
                    // Whatever follows, such as the second picture of a camera, is dropped.
                    self.bytes.extend([0xff, END]);
                    return Ok(());
                }
                SCAN => {
                    let scan = rest.segment()?;
                    whole(self.has_frame && is_scan(scan))?;
                    self.keep(code, scan);
                    let lines = rest.lines()?;
                    whole(!lines.is_empty())?;
                    self.bytes.extend(lines);
                    self.has_lines = true;
                }
                // Drawn line by line, or coarse first and finer later.
                0xc0..=0xc2 => {
                    let frame = rest.segment()?;
                    whole(!self.has_frame)?;
                    check_frame(frame)?;
                    self.keep(code, frame);
                    self.has_frame = true;
                }
                QUANTISATION => self.keep_if(code, rest.segment()?, are_quantisations)?,
                HUFFMAN => self.keep_if(code, rest.segment()?, are_huffman_tables)?,
                RESTART => self.keep_if(code, rest.segment()?, |data| Ok(data.len() == 2))?,
                JFIF => self.jfif(rest.segment()?),
                ADOBE => self.adobe(rest.segment()?),
                0xe1..=0xef | COMMENT => {
                    rest.segment()?;
                }
                _ => return Err(PhotoError::NotAPicture),
            }
        }
    }

    fn keep(&mut self, code: u8, data: &[u8]) {
        let length = u16::try_from(data.len() + 2).unwrap_or(u16::MAX);
        self.bytes.extend([0xff, code]);
        self.bytes.extend(length.to_be_bytes());
        self.bytes.extend(data);
    }

    fn keep_if(
        &mut self,
        code: u8,
        data: &[u8],
        is_right: impl FnOnce(Rest<'_>) -> Result<bool, PhotoError>,
    ) -> Result<(), PhotoError> {
        whole(is_right(Rest(data))?)?;
        self.keep(code, data);
        Ok(())
    }

    /// The first one, without the small picture that may stand in it.
    fn jfif(&mut self, data: &[u8]) {
        let head = data
            .get(..12)
            .filter(|head| head.starts_with(b"JFIF\0") && !self.has_jfif);
        if let Some(head) = head {
            self.has_jfif = true;
            self.keep(JFIF, &[head, &[0, 0]].concat());
        }
    }

    /// Says how the colours are mixed: without it some pictures turn green.
    fn adobe(&mut self, data: &[u8]) {
        if data.len() == 12 && data.starts_with(b"Adobe") && !self.has_adobe {
            self.has_adobe = true;
            self.keep(ADOBE, data);
        }
    }
}

impl Rest<'_> {
    const fn len(&self) -> usize {
        self.0.len()
    }
}

const fn whole(is: bool) -> Result<(), PhotoError> {
    if is {
        Ok(())
    } else {
        Err(PhotoError::NotAPicture)
    }
}

fn check_frame(frame: &[u8]) -> Result<(), PhotoError> {
    let mut rest = Rest(frame);
    let bits = rest.byte()?;
    let (height, width) = (rest.number()?, rest.number()?);
    let colours = rest.byte()?;
    let is_whole = bits == 8
        && height > 0
        && width > 0
        && matches!(colours, 1 | 3 | 4)
        && rest.len() == 3 * usize::from(colours);
    whole(is_whole)?;
    if height > MAX_SIDE || width > MAX_SIDE {
        return Err(PhotoError::TooLarge);
    }
    Ok(())
}

fn is_scan(scan: &[u8]) -> bool {
    let colours = scan.first().copied().unwrap_or(0);
    (1..=4).contains(&colours) && scan.len() == 4 + 2 * usize::from(colours)
}

fn are_quantisations(mut rest: Rest<'_>) -> Result<bool, PhotoError> {
    while rest.len() > 0 {
        let head = rest.byte()?;
        if head >> 4 > 1 || head & 15 > 3 {
            return Ok(false);
        }
        rest.take(64 * usize::from((head >> 4) + 1))?;
    }
    Ok(true)
}

fn are_huffman_tables(mut rest: Rest<'_>) -> Result<bool, PhotoError> {
    while rest.len() > 0 {
        let head = rest.byte()?;
        let count: usize = rest.take(16)?.iter().copied().map(usize::from).sum();
        if head >> 4 > 1 || head & 15 > 3 || count > 256 {
            return Ok(false);
        }
        rest.take(count)?;
    }
    Ok(true)
}

#[cfg(test)]
#[path = "photo/tests.rs"]
mod tests;

//! A picture file that somebody chose, before a page draws it. Browsers draw what they could
//! read of a torn file and leave the rest white: a page that kept that would keep a paper on
//! which nothing stands. So only a file that goes to its end is drawn at all.
//!
//! Not here: what is kept of what was drawn ([`super::stripped`]), decoding.

use super::{END, PhotoError, Rest, SCAN, START};

/// What can be said of a file by its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFile {
    /// It goes to its end; or it is of a kind that only the browser knows.
    Whole,
    /// It ends before the picture does.
    CutOff,
    /// As Apple's telephones keep pictures; few browsers draw it.
    Heic,
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const PNG_END: &[u8] = b"IEND";
/// Brands of a file in the format HEIF that hold pictures as HEVC.
const HEIC_BRANDS: [&[u8]; 8] = [
    b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1",
];

/// What kind of picture file the bytes are, as far as a page has to know before it draws them.
#[must_use]
pub fn picture_file(bytes: &[u8]) -> PictureFile {
    let is_whole = if bytes.starts_with(&[0xff, START]) {
        jpeg(Rest(bytes))
    } else if bytes.starts_with(PNG) {
        png(Rest(bytes))
    } else if bytes.starts_with(b"RIFF") {
        let says = bytes.get(4..8).and_then(|size| size.first_chunk().copied());
        let says = says.and_then(|size| usize::try_from(u32::from_le_bytes(size)).ok());
        says.is_some_and(|says| bytes.len() >= says.saturating_add(8))
    } else if bytes.starts_with(b"GIF8") {
        bytes.iter().rfind(|byte| **byte != 0) == Some(&b';')
    } else if is_heic(bytes) {
        return PictureFile::Heic;
    } else {
        true
    };
    if is_whole {
        PictureFile::Whole
    } else {
        PictureFile::CutOff
    }
}

/// Whether the file's first box names such a brand: `size ftyp brand …`.
fn is_heic(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp")
        && bytes
            .get(8..12)
            .is_some_and(|brand| HEIC_BRANDS.contains(&brand))
}

/// Segment by segment to the end; what stands in them is the browser's to read.
fn jpeg(mut rest: Rest<'_>) -> bool {
    let mut to_end = || -> Result<(), PhotoError> {
        rest.take(2)?;
        loop {
            match rest.marker()? {
                END => return Ok(()),
                SCAN => {
                    rest.segment()?;
                    rest.lines()?;
                }
                // Stand alone, without a length.
                0x01 | 0xd0..=0xd7 => {}
                _ => {
                    rest.segment()?;
                }
            }
        }
    };
    to_end().is_ok()
}

/// Chunk by chunk to the last: a length, a name, so many bytes, and a sum.
fn png(mut rest: Rest<'_>) -> bool {
    let mut to_end = || -> Result<(), PhotoError> {
        rest.take(PNG.len())?;
        loop {
            let length = rest.take(4)?.first_chunk().copied().unwrap_or_default();
            let name = rest.take(4)?;
            let length = usize::try_from(u32::from_be_bytes(length));
            rest.take(length.map_err(|_| PhotoError::NotAPicture)?)?;
            rest.take(4)?;
            if name == PNG_END {
                return Ok(());
            }
        }
    };
    to_end().is_ok()
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests::{picture, with},
        *,
    };
    use linli_testing::cases;
    use proptest::prelude::*;

    fn small_png() -> Vec<u8> {
        let chunk = |name: &[u8], data: &[u8]| {
            let length = u32::try_from(data.len()).unwrap().to_be_bytes();
            [&length[..], name, data, &[0; 4]].concat()
        };
        let chunks = [
            chunk(b"IHDR", &[0; 13]),
            chunk(b"IDAT", &[7; 40]),
            chunk(b"IEND", &[]),
        ];
        [PNG, &chunks.concat()].concat()
    }

    #[test]
    fn what_goes_to_its_end_is_whole() {
        let webp = [b"RIFF\x08\0\0\0", &b"WEBPVP8 "[..]].concat();
        for whole in [
            picture(8, 8),
            // What a camera writes behind and between is nobody's concern here.
            [picture(8, 8), vec![0; 9]].concat(),
            with(&[0xff, 0xe1, 0, 4, 1, 2]),
            small_png(),
            webp,
            b"GIF89a\0\0;".to_vec(),
            b"BM\0\0".to_vec(),
            Vec::new(),
        ] {
            assert_eq!(picture_file(&whole), PictureFile::Whole, "{whole:x?}");
        }
    }

    #[test]
    fn a_telephones_own_format_is_known_by_its_brand() {
        let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
        assert_eq!(picture_file(heic), PictureFile::Heic);
        let avif = b"\0\0\0\x18ftypavif\0\0\0\0mif1avif";
        assert_eq!(picture_file(avif), PictureFile::Whole, "browsers draw it");
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn wherever_a_picture_is_cut_off_it_is_not_whole(
            png in any::<bool>(), at in any::<prop::sample::Index>()
        ) {
            let whole = if png { small_png() } else { picture(64, 64) };
            // With less than its beginning it is no picture of a known kind.
            let cut = PNG.len() + at.index(whole.len() - PNG.len());
            prop_assert_eq!(picture_file(&whole[..cut]), PictureFile::CutOff);
        }

        #[test]
        fn whatever_the_bytes_are_they_are_looked_at(
            bytes in prop::collection::vec(any::<u8>(), 0..200)
        ) {
            let _ = picture_file(&bytes);
            let _ = picture_file(&[&[0xff, START], &bytes[..]].concat());
            let _ = picture_file(&[PNG, &bytes[..]].concat());
        }
    }
}

//! Pictures made by hand, byte by byte: what is stripped, what is kept, what is refused.

use super::*;
use linli_testing::cases;
use proptest::prelude::*;

fn segment(code: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap();
    [&[0xff, code], &length.to_be_bytes()[..], data].concat()
}

/// A picture of 8 by 8 grey points, as small as a JPEG can be.
fn plain() -> Vec<u8> {
    picture(8, 8)
}

pub(super) fn picture(width: u16, height: u16) -> Vec<u8> {
    let [w, h] = [width, height].map(u16::to_be_bytes);
    let mut table = vec![0];
    table.extend([1; 64]);
    let frame = [8, h[0], h[1], w[0], w[1], 1, 1, 0x11, 0];
    // One code of one bit in each table.
    let huffman = |head: u8| [&[head, 1], &[0; 15][..], &[0]].concat();
    [
        vec![0xff, START],
        segment(JFIF, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        segment(QUANTISATION, &table),
        segment(0xc0, &frame),
        segment(HUFFMAN, &huffman(0)),
        segment(HUFFMAN, &huffman(0x10)),
        segment(SCAN, &[1, 1, 0, 0, 63, 0]),
        vec![0x3f],
        vec![0xff, END],
    ]
    .concat()
}

/// A TIFF block as a telephone writes it: the place in degrees, minutes and seconds.
fn exif_with_place() -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08".to_vec();
    // One entry: GPSInfo, one LONG, at 26.
    tiff.extend(b"\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0");
    // Two entries: latitude reference "N", latitude as three rationals at 56.
    tiff.extend(b"\0\x02\0\x01\0\x02\0\0\0\x02N\0\0\0\0\x02\0\x05\0\0\0\x03\0\0\0\x38\0\0\0\0");
    for part in [39_u32, 54, 2015] {
        tiff.extend(part.to_be_bytes());
        tiff.extend(if part == 2015 { 100_u32 } else { 1 }.to_be_bytes());
    }
    [b"Exif\0\0", &tiff[..]].concat()
}

/// The plain picture with `more` behind its beginning.
pub(super) fn with(more: &[u8]) -> Vec<u8> {
    let plain = plain();
    [&plain[..2], more, &plain[2..]].concat()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn the_place_where_it_was_taken_is_gone() {
    let exif = exif_with_place();
    let taken = with(&segment(0xe1, &exif));
    assert!(holds(&taken, b"Exif"));
    assert!(holds(&taken, &2015_u32.to_be_bytes()), "the seconds");
    assert_eq!(check(&taken), Err(PhotoError::CarriesMore));
    let kept = stripped(&taken).unwrap();
    assert_eq!(kept, plain(), "the picture is as it was");
    for part in [&b"Exif"[..], &2015_u32.to_be_bytes(), b"MM\0\x2a"] {
        assert!(!holds(&kept, part));
    }
    assert_eq!(check(&kept), Ok(()));
}

#[test]
fn nothing_but_the_picture_is_kept() {
    let secret = b"39.9 N, 116.4 E";
    let everywhere = [
        segment(
            0xe1,
            &[b"http://ns.adobe.com/xap/1.0/\0", &secret[..]].concat(),
        ),
        segment(0xed, &[b"Photoshop 3.0\0", &secret[..]].concat()),
        segment(0xe2, &[b"MPF\0", &secret[..]].concat()),
        segment(0xe2, &[b"ICC_PROFILE\0", &secret[..]].concat()),
        segment(JFIF, &[b"JFXX\0\x13", &secret[..]].concat()),
        segment(
            JFIF,
            &[b"JFIF\0\x01\x01\0\0\x01\0\x01\x05\x01", &secret[..]].concat(),
        ),
        segment(ADOBE, &[b"Adobe", &secret[..]].concat()),
        segment(COMMENT, secret),
        vec![0xff, 0xff, 0xff],
    ];
    for more in &everywhere[..8] {
        let taken = with(more);
        assert_eq!(check(&taken), Err(PhotoError::CarriesMore));
        assert!(!holds(&stripped(&taken).unwrap(), secret), "{more:?}");
    }
    // Between the scans' tables, and after the end.
    let plain = plain();
    let late = [
        &plain[..plain.len() - 2],
        &everywhere[0],
        &plain[plain.len() - 2..],
    ]
    .concat();
    let after = [&plain[..], &with(&everywhere[0])].concat();
    for taken in [late, after] {
        assert_eq!(check(&taken), Err(PhotoError::CarriesMore));
        assert_eq!(stripped(&taken).unwrap(), plain);
    }
    let filled = with(&everywhere[8]);
    assert_eq!(stripped(&filled).unwrap(), plain, "fill bytes too");
}

#[test]
fn how_colours_are_mixed_is_kept() {
    let adobe = segment(ADOBE, b"Adobe\0\x64\0\0\0\0\x01");
    assert_eq!(check(&with(&adobe)), Ok(()));
    assert_eq!(
        check(&with(&adobe.repeat(2))),
        Err(PhotoError::CarriesMore),
        "once"
    );
}

#[test]
fn what_is_torn_or_no_jpeg_is_refused() {
    let plain = plain();
    for end in 0..plain.len() {
        assert_eq!(
            stripped(&plain[..end]),
            Err(PhotoError::NotAPicture),
            "torn after {end}"
        );
    }
    for other in [
        &b"\x89PNG\r\n\x1a\n"[..],
        b"GIF89a",
        b"RIFF\0\0\0\0WEBP",
        b"<svg onload='x'/>",
        b"\0\0\0\x18ftypheic",
        b"\xff\xd8\xff\xd9",
    ] {
        assert_eq!(stripped(other), Err(PhotoError::NotAPicture));
    }
    for hostile in [
        segment(0xc3, &[0; 9]),
        segment(0xc0, &[8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
        segment(QUANTISATION, &[0x20; 65]),
        segment(HUFFMAN, &[0xff; 300]),
        segment(RESTART, &[0; 3]),
        segment(SCAN, &[1, 1, 0, 0, 63, 0]),
        vec![0xff, 0xe1, 0, 1],
        vec![0xff, 0xe1, 0xff, 0xff],
        vec![0xff, 0],
        vec![0xff, START],
        vec![0x41],
    ] {
        assert_eq!(
            stripped(&with(&hostile)),
            Err(PhotoError::NotAPicture),
            "{hostile:?}"
        );
    }
}

#[test]
fn what_is_too_large_is_refused() {
    assert_eq!(check(&picture(MAX_SIDE, 1)), Ok(()));
    assert_eq!(check(&picture(MAX_SIDE + 1, 1)), Err(PhotoError::TooLarge));
    assert_eq!(check(&picture(1, u16::MAX)), Err(PhotoError::TooLarge));
    let plain = plain();
    let fat = |bytes: usize| {
        let lines = vec![0x3f; bytes - plain.len()];
        [&plain[..plain.len() - 2], &lines, &plain[plain.len() - 2..]].concat()
    };
    assert_eq!(check(&fat(MAX_PHOTO_BYTES)), Ok(()));
    assert_eq!(check(&fat(MAX_PHOTO_BYTES + 1)), Err(PhotoError::TooLarge));
    assert_eq!(
        stripped(&vec![0; MAX_TAKEN_BYTES + 1]),
        Err(PhotoError::TooLarge)
    );
}

/// Segments of every code, with right and wrong lengths.
fn hostile_segment() -> impl Strategy<Value = Vec<u8>> {
    let data = proptest::collection::vec(any::<u8>(), 0..40);
    (any::<u8>(), data, any::<bool>()).prop_map(|(code, data, is_right)| {
        let mut bytes = segment(code, &data);
        if !is_right {
            bytes[3] = bytes[3].wrapping_add(1);
        }
        bytes
    })
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn whatever_comes_is_read_to_an_end(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _read = stripped(&bytes);
        let _read = stripped(&with(&bytes));
    }

    #[test]
    fn what_was_stripped_passes_and_stays(
        more in proptest::collection::vec(hostile_segment(), 0..6),
        at in any::<prop::sample::Index>(),
        flip in any::<(prop::sample::Index, u8)>(),
    ) {
        let plain = plain();
        let at = at.index(plain.len());
        let mut bytes = [&plain[..at], &more.concat(), &plain[at..]].concat();
        let place = flip.0.index(bytes.len());
        bytes[place] ^= flip.1;
        if let Ok(kept) = stripped(&bytes) {
            prop_assert_eq!(check(&kept), Ok(()));
            prop_assert_eq!(stripped(&kept).unwrap(), kept);
        }
    }

    #[test]
    fn no_words_in_what_applications_may_add_get_through(
        code in prop_oneof![0xe0_u8..=0xef, Just(COMMENT)],
        words in "[a-z]{24,60}",
    ) {
        let kept = stripped(&with(&segment(code, words.as_bytes()))).unwrap();
        prop_assert_eq!(kept, plain());
    }
}

//! The check digit of numbers that people say, write down and type: Damm's, which finds
//! every single wrong digit and every two neighbours that were swapped.

/// Damm's quasigroup of order 10.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// The check digit of `digits`; 0 where the last of them is one that fits.
pub(crate) fn damm(digits: &str) -> u8 {
    digits.bytes().fold(0, |interim, byte| {
        let digit = usize::from(byte.wrapping_sub(b'0'));
        let row = DAMM.get(usize::from(interim));
        row.and_then(|row| row.get(digit)).copied().unwrap_or(0)
    })
}

/// The digits in a text as people type and paste it, in ASCII: spaces, dashes and whatever
/// else stands between them is left out, full-width digits count.
#[must_use]
pub(crate) fn digits_of(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '0'..='9' => Some(c),
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_example_has_its_check_digit() {
        assert_eq!(damm("572"), 4);
        assert_eq!(damm("5724"), 0);
    }

    #[test]
    fn full_width_digits_are_digits() {
        assert_eq!(digits_of("１２３4-5 678"), "12345678");
    }
}

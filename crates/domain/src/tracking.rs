//! Tracking codes of applications, as `4821-0937-9`: short enough to say over the
//! telephone, with a check digit that finds every single wrong digit and every two
//! that were swapped (Damm). The eight digits are random, so that a code does not
//! tell how many applications there are.

/// How many codes there are.
pub const CODES: u32 = 100_000_000;

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

/// The code with this number; of a number of more than eight digits the last eight.
#[must_use]
pub fn code(number: u32) -> String {
    let digits = format!("{:08}", number % CODES);
    let (first, second) = digits.split_at(4);
    format!("{first}-{second}-{}", damm(&digits))
}

/// The code that somebody wrote or said, in its one spelling; `None` where it is none.
/// Spaces and dashes may stand anywhere.
#[must_use]
pub fn read(text: &str) -> Option<String> {
    let digits: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    let is_code = digits.len() == 9 && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_code || damm(&digits) != 0 {
        return None;
    }
    digits.get(..8)?.parse().ok().map(code)
}

/// The check digit of `digits`; 0 where the last of them is one that fits.
fn damm(digits: &str) -> u8 {
    digits.bytes().fold(0, |interim, byte| {
        let digit = usize::from(byte.wrapping_sub(b'0'));
        let row = DAMM.get(usize::from(interim));
        row.and_then(|row| row.get(digit)).copied().unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_testing::cases;
    use proptest::prelude::*;

    #[test]
    fn the_published_example_has_its_check_digit() {
        assert_eq!(damm("572"), 4);
        assert_eq!(damm("5724"), 0);
        assert_eq!(code(48_210_937), "4821-0937-9");
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn what_was_heard_right_is_read_and_what_was_heard_wrong_is_not(
            number in 0..CODES, at in 0..9_usize, other in 1..10_u8
        ) {
            let spelled = code(number);
            let digits: Vec<u8> = spelled.bytes().filter(u8::is_ascii_digit).collect();
            let text = |digits: &[u8]| String::from_utf8(digits.to_vec()).unwrap();
            prop_assert_eq!(read(&text(&digits)), Some(spelled.clone()));
            prop_assert_eq!(read(&spelled.replace('-', " ")), Some(spelled));
            let mut wrong = digits.clone();
            wrong[at] = (wrong[at] - b'0' + other) % 10 + b'0';
            prop_assert_eq!(read(&text(&wrong)), None);
            let mut swapped = digits.clone();
            swapped.swap(at.min(7), at.min(7) + 1);
            if swapped != digits {
                prop_assert_eq!(read(&text(&swapped)), None);
            }
        }
    }
}

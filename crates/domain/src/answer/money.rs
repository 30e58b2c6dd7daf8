//! Amounts as people write them, in whole fen, without fractions of floating point.

use super::words::plain;
use crate::signs;

/// The fen that `words` name: `12`, `12.5`, `1,200.50`. `None` where it is no amount.
#[must_use]
pub fn read(words: &str) -> Option<i64> {
    // A minus sign would be lost with the dashes.
    if signs::narrow(words).contains('-') {
        return None;
    }
    let words: String = plain(words).chars().filter(|c| *c != ',').collect();
    let words = words.trim_start_matches(['¥', '￥']);
    let words = words.strip_suffix('元').unwrap_or(words);
    let (yuan, fen) = words.split_once('.').unwrap_or((words, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if yuan.is_empty() || fen.len() > 2 || !is_digits(yuan) || !is_digits(fen) {
        return None;
    }
    let fen: i64 = format!("{fen:0<2}").parse().ok()?;
    yuan.parse::<i64>().ok()?.checked_mul(100)?.checked_add(fen)
}

/// The amount as a plain number of yuan: `12` or `12.50`.
#[must_use]
pub fn written(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let (yuan, rest) = (fen.unsigned_abs() / 100, fen.unsigned_abs() % 100);
    if rest == 0 {
        format!("{sign}{yuan}")
    } else {
        format!("{sign}{yuan}.{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_testing::cases;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (words, fen) in [
            ("12", Some(1200)),
            ("12.5", Some(1250)),
            ("12.05", Some(1205)),
            ("¥1,200.50", Some(120_050)),
            ("８００元", Some(80_000)),
            ("12.345", None),
            (".5", None),
            ("-3", None),
            ("十二", None),
            ("", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(read(words), fen, "{words}");
        }
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn what_is_written_is_read_back(fen in 0..i64::MAX) {
            prop_assert_eq!(read(&written(fen)), Some(fen));
        }
    }
}

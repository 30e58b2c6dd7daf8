//! Which signs a text may hold: those that are read as they stand. A sign that nobody sees
//! can turn a telephone number round, hide half a name from a search, or end a line in
//! somebody else's program.
//!
//! And in which form what was typed is kept and looked for: the same name, number or word
//! comes in other signs from another keyboard, a telephone book or another system.

use unicode_normalization::UnicodeNormalization;

/// Whether every sign of `text` is read as it stands.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    text.chars().all(is_plain_sign)
}

/// `text` without the signs that nobody sees.
#[must_use]
pub fn plain(text: &str) -> String {
    text.chars().filter(|sign| is_plain_sign(*sign)).collect()
}

/// Whether every text within `json` [is plain](is_plain): also what is written as an escape.
#[must_use]
pub fn is_plain_json(json: &str) -> bool {
    let mut signs = json.chars();
    while let Some(sign) = signs.next() {
        let is_seen = match sign {
            '\\' => !matches!(signs.next(), Some('u' | 'b' | 'f') | None),
            _ => is_plain_sign(sign),
        };
        if !is_seen {
            return false;
        }
    }
    true
}

/// `json` without the signs that nobody sees. Only a control sign is written as an escape
/// with digits by who writes JSON for us, so those go too.
#[must_use]
pub fn plain_json(json: &str) -> String {
    let mut plain = String::with_capacity(json.len());
    let mut signs = json.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next() {
                Some('u') => signs.by_ref().take(ESCAPE_DIGITS).for_each(drop),
                Some('b' | 'f') | None => {}
                Some(escaped) => plain.extend(['\\', escaped]),
            },
            _ if is_plain_sign(sign) => plain.push(sign),
            _ => {}
        }
    }
    plain
}

/// Digits of a sign written as an escape in JSON.
const ESCAPE_DIGITS: usize = 4;

/// All but control signs (a new line and a tabulator are plain), signs that turn the
/// direction of reading, invisible operators, and what is no character at all.
#[must_use]
pub const fn is_plain_sign(sign: char) -> bool {
    !matches!(
        sign,
        '\0'..='\u{8}'
            | '\u{b}'..='\u{c}'
            | '\u{e}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fdd0}'..='\u{fdef}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{fffe}'..='\u{ffff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// The digit nought of scripts that write their own; the other nine follow each.
const NOUGHTS: [char; 18] = [
    '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}',
    '\u{c66}', '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}', '\u{17e0}',
    '\u{1810}', '\u{ff10}',
];

/// Whether a sign shows nothing and parts nothing that is read.
const fn is_unseen(sign: char) -> bool {
    !is_plain_sign(sign) || matches!(sign, '\u{ad}' | '\u{180e}' | '\u{200b}')
}

/// A line of words as it is kept, such as a name: composed, without signs that nobody sees,
/// with the usual spaces and none around it. The words stay as they were typed.
#[must_use]
pub fn line(text: &str) -> String {
    let seen = text.chars().filter(|sign| !is_unseen(*sign)).nfc();
    let usual = |sign: char| if sign.is_whitespace() { ' ' } else { sign };
    let line: String = seen.map(usual).collect();
    line.trim().to_owned()
}

/// A number or a word to look for, in narrow signs: every digit from 0 to 9, every dash the
/// short one, every space the usual one, composed, and nothing that nobody sees.
#[must_use]
pub fn narrow(text: &str) -> String {
    // What joins letters elsewhere joins nothing here.
    let is_seen = |sign: &char| !is_unseen(*sign) && !matches!(sign, '\u{200c}'..='\u{200d}');
    let signs = text.chars().filter(is_seen);
    signs.map(narrow_sign).nfc().collect()
}

/// As [`narrow`], in small letters: the form in which words are looked for.
#[must_use]
pub fn sought(text: &str) -> String {
    narrow(text).to_lowercase()
}

fn narrow_sign(sign: char) -> char {
    match sign {
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        // The full-width block repeats ASCII in the same order.
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(u32::from(sign) - 0xfee0) {
            Some(narrow) => narrow,
            None => sign,
        },
        _ if sign.is_whitespace() => ' ',
        _ if sign.is_ascii() => sign,
        _ => digit(sign).unwrap_or(sign),
    }
}

/// The digit from 0 to 9 that a digit of another script is.
fn digit(sign: char) -> Option<char> {
    let sign = u32::from(sign);
    let of = |nought: &char| sign.checked_sub(u32::from(*nought)).filter(|at| *at < 10);
    let digit = NOUGHTS.iter().find_map(of)?;
    char::from_digit(digit, 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_testing::cases;
    use proptest::prelude::*;

    const SEEN: [&str; 6] = [
        "",
        "王秀英 Wang\nring twice\t!",
        "a \\u0041 \"quoted\" \\",
        "👨‍👩‍👧 क्‍ष",
        "مرحبا",
        "ÿ¿½ﬀ",
    ];
    const UNSEEN: [&str; 7] = [
        "a\0b",
        "139\u{202e}5555",
        "\u{200f}000",
        "a\u{feff}",
        "\u{1b}[2J",
        "a\u{8}b",
        "a\u{2066}b",
    ];

    #[test]
    fn what_is_seen_is_plain_and_stays_as_it_is() {
        for text in SEEN {
            let json = serde_json::to_string(text).unwrap();
            assert!(is_plain(text) && is_plain_json(&json), "{text:?}");
            assert_eq!((plain(text), plain_json(&json)), (text.to_owned(), json));
        }
    }

    #[test]
    fn what_is_not_seen_is_found_and_can_be_left_out() {
        for text in UNSEEN {
            let json = serde_json::to_string(text).unwrap();
            assert!(!is_plain(text) && !is_plain_json(&json), "{text:?}");
            let left: String = serde_json::from_str(&plain_json(&json)).unwrap();
            assert_eq!(left, plain(text));
            assert!(is_plain(&left));
        }
        assert!(!is_plain_json(r#""\u202e""#), "written as an escape");
    }

    #[test]
    fn a_line_keeps_its_words_and_loses_what_nobody_sees() {
        for (typed, kept) in [
            ("\u{202d}王秀英\u{202c} ", "王秀英"),
            ("王\u{200b}秀\u{ad}英\u{feff}", "王秀英"),
            ("Jose\u{301}\u{a0}Nun\u{303}ez", "Jos\u{e9} Nu\u{f1}ez"),
            ("３号楼\u{3000}东门", "３号楼 东门"),
            ("two\nlines", "two lines"),
            ("क्\u{200d}ष", "क्\u{200d}ष"),
            (" \u{2066}\u{2069} ", ""),
        ] {
            assert_eq!(line(typed), kept, "{typed:?}");
        }
    }

    #[test]
    fn what_is_looked_for_is_narrow() {
        for (typed, narrowed) in [
            ("１３８\u{a0}００１３—８０００", "138 0013-8000"),
            ("\u{202a}+86\u{202c}\u{200b} 138", "+86 138"),
            ("٠١٢٣٤٥٦٧٨٩ ۹ ९", "0123456789 9 9"),
            ("Ｗáng−１", "Wáng-1"),
            ("e\u{301}", "\u{e9}"),
        ] {
            assert_eq!(narrow(typed), narrowed, "{typed:?}");
        }
        assert_eq!(sought("Ａ座 WANG"), "a座 wang");
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn what_was_brought_into_form_stays_in_it(
            text in "(.|[\u{a0}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{300}-\u{304}０-９]){0,24}"
        ) {
            for form in [line, narrow, sought] {
                let once = form(&text);
                prop_assert_eq!(form(&once), once.clone());
                prop_assert!(!once.chars().any(is_unseen), "{:?}", once);
            }
            let (of_line, of_text) = (narrow(&line(&text)), narrow(&text));
            prop_assert_eq!(of_line.trim(), of_text.trim());
        }

        #[test]
        fn what_nobody_sees_makes_no_difference(
            text in "[a-z0-9 王楼é-]{0,12}",
            unseen in prop::sample::select(vec!['\u{200b}', '\u{202e}', '\u{2067}', '\u{ad}', '\u{feff}']),
            at in any::<prop::sample::Index>(),
        ) {
            let mut marked: Vec<char> = text.chars().collect();
            marked.insert(at.index(marked.len() + 1), unseen);
            let marked: String = marked.into_iter().collect();
            prop_assert_eq!(line(&marked), line(&text));
            prop_assert_eq!(sought(&marked), sought(&text));
        }
    }
}

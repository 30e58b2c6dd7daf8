//! Which signs a text may hold: those that are read as they stand. A sign that nobody sees
//! can turn a telephone number round, hide half a name from a search, or end a line in
//! somebody else's program.

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

#[cfg(test)]
mod tests {
    use super::*;

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
}

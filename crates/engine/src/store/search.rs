//! Words of the search index, and queries on it. Chinese has no spaces, and
//! people search by one character or by the end of a telephone number: every
//! Chinese character and every digit is a word, a query is a phrase of them.

/// `text` as the index takes it: pieces with spaces between them.
pub(super) fn spaced(text: &str) -> String {
    pieces(text).join(" ")
}

/// What a person typed as an FTS5 query, or `None` where nothing can be searched for.
pub(super) fn query(typed: &str) -> Option<String> {
    let phrases: Vec<String> = typed
        .split_whitespace()
        .map(pieces)
        .filter(|pieces| !pieces.is_empty())
        .map(|pieces| {
            // The last piece of letters may still be in typing.
            let open = pieces
                .last()
                .is_some_and(|piece| piece.starts_with(is_letter));
            format!("\"{}\"{}", pieces.join(" "), if open { " *" } else { "" })
        })
        .collect();
    (!phrases.is_empty()).then(|| phrases.join(" AND "))
}

/// Letters of scripts with spaces stay together; everything else stands alone;
/// what is neither letter nor digit is left out.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut joins = false;
    for c in text.chars().filter(|c| *c != '\u{0}') {
        let letter = is_letter(c);
        match pieces.last_mut() {
            Some(piece) if joins && letter => piece.push(c),
            _ if c.is_alphanumeric() => pieces.push(c.to_string()),
            _ => {}
        }
        joins = letter;
    }
    pieces
}

/// A letter of a script that writes words with spaces between them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_cjk(c)
}

const fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{30FF}' | '\u{3100}'..='\u{318F}' | '\u{31A0}'..='\u{31FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9D}' | '\u{20000}'..='\u{323AF}')
}

/// A sort key in which numbers are in order of size: `10号楼` after `2号楼`.
pub(super) fn sortable(text: &str) -> String {
    let mut key = String::new();
    let mut digits = String::new();
    for c in text.chars().chain(['\u{0}']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            key.push_str(&format!("{digits:0>6}"));
            digits.clear();
        }
        if c != '\u{0}' {
            key.extend(c.to_lowercase());
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_digits_stand_alone_and_latin_stays_together() {
        assert_eq!(spaced("王桂兰 3号楼"), "王 桂 兰 3 号 楼");
        assert_eq!(spaced("Wang Guilan, A座 402"), "Wang Guilan A 座 4 0 2");
    }

    #[test]
    fn a_query_cannot_be_broken_by_what_is_typed() {
        assert_eq!(query("\"王\" OR *").as_deref(), Some("\"王\" AND \"OR\" *"));
        assert_eq!(query(" -- * \" "), None);
    }

    #[test]
    fn buildings_sort_by_number() {
        assert!(sortable("2号楼") < sortable("10号楼"));
    }
}

//! Blanks out what is no program: comments, strings, tests. Lines stay where they are.

use std::iter::Peekable;
use std::str::Chars;

/// `source` with a blank for everything inside comments, strings and characters.
pub(super) fn without_text(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = text_length(rest, out.chars().next_back());
        if length == 0 {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            blank(&rest[..length], &mut out);
            rest = &rest[length..];
        }
    }
    out
}

/// `code` with a blank for modules under `#[cfg(test)]`.
pub(super) fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]\nmod ";
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(start) = rest.find(MARK) {
        out.push_str(&rest[..start]);
        let module = &rest[start..];
        let end = match module.find(['{', ';']) {
            Some(open) if module[open..].starts_with('{') => open + block(&module[open..]),
            Some(end) => end + 1,
            None => module.len(),
        };
        blank(&module[..end], &mut out);
        rest = &module[end..];
    }
    out + rest
}

/// The length of the block that `code` begins with, its braces included.
pub(super) fn block(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, letter) in code.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// The length of the comment, string or character that `source` begins with; 0 if with none.
fn text_length(source: &str, before: Option<char>) -> usize {
    let is_name = before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    if source.starts_with("//") {
        source.find('\n').unwrap_or(source.len())
    } else if source.starts_with("/*") {
        comment(source)
    } else if source.starts_with('"') {
        string(source)
    } else if source.starts_with('\'') {
        character(source)
    } else if !is_name && source.starts_with(['r', 'b', 'c']) {
        raw(source)
    } else {
        0
    }
}

fn comment(source: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < source.len() {
        let rest = &source[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    source.len()
}

fn string(source: &str) -> usize {
    let mut letters = source.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            '"' => return at + 1,
            _ => {}
        }
    }
    source.len()
}

/// A character, and not a lifetime.
fn character(source: &str) -> usize {
    let mut letters = source.chars().skip(1).peekable();
    match letters.next() {
        Some('\\') => escaped(letters),
        Some(letter) if letters.peek() == Some(&'\'') => letter.len_utf8() + 2,
        _ => 0,
    }
}

/// After a backslash: a letter, then everything to the closing mark, as in `'\u{ff}'`.
fn escaped(mut letters: Peekable<impl Iterator<Item = char>>) -> usize {
    let first = letters.next().map_or(0, char::len_utf8);
    let rest: usize = letters
        .take_while(|letter| *letter != '\'')
        .map(char::len_utf8)
        .sum();
    2 + first + rest + 1
}

/// A string with a prefix: `r"…"`, `r#"…"#`, `b"…"`, `br"…"`.
fn raw(source: &str) -> usize {
    let prefix = source.len() - source.trim_start_matches(['r', 'b', 'c']).len();
    let is_raw = source[..prefix].contains('r');
    let after = &source[prefix..];
    let marks = after.chars().take_while(|letter| *letter == '#').count();
    if prefix > 2 || !after[marks..].starts_with('"') || (marks > 0 && !is_raw) {
        return 0;
    }
    if !is_raw {
        return prefix + string(after);
    }
    let end = format!("\"{}", "#".repeat(marks));
    let inside = prefix + marks + 1;
    source[inside..]
        .find(&end)
        .map_or(source.len(), |at| inside + at + end.len())
}

fn blank(text: &str, out: &mut String) {
    let letters: Chars<'_> = text.chars();
    out.extend(letters.map(|letter| if letter == '\n' { '\n' } else { ' ' }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, code: &str) {
        let stripped = without_text(source);
        let words: Vec<_> = stripped.split_whitespace().collect();
        assert_eq!(words.join(" "), code);
        assert_eq!(stripped.lines().count(), source.lines().count());
    }

    #[test]
    fn comments_and_texts_go_and_lines_stay() {
        check("a // b\nc /* d\n /* e */ */ f", "a c f");
        check(r#"a "b \" {" c"#, "a c");
        check("a r#\"b \" {\"# c br\"d\" b\"e\"", "a c");
        check(
            "for<'a> x('{', '\\'', '\\u{7b}', 'é') y",
            "for<'a> x( , , , ) y",
        );
        check("her\"a\"", "her");
    }

    #[test]
    fn tests_do_not_count() {
        let code = "fn a() {}\n#[cfg(test)]\nmod tests {\n fn b() {}\n}\nfn c() {}\n#[cfg(test)]\nmod more;\n";
        let program = without_tests(code);
        assert!(program.contains("fn a") && program.contains("fn c"));
        assert!(!program.contains("fn b") && !program.contains("more"));
        assert_eq!(program.lines().count(), code.lines().count());
    }
}

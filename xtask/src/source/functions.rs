//! How long functions are.

use super::{SourceFile, strip};

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: String,
    /// From `fn` to the closing brace.
    pub(crate) lines: usize,
}

/// The functions of a file, those inside others too.
pub(crate) fn of(file: &SourceFile) -> Vec<Function> {
    let code = &file.code;
    code.match_indices("fn ")
        .filter(|(at, _)| !code[..*at].ends_with(is_of_name))
        .filter_map(|(at, found)| function(code, at, found.len()))
        .collect()
}

fn function(code: &str, at: usize, keyword: usize) -> Option<Function> {
    let after = &code[at + keyword..];
    let name: String = after
        .chars()
        .take_while(|letter| is_of_name(*letter))
        .collect();
    let open = body(after)?;
    let length = keyword + open + strip::block(&after[open..]);
    (!name.is_empty()).then(|| Function {
        name,
        lines: code[at..at + length].matches('\n').count() + 1,
    })
}

/// Where the body begins; nothing for a declaration without one.
fn body(code: &str) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, letter) in code.char_indices() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '{' if depth == 0 => return Some(at),
            ';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_as_long_as_from_its_name_to_its_end() {
        let text =
            "trait A { fn a(&self); }\nfn b(x: [u8; 2]) -> u8 {\n    if true { 1 } else { 2 }\n}\n";
        let found = of(&SourceFile::new("a.rs", text));
        let b = Function {
            name: "b".to_owned(),
            lines: 3,
        };
        assert_eq!(found, [b]);
    }
}

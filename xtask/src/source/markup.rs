//! What a page's markup must not do to the one who types in it.

use super::SourceFile;

/// How the name of a component or an element ends that holds what is being typed or drawn.
const FIELDS: &[&str] = &["Field", "Pad", "input", "textarea", "select"];

/// Lines `{ for … }` that come after a field among the same siblings.
///
/// Yew matches siblings from the last one backwards: one that comes or goes behind a field
/// has the field made anew, and the focus or a stroke is lost. Within `<>…</>` the
/// number of siblings stays the same.
pub(crate) fn behind_fields(files: &[SourceFile]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        let lines: Vec<_> = file.code.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            if is_field(line.trim_start()) {
                let later = lines.iter().enumerate().skip(at.saturating_add(1));
                let siblings = later
                    .take_while(|(_, later)| {
                        later.trim().is_empty() || indent(later) >= indent(line)
                    })
                    .filter(|(_, later)| indent(later) == indent(line));
                let varying =
                    siblings.filter(|(_, later)| later.trim_start().starts_with("{ for "));
                found.extend(varying.map(|(line, _)| format!("{}:{}", file.path, line + 1)));
            }
        }
    }
    found
}

/// Whether a field begins on this line.
fn is_field(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('<') else {
        return false;
    };
    let name = rest.split(|c: char| !c.is_alphanumeric()).next();
    name.is_some_and(|name| FIELDS.iter().any(|field| name.ends_with(field)))
}

fn indent(line: &str) -> usize {
    line.len().saturating_sub(line.trim_start().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(markup: &str) -> Vec<String> {
        behind_fields(&[SourceFile::new("page.rs", markup)])
    }

    #[test]
    fn what_comes_and_goes_behind_a_field_is_found() {
        let page = "<div>\n    <TextField a={b}\n        c={d} />\n    { for none }\n</div>";
        assert_eq!(found(page), ["page.rs:4"]);
    }

    #[test]
    fn before_a_field_or_in_a_fragment_it_may_come_and_go() {
        let before = "<div>\n    { for none }\n    <textarea />\n</div>\n{ for all }";
        let apart = "<div>\n    <textarea />\n    <>{ for none }</>\n    { one }\n</div>";
        assert!(found(before).is_empty());
        assert!(found(apart).is_empty());
    }
}

//! The message files against each other and against the programs that use them.
//!
//! A key stands in the sources as one whole literal, never put together, so
//! that this test can find it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use fluent_syntax::{ast, parser};
use linli_l10n::{Arg, Lang};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Words of the trade that no person should have to read.
const FORBIDDEN: &[&str] = &[
    "sync",
    "conflict",
    "replica",
    "token",
    "session",
    "payload",
    "crdt",
    "server",
    "offline",
    "upload",
    "submit",
    "同步",
    "冲突",
    "副本",
    "令牌",
    "会话",
    "服务器",
    "上传",
    "离线",
    "提交失败",
];

/// Where keys are used.
const SOURCES: &[&str] = &["ui/src", "src-tauri/src", "crates/l10n/src"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Each message with the arguments it uses and its text.
type Messages = BTreeMap<String, (BTreeSet<String>, String)>;

fn messages(lang: &str) -> Messages {
    let mut all = Messages::new();
    let mut files: Vec<_> = fs::read_dir(root().join("locales").join(lang))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let resource = parser::parse(text.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
        for entry in resource.body {
            let ast::Entry::Message(message) = entry else {
                continue;
            };
            let pattern = message.value.expect("every message has a text");
            let mut args = BTreeSet::new();
            let mut shown = String::new();
            read(&pattern, &mut args, &mut shown);
            let known = all.insert(message.id.name.to_owned(), (args, shown));
            assert!(
                known.is_none(),
                "`{}` stands twice in {lang}",
                message.id.name
            );
        }
    }
    all
}

fn read(pattern: &ast::Pattern<&str>, args: &mut BTreeSet<String>, shown: &mut String) {
    for element in &pattern.elements {
        match element {
            ast::PatternElement::TextElement { value } => shown.push_str(value),
            ast::PatternElement::Placeable { expression } => match expression {
                ast::Expression::Inline(inline) => argument(inline, args),
                ast::Expression::Select { selector, variants } => {
                    argument(selector, args);
                    variants
                        .iter()
                        .for_each(|variant| read(&variant.value, args, shown));
                }
            },
        }
    }
}

fn argument(inline: &ast::InlineExpression<&str>, args: &mut BTreeSet<String>) {
    if let ast::InlineExpression::VariableReference { id } = inline {
        args.insert(id.name.to_owned());
    }
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    let (zh, en) = (messages("zh-CN"), messages("en"));
    let keys = |messages: &Messages| messages.keys().cloned().collect::<BTreeSet<_>>();
    let (zh_keys, en_keys) = (keys(&zh), keys(&en));
    let only_one: Vec<_> = zh_keys.symmetric_difference(&en_keys).collect();
    assert!(only_one.is_empty(), "in one language only: {only_one:?}");
    for (key, (args, _)) in &zh {
        assert_eq!(args, &en[key].0, "arguments of `{key}`");
    }
}

#[test]
fn every_file_of_messages_is_in_the_program() {
    for lang in [Lang::ZhCn, Lang::En] {
        let embedded = linli_l10n::Messages::new(lang);
        let missing: Vec<_> = messages(lang.tag())
            .into_keys()
            .filter(|key| embedded.text(key, &[]) == *key)
            .collect();
        assert!(missing.is_empty(), "{}: {missing:?}", lang.tag());
    }
}

#[test]
fn every_message_is_used_and_every_used_message_exists() {
    let messages = messages("en");
    let areas: BTreeSet<_> = messages
        .keys()
        .filter_map(|key| key.split('-').next())
        .collect();
    let mut used = BTreeSet::new();
    for folder in SOURCES {
        literals(&root().join(folder), &mut used);
    }
    let unused: Vec<_> = messages.keys().filter(|key| !used.contains(*key)).collect();
    assert!(unused.is_empty(), "no program uses {unused:?}");
    let unknown: Vec<_> = used
        .iter()
        .filter(|text| looks_like_a_key(text))
        .filter(|text| {
            text.split('-')
                .next()
                .is_some_and(|area| areas.contains(area))
        })
        .filter(|text| !messages.contains_key(*text))
        .collect();
    assert!(unknown.is_empty(), "no message is called {unknown:?}");
}

#[test]
fn no_word_of_the_trade_is_shown() {
    for lang in ["zh-CN", "en"] {
        for (key, (_, text)) in messages(lang) {
            let text = text.to_lowercase();
            for word in FORBIDDEN {
                assert!(
                    !text.contains(word),
                    "`{key}` in {lang} says `{word}`: {text}"
                );
            }
        }
    }
}

/// Two or more words of small letters and digits, joined by dashes.
fn looks_like_a_key(text: &str) -> bool {
    // Values of HTML's `autocomplete`.
    if text.starts_with("address-line") {
        return false;
    }
    let words: Vec<_> = text.split('-').collect();
    let is_word = |word: &&str| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    words.len() > 1 && words.iter().all(is_word)
}

/// Adds every string literal of the Rust files under `folder` that is not the
/// value of an attribute for style or identity.
fn literals(folder: &Path, found: &mut BTreeSet<String>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            literals(&entry, found);
        } else if entry.extension().is_some_and(|ext| ext == "rs") {
            let text = fs::read_to_string(&entry).unwrap();
            let program = text.split("#[cfg(test)]").next().unwrap_or_default();
            for line in program
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
            {
                of_line(line, found);
            }
        }
    }
}

fn of_line(line: &str, found: &mut BTreeSet<String>) {
    let mut parts = line.split('"');
    let mut before = parts.next().unwrap_or_default();
    while let (Some(literal), Some(after)) = (parts.next(), parts.next()) {
        let attribute = [
            "class=",
            "id=",
            "id: ",
            "classes!(",
            "name=",
            "key=",
            "type=",
            "role=",
            "href=",
            "Prompt::new(",
        ];
        if !attribute.iter().any(|name| before.ends_with(name)) {
            found.insert(literal.to_owned());
        }
        before = after;
    }
}

#[test]
fn the_accessibility_statement_in_the_docs_says_what_the_app_says() {
    let statement = fs::read_to_string(root().join("docs/accessibility.md")).unwrap();
    for lang in [Lang::ZhCn, Lang::En] {
        let shown = linli_l10n::Messages::new(lang);
        let keys = messages(lang.tag()).into_keys();
        for key in keys.filter(|key| key.starts_with("access-")) {
            let day = Arg::from("DAY");
            let text = shown.text(&key, &[("day", day)]);
            let mut parts = text.split("DAY");
            assert!(parts.all(|part| statement.contains(part)), "{key}: {text}");
        }
    }
}

//! What cargo's test programs printed, added up.

use std::{fmt, mem};

/// How many tests passed, and the names of those that did not.
#[derive(Debug, Default)]
pub(super) struct Report {
    passed: usize,
    ignored: usize,
    /// Failed tests of the program that runs; cargo tells only at its end whose they are.
    open: Vec<String>,
    failed: Vec<String>,
}

impl Report {
    /// Takes one line of what cargo and its test programs print.
    pub(super) fn read(&mut self, line: &str) {
        let line = line.trim();
        if let Some(counts) = line.strip_prefix("test result: ") {
            self.passed += count(counts, "passed");
            self.ignored += count(counts, "ignored");
        } else if let Some(name) = failed_test(line) {
            self.open.push(name.to_owned());
        } else if let Some(program) = failed_program(line) {
            if self.open.is_empty() {
                self.open.push("(the program ended early)".to_owned());
            }
            let names = mem::take(&mut self.open);
            let named = names.iter().map(|name| format!("{program}  {name}"));
            self.failed.extend(named);
        }
    }

    /// Whether there were tests and none failed.
    pub(super) fn is_good(&self) -> bool {
        self.failed.is_empty() && self.open.is_empty() && self.passed > 0
    }
}

/// From `test a::b ... FAILED`, as both tests and examples in documentation are told.
fn failed_test(line: &str) -> Option<&str> {
    let (name, result) = line.strip_prefix("test ")?.rsplit_once(" ... ")?;
    result.starts_with("FAILED").then_some(name)
}

/// From ``error: test failed, to rerun pass `-p linli-domain --test it` ``.
fn failed_program(line: &str) -> Option<&str> {
    let (error, rest) = line.split_once(", to rerun pass `")?;
    error
        .ends_with("test failed")
        .then(|| rest.trim_end_matches('`'))
}

/// The number before `word` in `ok. 12 passed; 0 failed; 1 ignored; …`.
fn count(counts: &str, word: &str) -> usize {
    let words: Vec<_> = counts.split([' ', ';']).collect();
    let found = words.iter().position(|other| *other == word);
    found
        .and_then(|at| words.get(at.checked_sub(1)?)?.parse().ok())
        .unwrap_or_default()
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failed: Vec<_> = self.failed.iter().chain(&self.open).collect();
        for name in &failed {
            writeln!(f, "FAILED  {name}")?;
        }
        let (passed, ignored) = (self.passed, self.ignored);
        write!(
            f,
            "{passed} tests passed, {} failed, {ignored} ignored",
            failed.len()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_is_named_and_what_passed_counted() {
        let mut report = Report::default();
        let printed = "
test care::a_day ... ok
test care::a_night ... FAILED
test result: FAILED. 1 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.01s

error: test failed, to rerun pass `-p linli-domain --test it`
error: test failed, to rerun pass `-p linli-server --test kill`
Caused by:
  process didn't exit successfully: `/x/deps/kill-12` (signal: 9, SIGKILL: kill)
test crates/l10n/src/lib.rs - (line 9) ... ok
test crates/l10n/src/lib.rs - (line 19) ... FAILED
test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
error: doctest failed, to rerun pass `-p linli-l10n --doc`
";
        for line in printed.lines() {
            report.read(line);
        }
        assert!(!report.is_good());
        assert_eq!(
            report.to_string(),
            "FAILED  -p linli-domain --test it  care::a_night\n\
             FAILED  -p linli-server --test kill  (the program ended early)\n\
             FAILED  -p linli-l10n --doc  crates/l10n/src/lib.rs - (line 19)\n\
             2 tests passed, 3 failed, 2 ignored"
        );
    }

    #[test]
    fn no_tests_are_not_good() {
        assert!(!Report::default().is_good());
    }
}

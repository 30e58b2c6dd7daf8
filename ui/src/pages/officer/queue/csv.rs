//! The queue as a file for a spreadsheet: comma-separated values (RFC 4180), with the mark by
//! which such programs know UTF-8.

use crate::{
    hooks::{Act, Here, Words, save_file, use_act, use_here, use_words},
    pages::{officer::due::Task, shared::failure_notice},
    parts::{Button, Live},
    saying::{Audience, application_words, tracking_words},
};
use linli_api::{
    ListQueue,
    view::{Delivered, QueueLine},
};
use linli_domain::time::{Date, write_day};
use yew::prelude::*;

/// As many as the engine gives at a time.
const STEP: u32 = 2_000;

const HEADS: [&str; 8] = [
    "queue-number",
    "queue-applicant",
    "queue-service",
    "queue-state",
    "csv-received",
    "csv-due",
    "csv-next",
    "csv-holder",
];

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct SaveQueueProps {
    /// What is shown now.
    pub(super) ask: ListQueue,
}

/// Saves all that is asked for, on whichever page it stands.
#[component]
pub(super) fn SaveQueue(props: &SaveQueueProps) -> Html {
    let words = use_words();
    let act = use_act();
    let said = use_state_eq(AttrValue::default);
    let Some(here) = use_here() else {
        return html! {};
    };
    let on_press = {
        let (act, said, words) = (act.clone(), said.clone(), words.clone());
        let ask = ListQueue {
            after: None,
            limit: STEP,
            ..props.ask.clone()
        };
        Callback::from(move |()| {
            let (said, words, here) = (said.clone(), words.clone(), here.clone());
            let then: AfterLast = Box::new(move |lines| said.set(save(&words, &here, &lines)));
            gather(&act, ask.clone(), Vec::new(), then);
        })
    };
    html! {
        <div class="stack tight">
            { for failure_notice(&words, &act) }
            <Button label={words.text("queue-csv")} waiting={act.waiting()} {on_press} />
            <Live words={(*said).clone()} />
            <p class="hint">{ &*said }</p>
        </div>
    }
}

/// Asks page by page, and goes on with all of them.
fn gather(act: &Act, ask: ListQueue, mut lines: Vec<QueueLine>, then: AfterLast) {
    let next_act = act.clone();
    act.run(ask.clone(), move |page| {
        lines.extend(page.rows);
        match page.next {
            Some(next) => {
                let after = Some(next);
                gather(&next_act, ListQueue { after, ..ask }, lines, then);
            }
            None => then(lines),
        }
    });
}

/// What follows the last page.
type AfterLast = Box<dyn FnOnce(Vec<QueueLine>)>;

/// Says what became of it.
fn save(words: &Words, here: &Here, lines: &[QueueLine]) -> AttrValue {
    let title = words.text("officer-title");
    let file = format!("{title}-{}.csv", write_day(here.today()));
    match save_file(&file, "text/csv;charset=utf-8", &table(words, here, lines)) {
        Some(()) => {
            let args = [
                ("count", lines.len().into()),
                ("file", file.as_str().into()),
            ];
            words.with("queue-csv-done", &args)
        }
        None => words.text("queue-csv-failed"),
    }
}

fn table(words: &Words, here: &Here, lines: &[QueueLine]) -> String {
    let heads = HEADS.map(|head| words.text(head));
    let rows = lines.iter().map(|line| cells(words, here, line));
    written([heads].into_iter().chain(rows))
}

fn cells(words: &Words, here: &Here, line: &QueueLine) -> [AttrValue; 8] {
    let day = |day: Date| AttrValue::from(write_day(day));
    let task = Task::of_line(line);
    let (status, _) = application_words(line.status, Delivered::AtCentre, Audience::Office);
    let holder = line.holder.map(|holder| {
        let is_me = here.is_me(holder);
        words.text(if is_me { "csv-me" } else { "csv-other" })
    });
    [
        tracking_words(&line.tracking),
        line.applicant.clone().into(),
        here.local(&line.name),
        words.text(status),
        day(here.local_time(line.received_at).0),
        task.and_then(Task::day).map(day).unwrap_or_default(),
        Task::words(task, words, here),
        holder.unwrap_or_default(),
    ]
}

/// The rows as the text of a file.
fn written(rows: impl Iterator<Item = [AttrValue; 8]>) -> String {
    let mut text = String::from("\u{feff}");
    for row in rows {
        text.push_str(&row.map(|cell| quoted(&cell)).join(","));
        text.push_str("\r\n");
    }
    text
}

/// A cell in quotes. What a resident wrote is never taken for a formula: a spreadsheet shows
/// it behind an apostrophe.
fn quoted(cell: &str) -> String {
    let is_formula = cell.trim_start().starts_with([
        '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ]);
    let mark = if is_formula || cell.starts_with(['\t', '\r', '\n']) {
        "'"
    } else {
        ""
    };
    format!("\"{mark}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_stays_one_cell_and_becomes_no_formula() {
        for (cell, expected) in [
            ("王秀英", "\"王秀英\""),
            ("a \"b\", c", "\"a \"\"b\"\", c\""),
            ("two\r\nlines", "\"two\r\nlines\""),
            ("=1+1", "\"'=1+1\""),
            ("+86 138", "\"'+86 138\""),
            ("-1", "\"'-1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            (" =1", "\"' =1\""),
            ("\t=1", "\"'\t=1\""),
            ("\u{ff1d}1", "\"'\u{ff1d}1\""),
            ("2026-11-24", "\"2026-11-24\""),
            ("", "\"\""),
        ] {
            assert_eq!(quoted(cell), expected, "{cell}");
        }
    }

    #[test]
    fn the_file_begins_with_the_mark_of_utf8_and_has_a_line_for_each_row() {
        let row = || ["1", "王", "", "", "", "", "", ""].map(AttrValue::from);
        let text = written([row(), row()].into_iter());
        let rest = text.strip_prefix('\u{feff}').unwrap();
        assert_eq!(rest.matches("\r\n").count(), 2);
        assert!(rest.starts_with("\"1\",\"王\",\"\","));
    }
}

//! A signature as strokes on a pad: how the answer holds it, and how it is shown again.

use crate::hooks::use_words;
use linli_domain::answer::MAX_STROKES_BYTES;
use yew::prelude::*;

/// The pad's side in its own units, as in the answer.
pub(super) const SQUARE: f64 = 1000.0;
/// A point nearer than so many units to the last says nothing new.
const STEP: i32 = 8;

/// A point on the pad.
pub(super) type Point = (i32, i32);

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct StrokesProps {
    /// What was drawn, as the answer holds it.
    pub(crate) drawn: AttrValue,
}

/// A signature as it was drawn, to look at.
#[component]
pub(crate) fn Strokes(props: &StrokesProps) -> Html {
    let words = use_words();
    // The pad is wider than it is high; its units are not.
    let strokes: Vec<Vec<Point>> = read(&props.drawn)
        .into_iter()
        .map(|stroke| stroke.into_iter().map(|(x, y)| (x * 3 / 2, y)).collect())
        .collect();
    html! {
        <svg class="pad shown" viewBox={frame(&strokes)} role="img"
            aria-label={words.text("answer-signed")}>
            { for strokes.iter().map(|stroke| html! { <polyline points={line(stroke)} /> }) }
        </svg>
    }
}

/// The part of the pad that was drawn on, with a little room around it.
fn frame(strokes: &[Vec<Point>]) -> String {
    const ROOM: i32 = 40;
    let bounds = |along: fn(&Point) -> i32| {
        let all = || strokes.iter().flatten().map(along);
        let (from, to) = (all().min().unwrap_or(0), all().max().unwrap_or(0));
        (from - ROOM, to - from + 2 * ROOM)
    };
    let ((left, width), (top, height)) = (bounds(|point| point.0), bounds(|point| point.1));
    format!("{left} {top} {width} {height}")
}

pub(super) const fn is_far(a: Point, b: Point) -> bool {
    a.0.abs_diff(b.0) + a.1.abs_diff(b.1) >= STEP.unsigned_abs()
}

pub(super) fn line(stroke: &[Point]) -> String {
    let points: Vec<_> = stroke.iter().map(|(x, y)| format!("{x},{y}")).collect();
    points.join(" ")
}

/// As the answer holds it. What would be too long loses every second point until it fits.
pub(super) fn write(strokes: &[Vec<Point>]) -> String {
    let mut strokes = strokes.to_vec();
    loop {
        let lines: Vec<_> = strokes.iter().map(|stroke| line(stroke)).collect();
        let text = lines.join(";");
        if text.len() <= MAX_STROKES_BYTES {
            return text;
        }
        // Too many dots: the last ones go.
        if strokes.iter().all(|stroke| stroke.len() < 3) {
            strokes.truncate(strokes.len() / 2);
        }
        for stroke in &mut strokes {
            *stroke = thinned(stroke);
        }
    }
}

/// Every second point, and the last.
fn thinned(stroke: &[Point]) -> Vec<Point> {
    let mut kept: Vec<_> = stroke.iter().copied().step_by(2).collect();
    if let Some(last) = stroke.last().filter(|last| kept.last() != Some(last)) {
        kept.push(*last);
    }
    kept
}

pub(super) fn read(drawn: &str) -> Vec<Vec<Point>> {
    let point = |text: &str| {
        let (x, y) = text.split_once(',')?;
        Some((x.parse().ok()?, y.parse().ok()?))
    };
    drawn
        .split(';')
        .map(|stroke| stroke.split(' ').filter_map(point).collect())
        .filter(|stroke: &Vec<Point>| !stroke.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_domain::{
        answer::{FieldId, Question, QuestionKind, SignedName, Value, check},
        text::LocalText,
    };

    fn question() -> Question {
        let id = FieldId("signature".into());
        Question::new(id, LocalText::default(), QuestionKind::Signature)
    }

    #[test]
    fn what_is_drawn_reads_back() {
        let strokes = vec![vec![(0, 0), (500, 1000)], vec![(7, 9)]];
        assert_eq!(write(&strokes), "0,0 500,1000;7,9");
        assert_eq!(read(&write(&strokes)), strokes);
        assert_eq!(frame(&strokes), "-40 -40 580 1080");
        assert_eq!(frame(&[]), "-40 -40 80 80");
    }

    #[test]
    fn however_long_somebody_draws_it_is_an_answer() {
        let scribble: Vec<Point> = (0..9_000).map(|n| (n % 1001, (n * 7) % 1001)).collect();
        let dots: Vec<Vec<Point>> = scribble.iter().map(|dot| vec![*dot]).collect();
        for strokes in [vec![scribble.clone(); 3], dots] {
            let value = Value::Signature(SignedName::Drawn(write(&strokes)));
            assert_eq!(check(&question(), Some(&value)), Ok(()));
        }
        let thin = thinned(&scribble);
        assert_eq!(
            (thin.first(), thin.last()),
            (scribble.first(), scribble.last())
        );
    }
}

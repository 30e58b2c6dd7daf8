//! A name put under what was written: typed, or drawn with a finger for those who wish.
//!
//! Nobody must draw: the field for typing comes first and is enough.

use super::{FieldProps, Typed};
use crate::{
    hooks::use_words,
    parts::{Button, Question, TextField},
};
use linli_domain::answer::{MAX_STROKES_BYTES, Signature, Value};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// The pad's side in its own units, as in the answer.
const SQUARE: f64 = 1000.0;
/// A point nearer than so many units to the last says nothing new.
const STEP: i32 = 8;

/// A point on the pad.
type Point = (i32, i32);

/// The field.
#[component]
pub(super) fn SignatureField(props: &FieldProps) -> Html {
    let words = use_words();
    let name = use_state_eq(|| match &props.value {
        Some(Value::Signature(Signature::Typed(name))) => name.clone(),
        _ => String::new(),
    });
    let strokes = use_state_eq(|| match &props.value {
        Some(Value::Signature(Signature::Drawn(drawn))) => read(drawn),
        _ => Vec::new(),
    });
    let is_down = use_mut_ref(|| false);
    let on_input = {
        let (name, strokes, on_typed) = (name.clone(), strokes.clone(), props.on_typed.clone());
        Callback::from(move |typed: String| {
            strokes.set(Vec::new());
            on_typed.emit(if typed.trim().is_empty() {
                Typed::Nothing
            } else {
                Typed::Value(Value::Signature(Signature::Typed(typed.clone())))
            });
            name.set(typed);
        })
    };
    let down = {
        let (strokes, is_down) = (strokes.clone(), is_down.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(point) = point(&event) else { return };
            event.prevent_default();
            *is_down.borrow_mut() = true;
            let mut now = (*strokes).clone();
            now.push(vec![point]);
            strokes.set(now);
        })
    };
    let moved = {
        let (strokes, is_down) = (strokes.clone(), is_down.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(point) = point(&event).filter(|_| *is_down.borrow()) else {
                return;
            };
            let mut now = (*strokes).clone();
            if let Some(stroke) = now.last_mut()
                && stroke.last().is_none_or(|last| is_far(*last, point))
            {
                stroke.push(point);
                strokes.set(now);
            }
        })
    };
    let up = {
        let (strokes, name, on_typed) = (strokes.clone(), name.clone(), props.on_typed.clone());
        Callback::from(move |_: PointerEvent| {
            if std::mem::take(&mut *is_down.borrow_mut()) {
                name.set(String::new());
                on_typed.emit(Typed::Value(Value::Signature(Signature::Drawn(write(
                    &strokes,
                )))));
            }
        })
    };
    let again = {
        let (strokes, on_typed) = (strokes.clone(), props.on_typed.clone());
        Callback::from(move |()| {
            strokes.set(Vec::new());
            on_typed.emit(Typed::Nothing);
        })
    };
    let again = (!strokes.is_empty())
        .then(|| html! { <Button label={words.text("signature-again")} on_press={again} /> });
    let id = |part: &str| AttrValue::from(format!("{}-{part}", props.id));
    let state = words.text(if strokes.is_empty() {
        "signature-pad"
    } else {
        "answer-signed"
    });
    html! {
        <Question group=true title={props.title} id={&props.id} label={&props.label} hint={props.hint.clone()} error={props.error.clone()}>
            <TextField id={id("name")} label={words.text("signature-name")} value={(*name).clone()} {on_input} />
            <p class="hint">{ words.text("signature-or") }</p>
            <svg class="pad" viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label={state}
                onpointerdown={down} onpointermove={moved} onpointerup={up.clone()} onpointerleave={up.clone()} onpointercancel={up}>
                { for strokes.iter().map(|stroke| html! { <polyline points={line(stroke)} /> }) }
            </svg>
            <>{ for again }</>
        </Question>
    }
}

/// Properties of [`Strokes`].
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
        <svg class="pad shown" viewBox={frame(&strokes)} role="img" aria-label={words.text("answer-signed")}>
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

/// Where on the pad the finger is.
fn point(event: &PointerEvent) -> Option<Point> {
    let pad: Element = event.current_target()?.unchecked_into();
    let place = pad.get_bounding_client_rect();
    let along = |at: i32, from: f64, length: f64| {
        let share = (f64::from(at) - from) / length.max(1.0);
        whole(share.clamp(0.0, 1.0) * SQUARE)
    };
    Some((
        along(event.client_x(), place.left(), place.width()),
        along(event.client_y(), place.top(), place.height()),
    ))
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "between 0 and 1000 by the clamp before"
)]
fn whole(measure: f64) -> i32 {
    measure.round() as i32
}

const fn is_far(a: Point, b: Point) -> bool {
    a.0.abs_diff(b.0) + a.1.abs_diff(b.1) >= STEP.unsigned_abs()
}

fn line(stroke: &[Point]) -> String {
    let points: Vec<_> = stroke.iter().map(|(x, y)| format!("{x},{y}")).collect();
    points.join(" ")
}

/// As the answer holds it. What would be too long loses every second point until it fits.
fn write(strokes: &[Vec<Point>]) -> String {
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

fn read(drawn: &str) -> Vec<Vec<Point>> {
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
        answer::{FieldId, Question, QuestionKind, check},
        grade::Grade,
        text::LocalText,
    };

    fn question() -> Question {
        Question {
            id: FieldId("signature".into()),
            ask: LocalText::default(),
            help: None,
            kind: QuestionKind::Signature,
            grade: Grade::SENSITIVE,
            optional: false,
            may_not_know: false,
            own: false,
            on_request: false,
            show_if: None,
            profile: None,
            section: None,
            in_offer: false,
        }
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
            let value = Value::Signature(Signature::Drawn(write(&strokes)));
            assert_eq!(check(&question(), Some(&value)), Ok(()));
        }
        let thin = thinned(&scribble);
        assert_eq!(
            (thin.first(), thin.last()),
            (scribble.first(), scribble.last())
        );
    }
}

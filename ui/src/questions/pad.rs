//! A box to sign in with a finger, a pen or a mouse.

use super::strokes::{Point, SQUARE, is_far, line, write};
use crate::hooks::use_words;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct PadProps {
    /// Its id, by which it takes the focus.
    pub(super) id: &'static str,
    /// What was drawn so far.
    pub(super) strokes: UseStateHandle<Vec<Vec<Point>>>,
    /// Called with everything that was drawn, each time the finger is lifted.
    pub(super) on_drawn: Callback<String>,
}

/// The box to draw in.
#[component]
pub(super) fn Pad(props: &PadProps) -> Html {
    let words = use_words();
    let strokes = &props.strokes;
    let is_down = use_mut_ref(|| false);
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
        let (strokes, on_drawn) = (strokes.clone(), props.on_drawn.clone());
        Callback::from(move |_: PointerEvent| {
            if std::mem::take(&mut *is_down.borrow_mut()) {
                on_drawn.emit(write(&strokes));
            }
        })
    };
    let state = words.text(if strokes.is_empty() {
        "signature-pad"
    } else {
        "answer-signed"
    });
    html! {
        <svg id={props.id} tabindex="-1" class="pad" viewBox="0 0 1000 1000"
            preserveAspectRatio="none" role="img" aria-label={state}
            onpointerdown={down} onpointermove={moved} onpointerup={up.clone()}
            onpointerleave={up.clone()} onpointercancel={up}>
            { for strokes.iter().map(|stroke| html! { <polyline points={line(stroke)} /> }) }
        </svg>
    }
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

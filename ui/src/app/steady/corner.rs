//! Where things lie that can be pressed: when the page changes, another may come under the
//! finger that is on its way.

use js_sys::{Float64Array, Reflect};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// How far something moves before something else lies under the finger, in CSS pixels.
const HALF_A_FINGER: f64 = 24.0;
/// Where an element keeps where it was last seen.
const CORNER: &str = "linliCorner";

/// The upper left corner of something, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Corner {
    /// On the screen; what is fixed there keeps it.
    screen: [f64; 2],
    /// On the page; what scrolls along with it keeps it.
    page: [f64; 2],
}

impl Corner {
    /// Where the element is drawn now; `None` where it is not.
    fn of(element: &Element) -> Option<Self> {
        let window = web_sys::window()?;
        let drawn = element.get_bounding_client_rect();
        let screen = [drawn.left(), drawn.top()];
        let (right, down) = (window.scroll_x().ok()?, window.scroll_y().ok()?);
        let page = [screen[0] + right, screen[1] + down];
        (drawn.width() > 0.0).then_some(Self { screen, page })
    }

    fn kept_by(element: &Element) -> Option<Self> {
        let kept = Reflect::get(element, &CORNER.into()).ok()?;
        let kept = kept.dyn_into::<Float64Array>().ok()?.to_vec();
        let [left, top, page_left, page_top] = kept.try_into().ok()?;
        Some(Self {
            screen: [left, top],
            page: [page_left, page_top],
        })
    }

    fn keep_by(self, element: &Element) {
        let kept = Float64Array::from([self.screen, self.page].concat().as_slice());
        // Fails only for objects that are closed to new properties; elements are not.
        drop(Reflect::set(element, &CORNER.into(), &kept));
    }

    /// Whether it went elsewhere from `before` otherwise than by scrolling.
    fn has_left(self, before: Self) -> bool {
        is_far(self.screen, before.screen) && is_far(self.page, before.page)
    }
}

fn is_far(here: [f64; 2], there: [f64; 2]) -> bool {
    let apart = here.iter().zip(there);
    apart
        .map(|(here, there)| (here - there).abs())
        .any(|far| far >= HALF_A_FINGER)
}

/// Whether the element has moved since this was last asked of it, otherwise than by scrolling.
pub(super) fn has_moved(element: &Element) -> bool {
    let Some(now) = Corner::of(element) else {
        return false;
    };
    let before = Corner::kept_by(element);
    now.keep_by(element);
    before.is_some_and(|before| now.has_left(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(top: f64, scrolled: f64) -> Corner {
        Corner {
            screen: [16.0, top],
            page: [16.0, top + scrolled],
        }
    }

    #[test]
    fn what_is_pushed_down_has_left_and_what_is_scrolled_has_not() {
        for (name, before, now, has_left) in [
            ("a row came above it", at(300.0, 0.0), at(476.0, 0.0), true),
            (
                "a line came above it",
                at(300.0, 0.0),
                at(323.0, 0.0),
                false,
            ),
            ("scrolled", at(300.0, 0.0), at(100.0, 200.0), false),
            (
                "fixed, while the page scrolled",
                at(700.0, 0.0),
                at(700.0, 900.0),
                false,
            ),
            (
                "scrolled and pushed",
                at(300.0, 0.0),
                at(200.0, 200.0),
                true,
            ),
        ] {
            assert_eq!(now.has_left(before), has_left, "{name}");
        }
    }
}

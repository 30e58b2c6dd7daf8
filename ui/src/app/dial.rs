//! In the desktop window a telephone number cannot be called. A press on it shows the number
//! large, to be dialled by hand; nothing else is loaded in its place.

use crate::{hooks::use_words, parts::Button};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlDialogElement, MouseEvent};
use yew::prelude::*;

/// Stands beside every page of the desktop window.
#[component]
pub(super) fn DialByHand() -> Html {
    let words = use_words();
    let dialog = use_node_ref();
    let number = use_state_eq(|| None::<String>);
    {
        let number = number.setter();
        use_effect_with((), move |()| {
            let press = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
                if let Some(called) = called(&event) {
                    event.prevent_default();
                    number.set(Some(called));
                }
            });
            let page = web_sys::window().and_then(|window| window.document());
            let call = press.as_ref().unchecked_ref();
            if let Some(page) = &page {
                // Fails only for listeners that are none.
                drop(page.add_event_listener_with_callback("click", call));
            }
            move || {
                if let Some(page) = page {
                    let call = press.as_ref().unchecked_ref();
                    drop(page.remove_event_listener_with_callback("click", call));
                }
            }
        });
    }
    {
        let dialog = dialog.clone();
        use_effect_with(number.is_some(), move |is_shown| {
            if let (true, Some(dialog)) = (*is_shown, dialog.cast::<HtmlDialogElement>()) {
                // Fails only where it is open already.
                drop(dialog.show_modal());
            }
        });
    }
    let Some(called) = (*number).clone() else {
        return html! {};
    };
    let on_press = {
        let number = number.clone();
        Callback::from(move |()| number.set(None))
    };
    let onclose = Callback::from(move |_: Event| number.set(None));
    html! {
        <dialog ref={dialog} class="stack" aria-labelledby="dial" {onclose}>
            <h2 id="dial">{ words.text("dial-title") }</h2>
            <p class="dial">{ called }</p>
            <Button label={words.text("dial-done")} {on_press} />
        </dialog>
    }
}

/// The words of the telephone number that was pressed.
fn called(event: &MouseEvent) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link = target.closest("a[href^='tel:']").ok().flatten()?;
    link.text_content()
}

//! Words that are being typed, kept as they come, so that a call at the door or an
//! empty battery costs none of them.

use super::use_bridge;
use linli_api::KeepTyped;
use linli_domain::{care::VisitId, id::DocId};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// One write at a time, and the newest words next.
#[derive(Default)]
struct Line {
    is_busy: bool,
    next: Option<String>,
}

/// Keeps the words of a message, or of the note about `visit`. Empty: there are none.
#[hook]
pub fn use_keep_typed(doc: DocId, visit: Option<VisitId>) -> Callback<String> {
    let bridge = use_bridge();
    let line: Rc<RefCell<Line>> = use_mut_ref(Line::default);
    use_callback((doc, visit, bridge), move |text, (doc, visit, bridge)| {
        let (doc, visit, bridge) = (*doc, *visit, bridge.clone());
        let is_busy = {
            let mut line = line.borrow_mut();
            line.next = Some(text);
            std::mem::replace(&mut line.is_busy, true)
        };
        if is_busy {
            return;
        }
        let line = line.clone();
        spawn_local(async move {
            loop {
                let next = line.borrow_mut().next.take();
                let Some(text) = next else { break };
                // Where it fails, sending fails too, and says so.
                let _kept = bridge.call(KeepTyped { doc, visit, text }).await;
            }
            line.borrow_mut().is_busy = false;
        });
    })
}

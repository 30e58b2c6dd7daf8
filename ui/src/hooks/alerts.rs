//! What cannot wait in the worker's area, as every page of the worker's knows it.

use linli_api::view::AlertLine;
use std::rc::Rc;
use yew::prelude::*;

/// What cannot wait, once known.
#[derive(Clone, Debug, PartialEq)]
pub struct Alerts(pub Rc<Vec<AlertLine>>);

/// What cannot wait; `None` until it is known, and for everybody but a worker.
#[hook]
pub fn use_alerts() -> Option<Rc<Vec<AlertLine>>> {
    use_context::<Option<Alerts>>()
        .flatten()
        .map(|alerts| alerts.0)
}

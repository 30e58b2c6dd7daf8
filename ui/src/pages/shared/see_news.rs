//! What a home page told, and the person has opened now.

use crate::hooks::use_act;
use linli_api::SeeNews;
use linli_domain::id::DocId;
use yew::prelude::*;

/// Notes that these were opened, so that the home page tells of them no more.
#[hook]
pub(crate) fn use_see_news(docs: Vec<DocId>) {
    // Of its own: nobody waits for it, and it holds up nothing that is pressed.
    let act = use_act();
    use_effect_with(docs, move |docs| {
        see_each(&act, docs.clone());
    });
}

/// One after the other: an act under way takes no second one.
fn see_each(act: &crate::hooks::Act, mut docs: Vec<DocId>) {
    if let Some(doc) = docs.pop() {
        let rest = act.clone();
        act.run(SeeNews { doc }, move |()| see_each(&rest, docs));
    }
}

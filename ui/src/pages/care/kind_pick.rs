//! A kind of care as a row: pressed, a request of that kind begins.

use crate::{
    address::PageAddress,
    hooks::{Act, Here},
    pages::{form::FormRoute, resident::ResidentRoute},
    parts::Pick,
    saying::kind_icon,
};
use linli_api::StartCare;
use linli_domain::{care::AlertKind, catalogue::CareKind};
use yew::prelude::*;

/// The row; stands inside `Tiles`. What the desk has to turn to has a page of its own.
pub(in crate::pages) fn kind_pick(here: &Here, act: &Act, kind: &CareKind) -> Html {
    let on_press = {
        let (act, kind, calls) = (act.clone(), kind.id.clone(), AlertKind::of(kind));
        Callback::from(move |()| {
            match calls {
                Some(AlertKind::UrgentCall) => return ResidentRoute::Urgent.go(),
                Some(_) => return ResidentRoute::CallBack.go(),
                None => {}
            }
            let (kind, again) = (kind.clone(), None);
            act.run(StartCare { kind, again }, |begun| {
                FormRoute::Tasks(begun.doc).go();
            });
        })
    };
    html! {
        <Pick key={kind.id.to_string()} icon={kind_icon(here, &kind.id)}
            title={here.local(&kind.name)} words={here.local(&kind.short)} {on_press} />
    }
}

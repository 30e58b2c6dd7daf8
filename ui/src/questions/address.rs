//! Where someone lives: building, entrance and room. The area's buildings are offered;
//! another can be written.

use super::{FieldProps, Typed};
use crate::{
    hooks::{Here, use_here, use_words},
    parts::{Choice, ChoiceItem, Question, TextField},
};
use linli_domain::{
    answer::{Address, Value},
    catalogue::Building,
};
use yew::prelude::*;

/// Stands for a building that is not in the list.
const OTHER: &str = "other";

/// A building, and two fields.
#[component]
pub(super) fn AddressField(props: &FieldProps) -> Html {
    let words = use_words();
    let here = use_here();
    let address = use_state_eq(|| match &props.value {
        Some(Value::Address(address)) => address.clone(),
        _ => Address::default(),
    });
    let known = here.as_ref().map(buildings).unwrap_or_default();
    let is_known = known.iter().any(|building| building.id == address.building);
    let writes = use_state_eq(|| !is_known && !address.building.is_empty());
    let Some(here) = here else { return html! {} };
    let emit = {
        let (address, on_typed) = (address.clone(), props.on_typed.clone());
        move |next: Address| {
            address.set(next.clone());
            on_typed.emit(if next == Address::default() {
                Typed::Nothing
            } else {
                Typed::Value(Value::Address(next))
            });
        }
    };
    let on_choose = {
        let (address, writes, emit) = (address.clone(), writes.clone(), emit.clone());
        Callback::from(move |chosen: AttrValue| {
            let is_other = chosen == OTHER;
            writes.set(is_other);
            let mut next = (*address).clone();
            next.building = if is_other {
                String::new()
            } else {
                chosen.to_string()
            };
            emit(next);
        })
    };
    let part = |set: fn(&mut Address, String)| {
        let (address, emit) = (address.clone(), emit.clone());
        Callback::from(move |typed: String| {
            let mut next = (*address).clone();
            set(&mut next, typed);
            emit(next);
        })
    };
    let items: Vec<_> = known
        .iter()
        .map(|building| ChoiceItem::new(building.id.clone(), here.local(&building.name)))
        .chain([ChoiceItem::new(OTHER, words.text("address-other"))])
        .collect();
    let chosen = if *writes {
        Some(AttrValue::from(OTHER))
    } else {
        is_known.then(|| address.building.clone().into())
    };
    let other = writes.then(|| {
        html! {
            <TextField prompt={props.part("other", words.text("address-building"))}
                value={address.building.clone()}
                on_input={part(|address, building| address.building = building)} />
        }
    });
    html! {
        <Question group=true prompt={props.prompt.clone()}>
            <Choice prompt={props.part("building", words.text("address-building"))}
                {items} {chosen} {on_choose} />
            <>{ for other }</>
            <TextField prompt={props.part("unit", words.text("address-unit"))}
                value={address.unit.clone()} on_input={part(|address, unit| address.unit = unit)} />
            <TextField prompt={props.part("room", words.text("address-room"))}
                value={address.room.clone()} on_input={part(|address, room| address.room = room)} />
        </Question>
    }
}

/// The buildings of the area.
fn buildings(here: &Here) -> Vec<Building> {
    let account = here.session.account.as_ref();
    let area = account.and_then(|account| here.catalogue.area(&account.area));
    area.map(|area| area.buildings.clone()).unwrap_or_default()
}

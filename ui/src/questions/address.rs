//! Where someone lives: building, entrance and room. The area's buildings are offered;
//! another can be written.

use super::{FieldProps, Typed};
use crate::{
    hooks::{Here, use_here, use_words},
    parts::{Choice, ChoiceItem, QuestionFrame, TextField},
};
use linli_domain::answer::{Address, Value};
use yew::prelude::*;

/// Stands for a building that is not in the list.
const OTHER: &str = "other";

/// A building, and two fields.
#[component]
pub(super) fn AddressField(props: &FieldProps) -> Html {
    let words = use_words();
    let here = use_here();
    let (address, keep) = use_address(props);
    let known = here.as_ref().map(buildings).unwrap_or_default();
    let is_known = known.iter().any(|(id, _)| *id == address.building);
    let writes = use_state_eq(|| !is_known && !address.building.is_empty());
    let on_choose = {
        let (address, writes, keep) = (address.clone(), writes.clone(), keep.clone());
        Callback::from(move |chosen: AttrValue| {
            let is_other = chosen == OTHER;
            writes.set(is_other);
            let building = if is_other { "" } else { &*chosen };
            keep.emit(Address {
                building: building.to_owned(),
                ..(*address).clone()
            });
        })
    };
    let chosen = match *writes {
        true => Some(AttrValue::from(OTHER)),
        false => is_known.then(|| address.building.clone().into()),
    };
    let known = known
        .into_iter()
        .map(|(id, name)| ChoiceItem::new(id, name));
    let other = ChoiceItem::new(OTHER, words.text("address-other"));
    let items: Vec<_> = known.chain([other]).collect();
    let part = |set| part(&address, &keep, set);
    let part_of = |part, label, line| {
        let is_own = props.prompt.fills.is_some();
        let prompt = props.part(part, words.text(label));
        prompt.fills(is_own.then_some(line))
    };
    let other = writes.then(|| {
        html! {
            <TextField prompt={part_of("other", "address-building", "address-line1")}
                value={address.building.clone()}
                on_input={part(|address, building| address.building = building)} />
        }
    });
    html! {
        <QuestionFrame group=true prompt={props.prompt.clone()}>
            <Choice prompt={props.part("building", words.text("address-building"))}
                {items} {chosen} {on_choose} />
            <>{ for other }</>
            <TextField prompt={part_of("unit", "address-unit", "address-line2")}
                value={address.unit.clone()} on_input={part(|address, unit| address.unit = unit)} />
            <TextField prompt={part_of("room", "address-room", "address-line3")}
                value={address.room.clone()} on_input={part(|address, room| address.room = room)} />
        </QuestionFrame>
    }
}

/// The address as it stands, and what keeps another and tells it to the page.
#[hook]
fn use_address(props: &FieldProps) -> (UseStateHandle<Address>, Callback<Address>) {
    let address = use_state_eq(|| match &props.value {
        Some(Value::Address(address)) => address.clone(),
        _ => Address::default(),
    });
    let keep = {
        let (address, on_typed) = (address.clone(), props.on_typed.clone());
        Callback::from(move |next: Address| {
            address.set(next.clone());
            on_typed.emit(if next == Address::default() {
                Typed::Nothing
            } else {
                Typed::Value(Value::Address(next))
            });
        })
    };
    (address, keep)
}

/// Sets one part of the address.
fn part(
    address: &UseStateHandle<Address>,
    keep: &Callback<Address>,
    set: fn(&mut Address, String),
) -> Callback<String> {
    let address = address.clone();
    keep.reform(move |typed: String| {
        let mut next = (*address).clone();
        set(&mut next, typed);
        next
    })
}

/// The buildings of the area: id and name.
fn buildings(here: &Here) -> Vec<(String, AttrValue)> {
    let account = here.session.account.as_ref();
    let area = account.and_then(|account| here.catalogue.area(&account.area));
    let buildings = area.map(|area| area.buildings.iter()).into_iter().flatten();
    buildings
        .map(|building| (building.id.clone(), here.local(&building.name)))
        .collect()
}

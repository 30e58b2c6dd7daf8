//! Residents of the area, found by name, address or telephone.

use crate::{
    address::PageAddress,
    hooks::{Here, Words, use_here, use_view, use_words},
    pages::worker::WorkerRoute,
    parts::{
        Button, Column, FieldKind, Live, Mixed, Prompt, Roster as Table, RosterRow, Tag, TextField,
        Tone, tel,
    },
    saying::{address_words, found_words, mobility_words},
};
use linli_api::{ListRoster, Topic, view};
use yew::prelude::*;

/// How many are shown at first, and more at each press.
const STEP: u32 = 50;

#[component]
pub(super) fn RosterList() -> Html {
    let words = use_words();
    let search = use_state_eq(String::new);
    let limit = use_state_eq(|| STEP);
    let roster = use_view(
        ListRoster {
            search: (*search).clone(),
            after: None,
            limit: *limit,
        },
        vec![Topic::Roster],
    );
    let Some(here) = use_here() else {
        return html! {};
    };
    let on_input = {
        let (search, limit) = (search.clone(), limit.clone());
        Callback::from(move |typed| {
            search.set(typed);
            limit.set(STEP);
        })
    };
    let page = roster.here();
    let found = page.map(|page| found_words(&words, &here, "roster-found", page.total));
    let columns = [
        "roster-name",
        "roster-address",
        "roster-phone",
        "roster-needs",
        "roster-open",
    ];
    let columns: Vec<_> = columns
        .into_iter()
        .map(|key| Column(words.text(key)))
        .collect();
    let rows: Vec<_> = page
        .map(|page| {
            page.rows
                .iter()
                .map(|resident| row(&words, &here, resident))
                .collect()
        })
        .unwrap_or_default();
    let more = page.is_some_and(|page| page.next.is_some()).then(|| {
        let on_press = Callback::from(move |()| limit.set(limit.saturating_add(STEP)));
        html! { <Button label={words.text("common-more")} {on_press} /> }
    });
    let title = words.text("roster-title");
    html! {
        <>
            <TextField prompt={Prompt::new("search", words.text("roster-search"))}
                kind={FieldKind::Search} value={(*search).clone()} {on_input} />
            <>{ for found.clone().map(|words| html! { <Live {words} /> }) }</>
            <p>{ found }</p>
            <Table caption={title} {columns} {rows} />
            <>{ for more }</>
        </>
    }
}

fn row(words: &Words, here: &Here, resident: &view::Resident) -> RosterRow {
    let age = resident
        .age
        .map(|age| words.with("roster-age", &[("age", i64::from(age).into())]));
    let alone = resident
        .lives_alone
        .then(|| html! { <Tag label={words.text("roster-lives-alone")} /> });
    let mobility =
        mobility_words(&resident.mobility).map(|key| html! { <Tag label={words.text(key)} /> });
    let device = resident.new_device.map(|at| {
        let day = words.near_day_inside(here.local_time(at).0, here.today());
        let label = words.with("roster-new-device", &[("day", day.as_str().into())]);
        html! { <Tag tone={Tone::Careful} {label} /> }
    });
    let open = resident
        .open
        .iter()
        .map(|kind| html! { <Tag label={here.kind_name(kind)} /> });
    let phone = (!resident.phone.is_empty())
        .then(|| html! { <a href={tel(&resident.phone)}>{ &resident.phone }</a> });
    let address = address_words(words, here, &resident.building, &resident.door);
    RosterRow {
        key: resident.person.to_string().into(),
        cells: vec![
            html! {
                <>
                    <a href={WorkerRoute::Resident(resident.person).href()}>
                        <b><Mixed words={resident.name.clone()} /></b>
                    </a>{ " " }<span class="small">{ age }</span>
                </>
            },
            html! { <Mixed words={address} /> },
            html! { { for phone } },
            html! { <span class="tags">{ for alone }{ for mobility }{ for device }</span> },
            html! { <span class="tags">{ for open }</span> },
        ],
    }
}

//! What there is, and what this resident can have: looked for, and in groups.

use super::page::{Page, not_here};
use crate::{
    hooks::{Here, Words, use_here, use_view, use_words},
    parts::{FieldKind, Icon, LinkButton, Notice, TextField, Tile, Tiles},
    route::Route,
};
use linli_api::{
    Bundles, Services as Ask, Topic,
    view::{Entitled, ServiceLine},
};
use yew::prelude::*;

/// The page.
#[component]
pub fn Services() -> Html {
    let words = use_words();
    let search = use_state_eq(String::new);
    let services = use_view(
        Ask {
            search: (*search).clone(),
        },
        vec![Topic::Catalogue, Topic::Profile],
    );
    let title = words.text("services-title");
    let (Some(here), Some(found)) = (use_here(), services.here()) else {
        return not_here(
            &services,
            title,
            Route::Home,
            words.text("common-one-moment"),
        );
    };
    let on_input = {
        let search = search.clone();
        Callback::from(move |typed| search.set(typed))
    };
    let open = i64::try_from(found.open_questions.len()).unwrap_or(i64::MAX);
    let questions = (open > 0).then(|| {
        html! {
            <Notice title={words.with("services-open", &[("count", open.into())])}>
                <p>{ words.text("services-private") }</p>
                <LinkButton label={words.text("services-answer")} href={Route::About(None).href()} />
            </Notice>
        }
    });
    // Who looks for one thing by name is not shown others.
    let together = search.trim().is_empty().then(|| html! { <Together /> });
    let none = found
        .lines
        .is_empty()
        .then(|| html! { <p>{ words.text("services-none") }</p> });
    let mut groups = GROUPS.iter().map(|(heading, is_in)| {
        let lines: Vec<_> = found
            .lines
            .iter()
            .filter(|line| is_in(line.entitled))
            .map(|line| tile(&words, &here, line))
            .collect();
        (!lines.is_empty())
            .then(|| html! { <><h2>{ words.text(heading) }</h2><Tiles>{ lines }</Tiles></> })
    });
    html! {
        <Page {title} back={Route::Home}>
            { for questions }
            <TextField id="search" kind={FieldKind::Search} label={words.text("services-search")} value={(*search).clone()} {on_input} />
            <div class="stack" role="status">{ for none }</div>
            <>
                { for groups.next().flatten() }
                { for together }
                { for groups.flatten() }
            </>
        </Page>
    }
}

/// Several services for one thing in life.
#[component]
fn Together() -> Html {
    let words = use_words();
    let bundles = use_view(Bundles {}, vec![Topic::Catalogue]);
    let (Some(here), Some(bundles)) = (use_here(), bundles.here()) else {
        return html! {};
    };
    let tiles = bundles.iter().map(|bundle| {
        let href = Route::Bundle(bundle.id.clone()).href();
        html! { <Tile key={bundle.id.to_string()} icon={Icon::People} title={here.local(&bundle.name)} words={here.local(&bundle.easy)} {href} /> }
    });
    html! { <><h2>{ words.text("services-together") }</h2><Tiles>{ for tiles }</Tiles></> }
}

type IsIn = fn(Entitled) -> bool;

const GROUPS: &[(&str, IsIn)] = &[
    ("services-yes", |is| is == Entitled::Yes),
    ("services-unknown", |is| is == Entitled::Unknown),
    ("services-not-yet", |is| {
        matches!(is, Entitled::NotYet { .. })
    }),
    ("services-no", |is| is == Entitled::No),
];

fn tile(words: &Words, here: &Here, line: &ServiceLine) -> Html {
    let icon = match line.entitled {
        Entitled::Yes => Icon::Check,
        Entitled::Unknown => Icon::Message,
        Entitled::NotYet { .. } => Icon::Calendar,
        Entitled::No => Icon::List,
    };
    let more = match line.entitled {
        Entitled::NotYet { from } => {
            let day = words.day_and_year(from);
            words.with("services-from", &[("day", day.as_str().into())])
        }
        _ => here.local(&line.easy),
    };
    html! {
        <Tile key={line.service.to_string()} {icon} title={here.local(&line.name)} words={more} href={Route::Service(line.service.clone()).href()} />
    }
}

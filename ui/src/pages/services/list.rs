//! What there is, and what this resident can have: looked for, and in groups.

use super::{elsewhere::elsewhere, prepare::Prepare, standing::standing_words};
use crate::{
    address::{HOME, PageAddress},
    hooks::{Act, Here, Words, use_act, use_here, use_view, use_words},
    pages::{
        services::ServicesRoute,
        shared::{Page, not_here},
    },
    parts::{Card, FieldKind, Icon, LinkButton, Live, Notice, Prompt, TextField, Tile, Tiles},
    saying::{FormReaders, service_icon, with_readers},
};
use linli_api::{
    ListBundles, ListServices, Topic,
    view::{Entitled, ServiceLine, Services},
};
use linli_domain::{catalogue::Bundle, sought::Sought};
use yew::prelude::*;

/// The heading over services that are had together, for one thing in life.
const TOGETHER: &str = "services-together";

/// The heading over what was looked for and is no service.
const ELSEWHERE: &str = "services-elsewhere";

/// What was begun, sent or answered stands in a group of its own: of it nobody asks whether
/// one can have it.
const ASKED_FOR: &str = "services-asked-for";

type IsIn = fn(Entitled) -> bool;

const GROUPS: &[(&str, IsIn)] = &[
    ("services-yes", |is| is == Entitled::Yes),
    ("services-may-ask", |is| is == Entitled::MayAsk),
    ("services-unknown", |is| is == Entitled::Unknown),
    ("services-not-yet", |is| {
        matches!(is, Entitled::NotYet { .. })
    }),
    ("services-no", |is| is == Entitled::No),
    ("services-on-occasion", |is| is == Entitled::OnOccasion),
];

#[component]
pub(crate) fn ServicesScreen() -> Html {
    let words = use_words();
    let act = use_act();
    let search = use_state_eq(String::new);
    let services = use_view(
        ListServices {
            search: (*search).clone(),
        },
        vec![
            Topic::Catalogue,
            Topic::Profile,
            Topic::Matters,
            Topic::Delivery,
        ],
    );
    let bundles = use_view(ListBundles {}, vec![Topic::Catalogue]);
    let title = words.text("services-title");
    let (Some(here), Some(services_found)) = (use_here(), services.here()) else {
        return not_here(&words, &services, title, HOME);
    };
    let on_input = {
        let search = search.clone();
        Callback::from(move |typed| search.set(typed))
    };
    let bundles = bundles.here().map_or(&[][..], |all| all);
    let (found, is_near) = find(&words, &here, &act, services_found, bundles, &search);
    let Found {
        lines,
        together,
        elsewhere,
    } = found;
    let asked_for = lines.iter().filter(|line| line.matter.is_some());
    let asked_for = asked_for.map(|line| tile(&words, &here, line)).collect();
    let count = lines.len() + together.len() + elsewhere.len();
    let above = match count {
        0 => Some("services-none"),
        _ => is_near.then_some("services-near"),
    };
    let above = above.map(|key| html! { <p>{ words.text(key) }</p> });
    let count = words.with("services-found", &[("count", count.into())]);
    let mut groups = GROUPS
        .iter()
        .map(|group| self::group(&words, &here, lines, group));
    html! {
        <Page {title} back={HOME} failure={act.failure()}>
            { for open_questions(&words, services_found.open_questions.len()) }
            <TextField prompt={Prompt::new("search", words.text("services-search"))}
                kind={FieldKind::Search} value={(*search).clone()} {on_input} />
            <Live words={count} />
            <>
                { for above }
                { for heading_over(&words, ELSEWHERE, elsewhere) }
                { for heading_over(&words, ASKED_FOR, asked_for) }
                { for groups.next().flatten() }
                { for heading_over(&words, TOGETHER, together) }
                { for groups.flatten() }
            </>
        </Page>
    }
}

/// What was found: services, and rows of what else there is.
struct Found<'a> {
    lines: &'a [ServiceLine],
    together: Vec<Html>,
    elsewhere: Vec<Html>,
}

/// What has the words that are looked for. What has nearly the words only where nothing has
/// them, which is then told.
fn find<'a>(
    words: &Words,
    here: &Here,
    act: &Act,
    services: &'a Services,
    bundles: &[Bundle],
    search: &str,
) -> (Found<'a>, bool) {
    let rows = |sought: &Sought| {
        let together = bundles.iter().filter(|bundle| bundle.is_found_by(sought));
        let together: Vec<_> = together.map(|bundle| bundle_tile(here, bundle)).collect();
        (together, elsewhere(words, here, act, sought))
    };
    let sought = Sought::new(search);
    let (mut together, mut elsewhere) = rows(&sought);
    let is_near = services.is_near && together.is_empty() && elsewhere.is_empty();
    if is_near {
        (together, elsewhere) = rows(&sought.forgiving());
    }
    let lines = if services.is_near && !is_near {
        &[][..]
    } else {
        &services.lines
    };
    let found = Found {
        lines,
        together,
        elsewhere,
    };
    (found, is_near)
}

/// How much more would be known, were these answered.
fn open_questions(words: &Words, count: usize) -> Option<Html> {
    let (label, private) = (
        words.text("services-answer"),
        with_readers(words, "services-private", FormReaders::Profile),
    );
    (count > 0).then(|| {
        html! {
            <Notice title={words.with("services-open", &[("count", count.into())])}>
                <p>{ private }</p>
                <LinkButton {label} href={ServicesRoute::About.href()} />
            </Notice>
        }
    })
}

/// Rows under a heading, if there are any.
fn heading_over(words: &Words, heading: &str, tiles: Vec<Html>) -> Option<Html> {
    (!tiles.is_empty())
        .then(|| html! { <><h2>{ words.text(heading) }</h2><Tiles>{ tiles }</Tiles></> })
}

/// The services of a group: first what can be prepared at one press.
fn group(
    words: &Words,
    here: &Here,
    lines: &[ServiceLine],
    (heading, is_in): &(&str, IsIn),
) -> Option<Html> {
    let lines = lines.iter().filter(|line| is_in(line.entitled));
    let lines = lines.filter(|line| line.matter.is_none());
    let (ready, others): (Vec<_>, Vec<_>) = lines.partition(|line| line.can_prepare);
    if ready.is_empty() && others.is_empty() {
        return None;
    }
    let ready = ready.into_iter().map(|line| card(words, here, line));
    let tiles = others.into_iter().map(|line| tile(words, here, line));
    let tiles: Vec<_> = tiles.collect();
    let tiles = (!tiles.is_empty()).then(|| html! { <Tiles>{ tiles }</Tiles> });
    Some(html! { <><h2>{ words.text(heading) }</h2><>{ for ready }</><>{ for tiles }</></> })
}

fn bundle_tile(here: &Here, bundle: &Bundle) -> Html {
    let href = ServicesRoute::Bundle(bundle.id.clone()).href();
    html! {
        <Tile key={bundle.id.to_string()} wide=true icon={Icon::People}
            title={here.local(&bundle.name)} words={here.local(&bundle.easy)} {href} />
    }
}

/// What can be granted without applying: prepared at one press.
fn card(words: &Words, here: &Here, line: &ServiceLine) -> Html {
    let name = here.local(&line.name);
    let icon = service_icon(here, &line.service);
    html! {
        <Card key={line.service.to_string()} title={name.clone()} {icon}>
            <p>{ here.local(&line.easy) }</p>
            <p>{ words.text("service-prepare-words") }</p>
            <Prepare service={line.service.clone()} about={name.clone()} />
            <LinkButton label={words.text("remind-see")} about={name}
                href={ServicesRoute::Service(line.service.clone()).href()} />
        </Card>
    }
}

fn tile(words: &Words, here: &Here, line: &ServiceLine) -> Html {
    let icon = service_icon(here, &line.service);
    let more = match &line.matter {
        Some(matter) => standing_words(words, here, matter),
        None => entitled_words(words, here, line),
    };
    html! {
        <Tile key={line.service.to_string()} wide=true {icon} title={here.local(&line.name)}
            words={more} href={ServicesRoute::Service(line.service.clone()).href()} />
    }
}

/// Whether they can have it, or else what it is.
fn entitled_words(words: &Words, here: &Here, line: &ServiceLine) -> AttrValue {
    match line.entitled {
        Entitled::NotYet { from } => {
            let day = words.day_and_year(from);
            words.with("services-from", &[("day", day.as_str().into())])
        }
        Entitled::MayAsk => match &line.looks_at {
            Some(what) => {
                let what = here.local(what);
                words.with("service-may-ask", &[("what", what.as_str().into())])
            }
            None => here.local(&line.easy),
        },
        _ => here.local(&line.easy),
    }
}

//! What the centre did not accept, with its words and the reason: do it again
//! or let it go. Nothing is lost by itself.

use crate::{
    address::HOME,
    hooks::{Act, Here, Words, focus_id, use_act, use_here, use_view, use_words},
    pages::shared::{Page, not_here},
    parts::{Button, ButtonKind, HEADING, Mixed, Notice, Tone},
    saying::{join_dots, moment_inside_words, refusal_words, tracking_words},
};
use linli_api::{
    LetGo, ListRefused, Redo, Topic,
    view::{Refused, RefusedAbout},
};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct RefusedScreenProps {
    /// Where the matter is for which one was meant.
    pub(crate) page: Callback<Refused, Option<AttrValue>>,
}

#[component]
pub(crate) fn RefusedScreen(props: &RefusedScreenProps) -> Html {
    let words = use_words();
    let act = use_act();
    let refused = use_view(ListRefused {}, vec![Topic::Delivery]);
    let here = use_here();
    let title = words.text("refused-title");
    let (Some(here), Some(rows)) = (here, refused.here()) else {
        return not_here(&words, &refused, title, HOME);
    };
    let nothing = rows
        .is_empty()
        .then(|| html! { <p>{ words.text("refused-none") }</p> });
    let cards = rows.iter().map(|row| {
        let page = props.page.emit(row.clone());
        card(&words, &here, &act, row, page)
    });
    html! {
        <Page {title} back={HOME} failure={act.failure()}>
            { for nothing }
            <div class="cards">{ for cards }</div>
        </Page>
    }
}

/// One of them. What becomes of it takes it away: the focus goes to the page's heading then.
fn card(words: &Words, here: &Here, act: &Act, row: &Refused, page: Option<AttrValue>) -> Html {
    let refused = row.id;
    let about = row.about.as_ref();
    let about = about.map(|about| about_line(about_words(words, here, about), page));
    let written = (!row.words.is_empty())
        .then(|| html! { <blockquote><Mixed words={row.words.clone()} /></blockquote> });
    let at = moment_inside_words(words, here, row.at);
    let again = row.can_redo.then(|| {
        let redo = act.clone();
        let on_press = Callback::from(move |()| redo.run(Redo { refused }, |()| leave()));
        html! {
            <Button kind={ButtonKind::Go} label={words.text("refused-again")} about={at.clone()}
                waiting={act.waiting()} {on_press} />
        }
    });
    let let_go = {
        let act = act.clone();
        Callback::from(move |()| act.run(LetGo { refused }, |()| leave()))
    };
    html! {
        <div class="stack tight" key={row.id}>
            <Notice tone={Tone::Danger}
                title={words.with("refused-at", &[("at", at.as_str().into())])}>
                { for about }
                { for written }
                <p>{ words.text(refusal_words(row.reason)) }</p>
            </Notice>
            { for again }
            <Button label={words.text("refused-let-go")} about={at} on_press={let_go} />
        </div>
    }
}

fn leave() {
    focus_id(HEADING);
}

/// Which matter it was meant for, and the way there.
fn about_line(name: AttrValue, page: Option<AttrValue>) -> Html {
    match page {
        Some(href) => html! { <p><a {href}><Mixed words={name} /></a></p> },
        None => html! { <p class="strong"><Mixed words={name} /></p> },
    }
}

fn about_words(words: &Words, here: &Here, about: &RefusedAbout) -> AttrValue {
    match about {
        RefusedAbout::Care { kind } | RefusedAbout::Offer { kind } => here.kind_name(kind),
        RefusedAbout::Profile => words.text("details-title"),
        RefusedAbout::Consent => words.text("consent-title"),
        RefusedAbout::Application {
            name,
            applicant,
            tracking,
            ..
        } => {
            let parts = [
                applicant.clone().into(),
                tracking_words(tracking),
                here.local(name),
            ];
            join_dots(parts.iter().filter(|part| !part.trim().is_empty()))
        }
    }
}

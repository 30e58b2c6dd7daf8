//! What the centre did not accept, with its words and the reason: do it again
//! or let it go. Nothing is lost by itself.

use crate::{
    address::HOME,
    hooks::{use_act, use_here, use_view, use_words},
    pages::shared::{Page, not_here},
    parts::{Button, ButtonKind, Notice, Tone},
    saying::{moment_inside_words, refusal_words},
};
use linli_api::{LetGo, ListRefused, Redo, Topic};
use yew::prelude::*;

#[component]
pub(crate) fn RefusedScreen() -> Html {
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
        let id = row.id;
        let written = (!row.words.is_empty()).then(|| {
            html! {
                <blockquote>{ &row.words }</blockquote>
            }
        });
        let at = moment_inside_words(&words, &here, row.at);
        let again = row.can_redo.then(|| {
            let redo = act.clone();
            let on_press = Callback::from(move |()| redo.run(Redo { refused: id }, |()| ()));
            html! {
                <Button kind={ButtonKind::Go} label={words.text("refused-again")} about={at.clone()}
                    waiting={act.waiting()} {on_press} />
            }
        });
        let let_go = {
            let act = act.clone();
            Callback::from(move |()| act.run(LetGo { refused: id }, |()| ()))
        };
        html! {
            <div class="stack tight" key={id}>
                <Notice tone={Tone::Danger}
                    title={words.with("refused-at", &[("at", at.as_str().into())])}>
                    { for written }
                    <p>{ words.text(refusal_words(row.reason)) }</p>
                </Notice>
                { for again }
                <Button label={words.text("refused-let-go")} about={at} on_press={let_go} />
            </div>
        }
    });
    html! {
        <Page {title} back={HOME} failure={act.failure()}>
            { for nothing }
            <div class="cards">{ for cards }</div>
        </Page>
    }
}

//! The frame of every page: title, the way back, reading aloud, text and
//! colours, the delivery line, and the main part.
//!
//! Access: a link past the header for keyboards; landmarks `banner` and `main`;
//! one `<h1>`, which takes the focus when a page opens (or the page's question
//! does), so that a screen reader begins there; the window's title says the page;
//! every tool has words under its picture.

use super::{
    Example, Icon, Mixed, icon,
    question::QUESTION,
    read_aloud::{ReadAloud, ReadingBar},
};
use crate::{
    aloud::use_page_reader,
    hooks::{focus_id, scroll_to_top, set_title, use_words},
};
use yew::prelude::*;

/// The id of the page’s heading, which takes the focus.
pub const HEADING: &str = "title";
/// The id of the main part.
const MAIN: &str = "main";

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FrameProps {
    pub title: AttrValue,
    /// What the page asks now, where it asks one thing after another; a new
    /// question takes the focus.
    #[prop_or_default]
    pub question: Option<AttrValue>,
    #[prop_or_default]
    pub back: Option<AttrValue>,
    /// Where the sheet of text and colours is; absent on the sheet itself.
    #[prop_or_default]
    pub look: Option<AttrValue>,
    #[prop_or_default]
    pub delivery: Html,
    /// Whether it is a desk: wider and denser.
    #[prop_or_default]
    pub desk: bool,
    /// What stands at its foot, in sight wherever the page is scrolled to.
    #[prop_or_default]
    pub foot: Html,
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let words = use_words();
    let app = words.text("common-app-name");
    {
        let (title, lang) = (props.title.clone(), words.lang());
        use_effect_with(
            (title, props.question.clone(), lang),
            move |(title, question, _)| {
                let parts = question.iter().chain([title, &app]).map(AttrValue::as_str);
                set_title(&parts.collect::<Vec<_>>().join(" – "));
            },
        );
    }
    let asked = props.question.clone().unwrap_or_default();
    let reader = use_page_reader(format!("{} {asked}", props.title).into());
    use_effect_with((props.back.clone(), props.question.clone()), |_| {
        scroll_to_top();
        if !focus_id(QUESTION) {
            focus_id(HEADING);
        }
    });
    let skip = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        focus_id(MAIN);
    });
    let tool = |href: &Option<AttrValue>, picture, key| {
        let href = href.as_ref();
        href.map(|href| tool_link(href, picture, words.text(key)))
    };
    let back = tool(&props.back, Icon::Back, "common-back");
    let look = tool(&props.look, Icon::Letters, "look-tool");
    // Family always sees for whom they act.
    let acts_for = words.acts_for().map(|resident| {
        let resident = [("resident", resident.as_str().into())];
        let words = words.with("family-for", &resident);
        html! { <p class="acts-for"><Mixed {words} /></p> }
    });
    html! {
        <div class={classes!("frame", props.desk.then_some("desk"))}>
            <a class="skip button" href="#main" onclick={skip}>{ words.text("common-skip") }</a>
            <header>
                <div class="bar">
                    { for back }
                    <div class="heads">
                        <h1 id={HEADING} tabindex="-1"><Mixed words={&props.title} /></h1>
                        { for acts_for }
                    </div>
                    <div class="tools">
                        <ReadAloud reader={reader.clone()} />
                        { for look }
                    </div>
                </div>
                { props.delivery.clone() }
            </header>
            <ReadingBar {reader} />
            <main id={MAIN} tabindex="-1">{ props.children.clone() }</main>
            { props.foot.clone() }
        </div>
    }
}

fn tool_link(href: &AttrValue, picture: Icon, label: AttrValue) -> Html {
    html! { <a class="tool" {href}>{ icon(picture) }<span>{ label }</span></a> }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example::new(
        "page",
        html! {
            <Frame title="请人上门帮忙" question="您想什么时候来人?" back="#/" look="#/look">
                <p>{ "…" }</p>
            </Frame>
        },
    )]
}

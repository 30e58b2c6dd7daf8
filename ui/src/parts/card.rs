//! A card: things that belong together, with a heading.
//!
//! Access: an `<article>` with a heading; what can be pressed inside keeps its
//! own name and size.

use super::{Example, Icon, Mixed, icon};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CardProps {
    pub title: AttrValue,
    /// A picture before the heading.
    #[prop_or_default]
    pub icon: Option<Icon>,
    /// An id for the heading, where it takes the focus after something on the
    /// card was pressed and has gone.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn Card(props: &CardProps) -> Html {
    html! {
        <article class="card">
            <div class="heading">
                { for props.icon.map(icon) }
                <h2 id={props.id.clone()} tabindex={props.id.is_some().then_some("-1")}>
                    <Mixed words={&props.title} />
                </h2>
            </div>
            { props.children.clone() }
        </article>
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example::new(
        "offer",
        html! { <Card title="助餐" icon={Icon::Bowl}><p>{ "今天 11:30 – 12:30 · 3 号楼附近" }</p></Card> },
    )]
}

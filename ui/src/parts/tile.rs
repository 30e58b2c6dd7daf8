//! Big tiles: the doors of a home page.
//!
//! Access: a list of links; each name begins with the tile's title; the words
//! under it are part of the name; at least 60 px in each direction.

use super::{Example, Icon, Mixed, icon};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TileProps {
    pub title: AttrValue,
    /// Words under the title.
    #[prop_or_default]
    pub words: Option<AttrValue>,
    pub icon: Icon,
    pub href: AttrValue,
    /// Whether it is the first thing people come for.
    #[prop_or_default]
    pub first: bool,
    /// Whether it takes a row of its own.
    #[prop_or_default]
    pub wide: bool,
}

/// One tile; stands inside [`Tiles`].
#[component]
pub fn Tile(props: &TileProps) -> Html {
    let (first, row) = (props.first.then_some("first"), props.wide.then_some("row"));
    let class = classes!("tile", first, row);
    html! {
        <li class={props.wide.then_some("wide")}>
            <a href={&props.href} {class}>
                { icon(props.icon) }
                <span>
                    <Mixed words={&props.title} />
                    { for props.words.as_ref().map(more) }
                </span>
            </a>
        </li>
    }
}

/// The words under a tile's title.
fn more(words: &AttrValue) -> Html {
    html! { <small><Mixed {words} /></small> }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PickProps {
    pub title: AttrValue,
    /// Words under the title.
    #[prop_or_default]
    pub words: Option<AttrValue>,
    pub icon: Icon,
    pub on_press: Callback<()>,
}

/// A wide tile that does something when pressed; stands inside [`Tiles`].
#[component]
pub fn Pick(props: &PickProps) -> Html {
    let onclick = {
        let on_press = props.on_press.clone();
        Callback::from(move |_| on_press.emit(()))
    };
    html! {
        <li class="wide">
            <button type="button" class="tile row" {onclick}>
                { icon(props.icon) }
                <span>
                    <Mixed words={&props.title} />
                    { for props.words.as_ref().map(more) }
                </span>
            </button>
        </li>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TilesProps {
    pub children: Html,
}

/// The tiles of a page.
#[component]
pub fn Tiles(props: &TilesProps) -> Html {
    html! { <ul class="tiles" role="list">{ props.children.clone() }</ul> }
}

pub(super) fn examples() -> Vec<Example> {
    let pick = html! {
        <Tiles>
            <Pick icon={Icon::Bowl} title="助餐" words="Meals brought to you"
                on_press={Callback::from(|()| {})} />
        </Tiles>
    };
    let wide = html! {
        <Tiles>
            <Tile wide=true icon={Icon::Warning} title="高龄津贴：还差一样" words="12 月 2 日前补上"
                href="#/application" />
        </Tiles>
    };
    vec![
        Example::new("pick", pick),
        Example::new("wide", wide),
        Example::new(
            "home",
            html! {
                <Tiles>
                    <Tile first=true icon={Icon::Hand} title="请人上门帮忙" words="送饭、洗澡、陪看病、修理"
                        href="#/ask" />
                    <Tile icon={Icon::List} title="我办的事" words="2 件正在办" href="#/matters" />
                    <Tile icon={Icon::Letters} title="Text, colours and language" href="#/look" />
                </Tiles>
            },
        ),
    ]
}

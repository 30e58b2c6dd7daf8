//! What can be pressed: buttons that do something, and links that lead on and look like them.
//!
//! Access: a real `<button>` or `<a>`; at least 60 px high and wide; the name is
//! the visible words; while it waits it says so (`aria-disabled`), keeps the
//! focus and takes no second press.

use super::{Example, Icon, Mixed, icon};
use yew::prelude::*;

/// How a button stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one main action of the page.
    Go,
    #[default]
    Plain,
    /// Something that cannot be undone, or urgent help.
    Danger,
    /// The main action of a page about something dangerous.
    DangerGo,
}

impl ButtonKind {
    fn classes(self) -> Classes {
        match self {
            Self::Go => classes!("button", "go"),
            Self::Plain => classes!("button"),
            Self::Danger => classes!("button", "danger"),
            Self::DangerGo => classes!("button", "danger", "go"),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ButtonProps {
    pub label: AttrValue,
    /// How it stands out.
    #[prop_or_default]
    pub kind: ButtonKind,
    /// A picture before the words.
    #[prop_or_default]
    pub icon: Option<Icon>,
    /// Words for screen readers after the label, where several buttons read alike.
    #[prop_or_default]
    pub about: Option<AttrValue>,
    /// Whether the last press is still being worked on.
    #[prop_or_default]
    pub waiting: bool,
    /// What a press does; absent in a form, which it then sends.
    #[prop_or_default]
    pub on_press: Option<Callback<()>>,
}

#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let kind = if props.on_press.is_some() {
        "button"
    } else {
        "submit"
    };
    let onclick = {
        let (on_press, waiting) = (props.on_press.clone(), props.waiting);
        Callback::from(move |event: MouseEvent| match &on_press {
            _ if waiting => event.prevent_default(),
            Some(on_press) => on_press.emit(()),
            None => {}
        })
    };
    html! {
        <button type={kind} class={props.kind.classes()}
            aria-disabled={props.waiting.then_some("true")} {onclick}>
            { for props.icon.map(icon) }
            <span><Mixed words={&props.label} />{ for props.about.as_ref().map(about) }</span>
        </button>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LinkButtonProps {
    pub label: AttrValue,
    pub href: AttrValue,
    /// How it stands out.
    #[prop_or_default]
    pub kind: ButtonKind,
    /// A picture before the words.
    #[prop_or_default]
    pub icon: Option<Icon>,
    /// Words for screen readers after the label, where several links read alike.
    #[prop_or_default]
    pub about: Option<AttrValue>,
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(props: &LinkButtonProps) -> Html {
    html! {
        <a href={&props.href} class={props.kind.classes()}>
            { for props.icon.map(icon) }
            <span><Mixed words={&props.label} />{ for props.about.as_ref().map(about) }</span>
        </a>
    }
}

fn about(words: &AttrValue) -> Html {
    html! { <span class="off-screen">{ " " }<Mixed {words} /></span> }
}

pub(super) fn examples() -> Vec<Example> {
    let nothing = Callback::from(|()| {});
    vec![
        Example::new(
            "go",
            html! { <Button label="下一步" kind={ButtonKind::Go} on_press={nothing.clone()} /> },
        ),
        Example::new(
            "plain",
            html! { <Button label="Back" icon={Icon::Back} on_press={nothing.clone()} /> },
        ),
        Example::new(
            "waiting",
            html! { <Button label="Send" kind={ButtonKind::Go} waiting=true on_press={nothing} /> },
        ),
        Example::new(
            "send",
            html! { <Button label="Next" kind={ButtonKind::Go} /> },
        ),
        Example::new(
            "danger",
            html! {
                <LinkButton label="紧急求助" kind={ButtonKind::Danger} icon={Icon::Phone}
                    href="#/urgent" />
            },
        ),
        Example::new(
            "about",
            html! { <LinkButton label="Change" about="your phone number" href="#/" /> },
        ),
    ]
}

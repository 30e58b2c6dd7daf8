//! The photos that answer a question, one at a time and large: on and back, turned and
//! larger, by buttons, or by keys while the focus is in the viewer.

use crate::{
    hooks::{Words, use_photos, use_picture, use_words},
    parts::Live,
};
use linli_api::view::Photo;
use linli_domain::{answer::FieldId, id::DocId};
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// The largest, in steps; each is a class of the style sheet.
const LARGEST: u8 = 4;

/// How the picture is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct PhotoView {
    /// Which of the photos, from 0.
    place: usize,
    /// Quarter turns to the right.
    turns: u8,
    /// How large, from 1.
    size: u8,
}

/// What a button or key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tool {
    Back,
    On,
    Turn,
    Larger,
    Smaller,
}

impl Tool {
    fn of_key(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowLeft" | "PageUp" => Self::Back,
            "ArrowRight" | "PageDown" => Self::On,
            "r" | "R" => Self::Turn,
            "+" | "=" => Self::Larger,
            "-" => Self::Smaller,
            _ => return None,
        })
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Larger => "photos-larger",
            Self::Smaller => "photos-smaller",
            Self::Back => "viewer-back",
            Self::On => "viewer-on",
            Self::Turn => "viewer-turn",
        }
    }
}

impl PhotoView {
    const START: Self = Self {
        place: 0,
        turns: 0,
        size: 1,
    };

    /// After `tool`, among `count`; `None` where it can do no more.
    fn after(self, tool: Tool, count: usize) -> Option<Self> {
        let at = |place| Self {
            place,
            ..Self::START
        };
        match tool {
            Tool::Back => self.place.checked_sub(1).map(at),
            Tool::On => (self.place + 1 < count).then(|| at(self.place + 1)),
            Tool::Turn => Some(Self {
                turns: (self.turns + 1) % 4,
                ..self
            }),
            Tool::Larger => (self.size < LARGEST).then(|| Self {
                size: self.size + 1,
                ..self
            }),
            Tool::Smaller => (self.size > 1).then(|| Self {
                size: self.size - 1,
                ..self
            }),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct PhotoViewerProps {
    pub(super) doc: DocId,
    pub(super) field: FieldId,
    pub(super) question: AttrValue,
}

#[component]
pub(super) fn PhotoViewer(props: &PhotoViewerProps) -> Html {
    let words = use_words();
    let view = use_state_eq(|| PhotoView::START);
    let doc = props.doc;
    let photos = use_photos(doc, &props.field).unwrap_or_default();
    let count = photos.len();
    let Some(photo) = photos.get(view.place).or_else(|| photos.last()) else {
        return html! {};
    };
    let nth = words.with(
        "viewer-nth",
        &[("place", (view.place + 1).into()), ("count", count.into())],
    );
    let name = format!("{} · {nth}", props.question);
    let button = |tool| button(&words, &view, tool, count);
    let moves = (count > 1).then(|| html! { <>{ button(Tool::Back) }{ button(Tool::On) }</> });
    html! {
        <figure class="viewer" onkeydown={on_key(&view, count)}>
            <figcaption>{ &name }</figcaption>
            <Live words={nth} />
            <div class="chips" role="group" aria-label={words.text("viewer-tools")}>
                <>{ for moves }</>
                { button(Tool::Turn) }
                { button(Tool::Larger) }
                { button(Tool::Smaller) }
            </div>
            <div class="stage picture" tabindex="0" role="group" aria-label={name.clone()}>
                <Shown key={photo.hash.to_string()} {doc} photo={photo.clone()} alt={name}
                    view={*view} />
            </div>
            <p class="hint">{ words.text("viewer-keys") }</p>
        </figure>
    }
}

/// Keys do what the buttons do.
fn on_key(view: &UseStateHandle<PhotoView>, count: usize) -> Callback<KeyboardEvent> {
    let view = view.clone();
    Callback::from(move |event: KeyboardEvent| {
        let with_others = event.ctrl_key() || event.alt_key() || event.meta_key();
        let tool = Tool::of_key(&event.key()).filter(|_| !with_others);
        if let Some(next) = tool.and_then(|tool| view.after(tool, count)) {
            event.prevent_default();
            view.set(next);
        }
    })
}

/// One that can do no more stays where it is, and keeps the focus.
fn button(words: &Words, view: &UseStateHandle<PhotoView>, tool: Tool, count: usize) -> Html {
    let next = view.after(tool, count);
    let disabled = next.is_none().then_some("true");
    let view = view.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(next) = next {
            view.set(next);
        }
    });
    html! {
        <button type="button" class="button" aria-disabled={disabled} {onclick}>
            { words.text(tool.key()) }
        </button>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct ShownProps {
    doc: DocId,
    photo: Photo,
    alt: AttrValue,
    view: PhotoView,
}

/// The picture itself, once its bytes are here.
#[component]
fn Shown(props: &ShownProps) -> Html {
    let words = use_words();
    let Some(src) = use_picture(props.doc, &props.photo) else {
        return html! { <p>{ words.text("photos-elsewhere") }</p> };
    };
    let PhotoView { turns, size, .. } = props.view;
    let class = classes!(format!("turn-{turns}"), format!("size-{size}"));
    html! { <img {class} {src} alt={&props.alt} /> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_goes_on_and_back_and_no_further() {
        let first = PhotoView::START;
        assert_eq!(first.after(Tool::Back, 2), None);
        let second = first.after(Tool::On, 2).unwrap();
        assert_eq!(second.place, 1);
        assert_eq!(second.after(Tool::On, 2), None);
        let turned = second.after(Tool::Turn, 2).unwrap();
        assert_eq!(turned.after(Tool::Back, 2), Some(first), "upright again");
        assert_eq!(first.after(Tool::Smaller, 2), None);
        let largest = (1..LARGEST).fold(first, |view, _| view.after(Tool::Larger, 2).unwrap());
        assert_eq!(largest.after(Tool::Larger, 2), None);
    }
}

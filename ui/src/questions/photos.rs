//! Photos in an answer: taken or chosen, shown as they are kept, and taken away again.
//!
//! What the engine keeps is the answer; this field only says what it is by now.

use super::{FieldProps, Typed, photo_card::PhotoCard};
use crate::{
    hooks::{Act, Words, focus_id, use_act, use_photos, use_words},
    parts::{Button, Live, Notice, QuestionFrame, Tone},
    picture::small_picture,
    saying::{error_words, failure_words},
};
use linli_api::{Code, KeepPhoto, RemovePhoto, view::Photo};
use linli_domain::{
    answer::{AnswerError, BlobHash, BlobRef, QuestionKind, Value},
    id::DocId,
};
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// The line that tells how many there are.
const COUNT: &str = "photos-count";

/// The photos so far, and two ways to add one. Where there is no document yet, it says
/// where to go instead; an answer that stands is kept as it is.
#[component]
pub(super) fn PhotosField(props: &FieldProps) -> Html {
    let words = use_words();
    match (props.doc, &props.question.kind) {
        (Some(doc), QuestionKind::Photos { max }) => {
            html! { <Photographs field={props.clone()} {doc} max={*max} /> }
        }
        _ => html! {
            <div id={&props.prompt.id}>
                <h2>{ &props.prompt.label }</h2>
                <p>{ words.text("answer-not-here") }</p>
            </div>
        },
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct PhotographsProps {
    field: FieldProps,
    doc: DocId,
    /// Most photos that it takes.
    max: u32,
}

#[component]
fn Photographs(props: &PhotographsProps) -> Html {
    let words = use_words();
    let (keeping, removing) = (use_act(), use_act());
    let drawing = use_state_eq(|| false);
    let asking = use_state_eq(|| None::<KeepPhoto>);
    let (field, doc) = (&props.field, props.doc);
    let kept = use_answer(field, doc);
    let is_here = kept.is_some();
    let photos = kept.unwrap_or_default();
    let busy = *drawing || keeping.waiting();
    let on_file = on_file(props, &keeping, &drawing, &asking);
    let failure = keeping.failure().or_else(|| removing.failure());
    let failure = failure.map(|failure| match failure.code {
        Code::NotValid => {
            let why = limit(&failure.detail, props.max);
            error_words(&words, &field.question, why, "")
        }
        code => words.text(failure_words(code)),
    });
    let mut prompt = field.prompt.clone();
    prompt.error = failure.or(prompt.error);
    let count = photos.len();
    let on_remove = {
        let (removing, field) = (removing.clone(), field.question.id.clone());
        Callback::from(move |hash: BlobHash| {
            let field = field.clone();
            // Its card goes, and with it what had the focus.
            removing.run(RemovePhoto { doc, field, hash }, |()| {
                focus_id(COUNT);
            });
        })
    };
    let cards = photos.iter().zip(1_i64..).map(|(photo, place)| {
        html! {
            <PhotoCard key={photo.hash.to_string()} {doc} photo={photo.clone()} {place}
                waiting={removing.waiting()} on_remove={&on_remove} />
        }
    });
    let list = (count > 0).then(|| html! { <ul class="photos" role="list">{ for cards }</ul> });
    let is_full = u32::try_from(count).map_or(true, |count| count >= props.max);
    let adds = if is_full {
        html! { <p>{ words.with("photos-full", &[("max", i64::from(props.max).into())]) }</p> }
    } else {
        html! { <>{ tiny(&words, &asking, &keeping) }<Adding {busy} {on_file} /></> }
    };
    let said = if busy {
        words.text("photos-keeping")
    } else {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        words.with("photos-count", &[("count", count.into())])
    };
    html! {
        <QuestionFrame group=true {prompt}>
            { for is_here.then(|| html! { <Live words={said.clone()} /> }) }
            <p id={COUNT} tabindex="-1">{ said }</p>
            <>{ for list }</>
            { adds }
        </QuestionFrame>
    }
}

/// The photos that the engine keeps for the question; told to the page as its answer.
#[hook]
fn use_answer(field: &FieldProps, doc: DocId) -> Option<Vec<Photo>> {
    let photos = use_photos(doc, &field.question.id);
    let on_typed = field.on_typed.clone();
    use_effect_with(photos.as_deref().map(answer), move |answer| {
        if let Some(answer) = answer {
            on_typed.emit(Typed::Kept(answer.clone()));
        }
    });
    photos
}

/// Makes a chosen file small and has the engine keep it.
fn on_file(
    props: &PhotographsProps,
    keeping: &Act,
    drawing: &UseStateHandle<bool>,
    asking: &UseStateHandle<Option<KeepPhoto>>,
) -> Callback<File> {
    let (keeping, drawing, doc) = (keeping.clone(), drawing.clone(), props.doc);
    let (asking, value) = (asking.clone(), props.field.value.clone());
    let (field, on_typed) = (
        props.field.question.id.clone(),
        props.field.on_typed.clone(),
    );
    Callback::from(move |file: File| {
        let (keeping, drawing) = (keeping.clone(), drawing.clone());
        let asking = asking.clone();
        let (field, on_typed, name) = (field.clone(), on_typed.clone(), file.name());
        drawing.set(true);
        asking.set(None);
        // What was wrong with another file is no matter of this one.
        on_typed.emit(Typed::Kept(value.clone()));
        spawn_local(async move {
            match small_picture(file).await {
                Ok(picture) => {
                    let ask = KeepPhoto {
                        doc,
                        field,
                        name,
                        base64: picture.base64,
                    };
                    if picture.is_tiny {
                        asking.set(Some(ask));
                    } else {
                        keeping.run(ask, |_| ());
                    }
                }
                Err(why) => on_typed.emit(Typed::Wrong(why)),
            }
            drawing.set(false);
        });
    })
}

/// Asks about a picture on which hardly anything could be read.
fn tiny(words: &Words, asking: &UseStateHandle<Option<KeepPhoto>>, keeping: &Act) -> Html {
    let title = asking.as_ref().map(|_| words.text("photos-tiny"));
    let live = html! { <Live words={title.clone().unwrap_or_default()} /> };
    let Some(photo) = (**asking).clone() else {
        return live;
    };
    let on_leave = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(None))
    };
    let on_keep = {
        let (asking, keeping) = (asking.clone(), keeping.clone());
        Callback::from(move |()| {
            asking.set(None);
            keeping.run(photo.clone(), |_| ());
        })
    };
    html! {
        <>
            { live }
            <Notice tone={Tone::Careful} {title}>
                <p>{ words.text("photos-tiny-words") }</p>
                <Button label={words.text("photos-tiny-leave")} on_press={on_leave} />
                <Button label={words.text("photos-tiny-keep")} on_press={on_keep} />
            </Notice>
        </>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct AddingProps {
    busy: bool,
    on_file: Callback<File>,
}

/// Take a photo, or choose one.
#[component]
fn Adding(props: &AddingProps) -> Html {
    let words = use_words();
    let (from_camera, from_files) = (use_node_ref(), use_node_ref());
    let onchange = {
        let on_file = props.on_file.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let file = input.files().and_then(|files| files.get(0));
            // The same file can be chosen again.
            input.set_value("");
            if let Some(file) = file {
                on_file.emit(file);
            }
        })
    };
    let opens = |input: &NodeRef| {
        let input = input.clone();
        Callback::from(move |()| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let waiting = props.busy;
    html! {
        <div class="stack tight">
            <div class="by-touch">
                <Button label={words.text("photos-take")} {waiting}
                    on_press={opens(&from_camera)} />
            </div>
            <Button label={words.text("photos-choose")} {waiting} on_press={opens(&from_files)} />
            <input ref={from_camera} type="file" accept="image/*" capture="environment"
                hidden=true onchange={onchange.clone()} />
            <input ref={from_files} type="file" accept="image/*" hidden=true {onchange} />
        </div>
    }
}

/// Which limit of photos the engine named.
fn limit(code: &str, max: u32) -> AnswerError {
    let limits = [
        AnswerError::PhotoTooLarge,
        AnswerError::TooManyPhotos { max },
    ];
    let named = limits.into_iter().find(|limit| limit.code() == code);
    named.unwrap_or(AnswerError::NotAPicture)
}

/// The answer that these photos are.
fn answer(photos: &[Photo]) -> Option<Value> {
    let references = photos.iter().map(|photo| BlobRef {
        hash: photo.hash.clone(),
        bytes: photo.bytes,
        name: photo.name.clone(),
    });
    (!photos.is_empty()).then(|| Value::Photos(references.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_api::view::PhotoState;
    use linli_domain::answer::{BlobHash, FieldId};

    #[test]
    fn each_limit_has_its_own_mistake() {
        for (code, mistake) in [
            ("photo-too-large", AnswerError::PhotoTooLarge),
            ("too-many-photos", AnswerError::TooManyPhotos { max: 3 }),
            ("not-a-picture", AnswerError::NotAPicture),
        ] {
            assert_eq!(limit(code, 3), mistake);
        }
    }

    #[test]
    fn no_photo_is_no_answer() {
        assert_eq!(answer(&[]), None);
        let photo = Photo {
            field: FieldId("photos_before".into()),
            hash: BlobHash::of_digest([7; 32]),
            name: "bath.jpg".into(),
            bytes: 1000,
            sent: 0,
            state: PhotoState::Here,
            trouble: None,
        };
        let expected = Value::Photos(vec![BlobRef {
            hash: photo.hash.clone(),
            bytes: 1000,
            name: "bath.jpg".into(),
        }]);
        assert_eq!(answer(&[photo]), Some(expected));
    }
}

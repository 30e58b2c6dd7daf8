//! What all pages behind the gates share: the frame with the delivery line, the
//! notice of a failure, and the page that is shown until a view is here.

use super::PageFoot;
use crate::{
    address::PageAddress,
    hooks::{View, Words, use_here, use_words},
    pages::device::DeviceRoute,
    parts::{DeliveryLine, Frame, LinkButton, Notice, Tone},
    saying::{DeliveryFacts, delivery_words, failure_words},
};
use linli_api::Failure;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct PageProps {
    pub(crate) title: AttrValue,
    #[prop_or_default]
    pub(crate) question: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) back: Option<AttrValue>,
    /// Whether it is a desk.
    #[prop_or_default]
    pub(crate) desk: bool,
    /// Why the last thing was not done.
    #[prop_or_default]
    pub(crate) failure: Option<Failure>,
    #[prop_or_default]
    pub(crate) children: Html,
}

/// A page in its frame.
#[component]
pub(crate) fn Page(props: &PageProps) -> Html {
    let words = use_words();
    let here = use_here();
    // Before enrolment nothing is written that could be on its way.
    let enrolled = here.as_ref().filter(|here| here.session.account.is_some());
    let delivery = enrolled.map(|here| {
        let told = delivery_words(DeliveryFacts::of(here));
        let count = [("count", i64::from(told.count).into())];
        let href = told.more.map(|page| page.href());
        html! { <DeliveryLine tone={told.tone} words={words.with(told.line, &count)} {href} /> }
    });
    let failure = props.failure.as_ref().map(|failure| {
        html! {
            <div role="alert">
                <Notice tone={Tone::Danger} title={words.text("failure-title")}>
                    <p>{ words.text(failure_words(failure.code)) }</p>
                </Notice>
            </div>
        }
    });
    // Only home pages lead nowhere back.
    let is_home = props.back.is_none();
    let new_devices = enrolled
        .filter(|here| is_home && here.session.new_devices > 0)
        .map(|here| new_devices_line(&words, here.session.new_devices));
    let foot = if props.desk {
        html! {}
    } else {
        html! { <PageFoot /> }
    };
    html! {
        <Frame title={&props.title} question={props.question.clone()} back={props.back.clone()}
            look={DeviceRoute::Look.href()} delivery={delivery.unwrap_or_default()}
            desk={props.desk} {foot}>
            { for failure }
            <>{ for new_devices }</>
            { props.children.clone() }
        </Frame>
    }
}

/// A device of this person's that they have not said to know: it is told on every home.
fn new_devices_line(words: &Words, count: u32) -> Html {
    let count = [("count", i64::from(count).into())];
    html! {
        <Notice tone={Tone::Careful}>
            <p>{ words.with("devices-line", &count) }</p>
            <LinkButton label={words.text("devices-look")} href={DeviceRoute::Own.href()} />
        </Notice>
    }
}

/// The page while its view is not here: a word that it comes, or why it does not.
pub(crate) fn not_here<T>(
    words: &Words,
    view: &View<T>,
    title: AttrValue,
    back: AttrValue,
) -> Html {
    match view {
        View::Failed(failure) => html! { <Page {title} {back} failure={failure.clone()} /> },
        View::Waiting | View::Here(_) => waits(words, title, Some(back)),
    }
}

/// A home until it is known what stands on it: no tile is drawn that would move under the
/// finger when the rest comes.
pub(crate) fn home_waits(words: &Words, title: AttrValue) -> Html {
    waits(words, title, None)
}

fn waits(words: &Words, title: AttrValue, back: Option<AttrValue>) -> Html {
    html! { <Page {title} {back}><p>{ words.text("common-one-moment") }</p></Page> }
}

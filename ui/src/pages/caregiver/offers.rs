//! New requests nearby: what, when, near which building; never whose.

use crate::{
    address::{HOME, PageAddress},
    hooks::{Act, Here, Words, focus_id, use_act, use_here, use_view, use_words},
    pages::{
        caregiver::CaregiverRoute,
        shared::{Page, not_here, use_see_news},
    },
    parts::{Button, ButtonKind, Card, LinkButton, Live, Notice, Tag, Tone},
    saying::{declined_words, kind_icon, none_words, value_words, when_words},
};
use linli_api::{ClaimOffer, ListOffers, Topic, WithdrawClaim, view};
use linli_domain::{
    id::DocId,
    offer::{DeclineReason, OfferMove, Standing},
};
use yew::prelude::*;

/// How many are shown at first, and more at each press.
const STEP: u32 = 20;

#[component]
pub(crate) fn Offers() -> Html {
    let words = use_words();
    let act = use_act();
    let limit = use_state_eq(|| STEP);
    let said = use_state_eq(AttrValue::default);
    let offers = use_view(
        ListOffers {
            after: None,
            limit: *limit,
        },
        vec![Topic::Offers, Topic::Delivery],
    );
    let untold = offers.here().map_or(Vec::new(), |page| {
        let untold = page.rows.iter().filter(|offer| is_untold(offer));
        untold.map(|offer| offer.doc).collect()
    });
    use_see_news(untold);
    let title = words.text("offers-title");
    let here = use_here();
    let (Some(here), Some(page)) = (here, offers.here()) else {
        return not_here(&words, &offers, title, HOME);
    };
    let on_said = {
        let said = said.clone();
        Callback::from(move |words| said.set(words))
    };
    let shown = page
        .rows
        .iter()
        .filter(|offer| offer.standing != Standing::Closed && offer.standing != Standing::Taken);
    let mut shown: Vec<_> = shown.collect();
    // Urgent help first; the rest stays in its order.
    shown.sort_by_key(|offer| !here.is_urgent(&offer.kind));
    let cards: Vec<_> = shown
        .into_iter()
        .map(|offer| card(&words, &here, &act, &on_said, offer))
        .collect();
    let nothing = cards
        .is_empty()
        .then(|| html! { <p>{ words.text(none_words(&here, "offers-none")) }</p> });
    let more = page.next.is_some().then(|| {
        let on_press = Callback::from(move |()| limit.set(limit.saturating_add(STEP)));
        html! { <Button label={words.text("common-more")} {on_press} /> }
    });
    html! {
        <Page {title} back={HOME} failure={act.failure()}>
            <Live words={(*said).clone()} />
            { for nothing }
            <div class="cards">{ for cards }</div>
            { for more }
        </Page>
    }
}

/// Whether they said yes, did not get it, and have not read so yet.
pub(super) fn is_untold(offer: &view::OfferView) -> bool {
    let is_declined = offer.standing == Standing::Open && offer.declined.is_some();
    !offer.is_seen && (offer.standing == Standing::Lost || is_declined)
}

/// One request, with what can be done about it.
fn card(
    words: &Words,
    here: &Here,
    act: &Act,
    said: &Callback<AttrValue>,
    offer: &view::OfferView,
) -> Html {
    let (doc, title) = (offer.doc, here.kind_name(&offer.kind));
    let near = here.building(&offer.block);
    let near = words.with("offers-near", &[("block", near.as_str().into())]);
    let may = |what| offer.standing.may(what).is_ok();
    let standing = match offer.standing {
        Standing::Open if offer.declined == Some(DeclineReason::TimeOver) => html! {},
        _ if may(OfferMove::Claim) => claim(words, act, said, doc, &title),
        _ if may(OfferMove::Withdraw) => waiting(words, act, offer, &title),
        Standing::Yours => html! {
            <>
                <Tag tone={Tone::Good} label={words.text("offers-yours")} />
                <LinkButton label={words.text("offers-see-round")} about={title.clone()}
                    href={CaregiverRoute::Round.href()} />
            </>
        },
        _ => html! { <Tag label={words.text("offers-lost")} /> },
    };
    html! {
        <Card key={doc.to_string()} id={heading(doc)} {title} icon={kind_icon(here, &offer.kind)}>
            <p>{ when_words(words, here, &offer.when) }{ " · " }{ near }</p>
            { for needs(words, here, offer) }
            { for declined(words, offer) }
            { standing }
        </Card>
    }
}

/// Why the community desk did not give it to them.
fn declined(words: &Words, offer: &view::OfferView) -> Option<Html> {
    let why = declined_words(offer.declined?);
    let title = words.text("offers-declined");
    Some(html! {
        <Notice tone={Tone::Careful} {title}><p>{ words.text(why) }</p></Notice>
    })
}

/// What is needed, as far as a caregiver may know before coming.
fn needs(words: &Words, here: &Here, offer: &view::OfferView) -> Option<Html> {
    let questions = here.kind(&offer.kind)?.questions.iter();
    let answered =
        questions.filter_map(|question| Some((question, offer.answers.get(&question.id)?)));
    let needs: Vec<_> = answered
        .map(|(question, value)| {
            let ask = here.local(&question.ask);
            let ask = ask.trim_end_matches(['?', '\u{ff1f}']);
            let answer = value_words(words, here, question, value);
            let args = [("question", ask.into()), ("answer", answer.as_str().into())];
            html! { <Tag label={words.with("offers-need", &args)} /> }
        })
        .collect();
    (!needs.is_empty()).then(|| html! { <div class="tags">{ for needs }</div> })
}

/// The press of "I'll come".
fn claim(
    words: &Words,
    act: &Act,
    said: &Callback<AttrValue>,
    doc: DocId,
    about: &AttrValue,
) -> Html {
    let (act, said, told) = (act.clone(), said.clone(), words.text("offers-waiting"));
    let on_press = Callback::from(move |()| {
        let (said, told) = (said.clone(), told.clone());
        act.run(ClaimOffer { offer: doc }, move |()| {
            said.emit(told);
            // The pressed button goes away; the focus stays on its card.
            focus_id(&heading(doc));
        });
    });
    html! {
        <Button kind={ButtonKind::Go} label={words.text("offers-claim")} {about} {on_press} />
    }
}

/// They said that they would come, and wait for the centre's word.
fn waiting(words: &Words, act: &Act, offer: &view::OfferView, about: &AttrValue) -> Html {
    let tell = match offer.delivered {
        view::Delivered::Here => "offers-waiting-here",
        view::Delivered::AtCentre => "offers-waiting",
    };
    let (act, doc) = (act.clone(), offer.doc);
    let on_press = Callback::from(move |()| {
        act.run(WithdrawClaim { offer: doc }, move |()| {
            focus_id(&heading(doc));
        });
    });
    html! {
        <>
            <Tag tone={Tone::Careful} label={words.text(tell)} />
            <Button label={words.text("offers-withdraw")} {about} {on_press} />
        </>
    }
}

/// The id of an offer's heading.
fn heading(doc: DocId) -> String {
    format!("offer-{doc}")
}

//! Who did something is told by name: to the resident what family sent, to family for whom
//! they act, to who said yes second that another goes.

use crate::{
    people::{
        HE, LIN, SUN, WANG, XIAOMING, claim, fill_in_a_bath, go, make_the_visit, open_the_visit,
    },
    words::Words,
};
use anyhow::{Result, ensure};
use linli_l10n::Lang;
use linli_tests::{
    audit::{Floor, passes},
    browser::{Browser, Screen},
    town::Town,
};

/// The pages that family sees, without a request.
const PAGES: [&str; 12] = [
    "",
    "ask",
    "urgent",
    "urgent/tell",
    "details",
    "matters",
    "services",
    "about",
    "bundle/disability",
    "look",
    "accessibility",
    "devices",
];

async fn frame(phone: &Browser) -> Result<String> {
    let header = "return document.querySelector('header').innerText";
    let shown = phone.run(header, vec![]).await?;
    Ok(shown.as_str().unwrap_or_default().to_owned())
}

/// Looks at a page at both sizes of text.
async fn look_at(phone: &Browser, name: &str, floor: Floor) -> Result<()> {
    for text in ["100", "200"] {
        let set = "document.documentElement.dataset.text = arguments[0];";
        phone.run(set, vec![text.into()]).await?;
        let name = format!("{name}-{text}");
        phone.picture(&name).await?;
        passes(phone, &name, floor).await?;
    }
    let set = "document.documentElement.dataset.text = '100';";
    phone.run(set, vec![]).await?;
    Ok(())
}

#[tokio::test]
async fn what_family_sends_is_told_by_name_in_chinese() -> Result<()> {
    family(Lang::ZhCn).await
}

#[tokio::test]
async fn what_family_sends_is_told_by_name_in_english() -> Result<()> {
    family(Lang::En).await
}

async fn family(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    wang.see(&w.t("delivery-all")).await?;
    let son = town.phone("son", Screen::Phone, w.tag()).await?;
    town.enrol(&son, XIAOMING).await?;
    son.see(WANG).await?;
    son.see(&w.t("delivery-all")).await?;
    for page in PAGES {
        go(&son, page).await?;
        let frame = frame(&son).await?;
        ensure!(frame.contains(WANG), "for whom is `{page}`? {frame}");
        let name = page.replace('/', "-");
        son.picture(&format!("family-{}-{name}", w.tag())).await?;
    }
    go(&son, "").await?;
    look_at(&son, &format!("family-{}-home", w.tag()), Floor::Resident).await?;
    fill_in_a_bath(&son, &w).await?;
    ensure!(frame(&son).await?.contains(WANG));
    son.press(&w.t("ask-send")).await?;
    son.see(&w.t("form-send-for")).await?;
    son.press(&w.t("form-send-for-yes")).await?;
    son.see(&w.t("ask-sent-there")).await?;
    ensure!(frame(&son).await?.contains(WANG));
    son.picture(&format!("family-{}-sent", w.tag())).await?;
    son.press(&w.t("ask-see-matter")).await?;
    ensure!(frame(&son).await?.contains(WANG));
    ensure!(!frame(&wang).await?.contains(XIAOMING));

    // She is told on her home page by whom, opens it, and is told no more.
    wang.see(XIAOMING).await?;
    wang.see(&w.t("home-sent-look")).await?;
    look_at(&wang, &format!("told-{}-home", w.tag()), Floor::Resident).await?;
    wang.press(&w.t("home-sent-look")).await?;
    wang.see(XIAOMING).await?;
    wang.not_see(&w.t("timeline-sent")).await?;
    wang.picture(&format!("told-{}-matter", w.tag())).await?;
    go(&wang, "").await?;
    wang.see(&w.t("home-ask")).await?;
    wang.not_see(&w.t("home-sent-look")).await?;
    wang.close().await?;
    son.close().await
}

#[tokio::test]
async fn of_two_who_said_yes_the_second_hears_it_on_her_home_page_in_chinese() -> Result<()> {
    two_carers(Lang::ZhCn).await
}

#[tokio::test]
async fn of_two_who_said_yes_the_second_hears_it_on_her_home_page_in_english() -> Result<()> {
    two_carers(Lang::En).await
}

async fn two_carers(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let mut town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    let sun = town.phone("sun", Screen::Phone, w.tag()).await?;
    town.enrol(&sun, SUN).await?;
    let he = town.phone("he", Screen::Phone, w.tag()).await?;
    town.enrol(&he, HE).await?;
    for phone in [&wang, &sun, &he] {
        phone.see(&w.t("delivery-all")).await?;
    }
    fill_in_a_bath(&wang, &w).await?;
    wang.press(&w.t("ask-send")).await?;
    wang.see(&w.t("ask-sent-there")).await?;
    let mark = w.pick("在床上擦身", "A wash in bed");
    for phone in [&sun, &he] {
        go(phone, "offers").await?;
        phone.see(mark).await?;
    }
    // Both say yes without knowing of each other; hers arrives first.
    town.server.kill()?;
    for phone in [&sun, &he] {
        claim(phone, &w, mark).await?;
        phone.see(&w.t("offers-waiting-here")).await?;
    }
    go(&he, "").await?;
    he.kill().await?;
    town.server.resume()?;
    sun.see(&w.t("offers-yours")).await?;
    let he = town.phone("he", Screen::Phone, w.tag()).await?;
    he.see(&w.t("caregiver-lost-look")).await?;
    look_at(&he, &format!("lost-{}-home", w.tag()), Floor::Resident).await?;
    he.press(&w.t("caregiver-lost-look")).await?;
    he.see(&w.t("offers-lost")).await?;
    go(&he, "").await?;
    he.see(&w.t("round-title")).await?;
    he.not_see(&w.t("caregiver-lost-look")).await?;

    // What was done stands there with who did it, and is closed; more can be added.
    open_the_visit(&sun, &w, WANG).await?;
    make_the_visit(&sun, &w).await?;
    sun.press_in("article", WANG, &w.t("round-open")).await?;
    sun.see(&w.t("visit-add-hint")).await?;
    sun.not_see(&w.t("common-change")).await?;
    look_at(&sun, &format!("closed-{}-visit", w.tag()), Floor::Resident).await?;
    sun.fill("#added", "她想喝汤 she wants soup").await?;
    sun.press(&w.t("visit-add-send")).await?;
    wang.press(&w.t("ask-see-matter")).await?;
    wang.see("she wants soup").await?;
    wang.see("all is well").await?;
    wang.see(SUN).await?;
    wang.picture(&format!("closed-{}-matter", w.tag())).await?;
    for screen in [wang, sun, he] {
        screen.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_worker_is_told_who_gave_back_several_times() -> Result<()> {
    let w = Words::of(Lang::En);
    let town = Town::new().await?;
    let lin = town.phone("lin", Screen::Desk, w.tag()).await?;
    town.enrol(&lin, LIN).await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    let sun = town.phone("sun", Screen::Phone, w.tag()).await?;
    town.enrol(&sun, SUN).await?;
    go(&sun, "offers").await?;
    let yours = w.t("offers-yours");
    for claimed in 1..=3 {
        go(&wang, "").await?;
        fill_in_a_bath(&wang, &w).await?;
        wang.press(&w.t("ask-send")).await?;
        wang.see(&w.t("ask-sent-there")).await?;
        claim(&sun, &w, "A wash in bed").await?;
        sun.until("one more that is hers", async |_| {
            let hers = sun.text().await?.matches(&yours).count();
            Ok((hers == claimed).then_some(()))
        })
        .await?;
    }
    for _ in 0..3 {
        lin.not_see(&w.t("alerts-gave-back-title")).await?;
        go(&sun, "round").await?;
        sun.see(WANG).await?;
        sun.press_in("article", WANG, &w.t("round-open")).await?;
        sun.press(&w.t("visit-give-back")).await?;
        sun.press(&w.t("give-back-yes")).await?;
        sun.see(&w.t("round-title")).await?;
    }
    lin.see(&w.t("alerts-gave-back-title")).await?;
    lin.see(SUN).await?;
    look_at(&lin, "gave-back-desk", Floor::Desk).await?;
    for screen in [lin, wang, sun] {
        screen.close().await?;
    }
    Ok(())
}

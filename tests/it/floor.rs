//! The accessibility floor on every page: axe-core and our own measures, in both
//! languages, three themes, on a phone, the narrowest phone and a desktop, and at
//! the largest text.

use crate::{
    paperwork::{FILE_FIELD, ID_OF_LI, fill_in_the_allowance, open_service},
    people::{LI, LIN, SUN, WANG, ZHENG, claim, fill_in_a_bath, go, open_the_visit},
    words::Words,
};
use anyhow::{Context, Result};
use linli_l10n::Lang;
use linli_tests::{
    audit::{Floor, passes},
    browser::{Browser, Screen},
    camera,
    town::Town,
};

/// How the screen is set while a page is looked at.
const LOOKS: &[(&str, &str)] = &[
    ("light", "100"),
    ("dark", "100"),
    ("contrast", "100"),
    ("light", "200"),
];

/// Looks at the page as it stands in every theme and at the largest text.
pub(crate) async fn look(browser: &Browser, page: &str, floor: Floor) -> Result<()> {
    for (theme, text) in LOOKS {
        let set = "document.documentElement.dataset.theme = arguments[0]; document.documentElement.dataset.text = arguments[1];";
        browser
            .run(set, vec![(*theme).into(), (*text).into()])
            .await?;
        let name = format!("{page}-{theme}-{text}");
        browser.picture(&name).await?;
        passes(browser, &name, floor)
            .await
            .with_context(|| name.clone())?;
    }
    Ok(())
}

/// The address part of the page that the browser is on.
async fn here(browser: &Browser) -> Result<String> {
    let hash = browser.run("return location.hash", vec![]).await?;
    Ok(hash
        .as_str()
        .unwrap_or_default()
        .trim_start_matches('#')
        .trim_matches('/')
        .to_owned())
}

/// The document's id in an address.
fn doc_in(route: &str) -> Result<String> {
    let id = route
        .split('/')
        .find(|part| part.len() == 32)
        .context("no id in the address")?;
    Ok(id.to_owned())
}

async fn residents_pages(town: &Town, lang: Lang, screen: Screen, name: &str) -> Result<String> {
    let w = Words::of(lang);
    let phone = town.phone(name, screen, w.tag()).await?;
    let at = |page: &str| format!("{name}-{}-{page}", w.tag());
    phone.see(&w.t("enrol-code")).await?;
    look(&phone, &at("enrol"), Floor::Resident).await?;
    town.enrol(&phone, WANG).await?;
    phone.see(&w.t("home-ask")).await?;
    look(&phone, &at("home"), Floor::Resident).await?;
    for page in [
        "look",
        "accessibility",
        "devices",
        "urgent",
        "urgent/tell",
        "matters",
        "ask",
        "refused",
    ] {
        go(&phone, page).await?;
        look(&phone, &at(&page.replace('/', "-")), Floor::Resident).await?;
    }
    go(&phone, "").await?;
    fill_in_a_bath(&phone, &w).await?;
    let doc = doc_in(&here(&phone).await?)?;
    look(&phone, &at("check"), Floor::Resident).await?;
    for page in [
        "form/question/mode",
        "form/question/walk",
        "form/question/door_note",
        "ask/when",
        "ask/day",
        "ask/weekly",
        "ask/window",
        "ask/appointment-day",
        "ask/appointment",
        "ask/until",
        "ask/last-day",
    ] {
        let (room, page) = page.split_once('/').unwrap_or_default();
        go(&phone, &format!("{room}/{doc}/{page}")).await?;
        look(&phone, &at(&page.replace('/', "-")), Floor::Resident).await?;
    }
    go(&phone, &format!("form/{doc}/check")).await?;
    phone.press(&w.t("ask-send")).await?;
    phone.see(&w.t("ask-sent-there")).await?;
    look(&phone, &at("sent"), Floor::Resident).await?;
    for page in ["", "/end"] {
        go(&phone, &format!("matter/{doc}{page}")).await?;
        look(
            &phone,
            &at(&format!("matter{}", page.replace('/', "-"))),
            Floor::Resident,
        )
        .await?;
    }
    phone.close().await?;
    Ok(doc)
}

/// Services, a form, an application and a bundle, of somebody who is enrolled.
async fn services_pages(town: &Town, lang: Lang, screen: Screen, name: &str) -> Result<()> {
    let w = Words::of(lang);
    let phone = town.phone(name, screen, w.tag()).await?;
    let at = |page: &str| format!("{name}-{}-{page}", w.tag());
    town.enrol(&phone, LI).await?;
    phone.see(&w.t("delivery-all")).await?;
    for page in [
        "services",
        "about",
        "about/pension-eligibility-check",
        "bundle/disability",
    ] {
        go(&phone, page).await?;
        look(&phone, &at(&page.replace('/', "-")), Floor::Resident).await?;
    }
    open_service(&phone, &w, w.pick("高龄津贴", "Old-age allowance")).await?;
    look(&phone, &at("service"), Floor::Resident).await?;
    fill_in_the_allowance(&phone, &w, ID_OF_LI).await?;
    look(&phone, &at("form-check"), Floor::Resident).await?;
    let form = format!("form/{}", doc_in(&here(&phone).await?)?);
    for page in [
        "",
        "/question/id_number",
        "/question/birth_date",
        "/question/account",
    ] {
        go(&phone, &format!("{form}{page}")).await?;
        look(
            &phone,
            &at(&format!("form{}", page.replace('/', "-"))),
            Floor::Resident,
        )
        .await?;
    }
    // What is said of a mistake.
    go(&phone, &format!("{form}/question/phone")).await?;
    phone.fill("main input", "1").await?;
    phone.press(&w.t("common-next")).await?;
    phone.see(&w.t("answer-error-not-a-phone")).await?;
    look(&phone, &at("form-mistake"), Floor::Resident).await?;
    phone.fill("main input", "000-5555-1002").await?;
    phone.press(&w.t("common-next")).await?;
    phone.see(&w.t("form-parts")).await?;
    open_service(&phone, &w, w.pick("优待证", "Senior card")).await?;
    phone.press(&w.t("service-apply")).await?;
    phone.see(&w.t("form-known-yes")).await?;
    look(&phone, &at("form-known"), Floor::Resident).await?;
    go(&phone, &format!("{form}/check")).await?;
    phone.press(&w.t("form-send")).await?;
    phone.see(&w.t("way-received")).await?;
    look(&phone, &at("application"), Floor::Resident).await?;
    let application = form.replace("form", "application");
    for page in ["end", "object", "correct", "rate"] {
        go(&phone, &format!("{application}/{page}")).await?;
        look(&phone, &at(&format!("application-{page}")), Floor::Resident).await?;
    }
    // Questions of the other kinds.
    let grant = w.pick("家里安全改造", "Home adaptation grant");
    open_service(&phone, &w, grant).await?;
    phone.press(&w.t("service-apply")).await?;
    phone.see(&w.t("form-parts")).await?;
    let form = format!("form/{}", doc_in(&here(&phone).await?)?);
    for question in [
        "home_address",
        "home_needs",
        "household_size",
        "visit_when",
        "signature",
        "id_card",
    ] {
        go(&phone, &format!("{form}/question/{question}")).await?;
        if question == "home_address" {
            phone.press(&w.t("form-known-change")).await?;
        }
        phone.see(&w.t("form-answers-kept")).await?;
        look(&phone, &at(&format!("form-{question}")), Floor::Resident).await?;
    }
    go(&phone, &format!("{form}/question/photos_before")).await?;
    phone.see(&w.t("photos-choose")).await?;
    let file = camera::picture(&phone, &town.profile(""), name).await?;
    phone.attach(FILE_FIELD, &file).await?;
    camera::shown(&phone).await?;
    look(&phone, &at("form-photos"), Floor::Resident).await?;
    phone.close().await
}

async fn caregivers_pages(town: &Town, lang: Lang, screen: Screen, name: &str) -> Result<()> {
    let w = Words::of(lang);
    let phone = town.phone(name, screen, w.tag()).await?;
    let at = |page: &str| format!("{name}-{}-{page}", w.tag());
    town.enrol(&phone, SUN).await?;
    phone.see(&w.t("delivery-all")).await?;
    look(&phone, &at("home"), Floor::Resident).await?;
    // Numbers to call, and nothing that only a resident may send.
    go(&phone, "urgent").await?;
    phone.not_see(&w.t("urgent-tell")).await?;
    look(&phone, &at("urgent"), Floor::Resident).await?;
    go(&phone, "offers").await?;
    let mark = w.pick("在床上擦身", "A wash in bed");
    phone.see(mark).await?;
    look(&phone, &at("offers"), Floor::Resident).await?;
    claim(&phone, &w, mark).await?;
    phone.see(&w.t("offers-yours")).await?;
    look(&phone, &at("claimed"), Floor::Resident).await?;
    go(&phone, "round").await?;
    look(&phone, &at("round"), Floor::Resident).await?;
    go(&phone, "offers").await?;
    open_the_visit(&phone, &w, WANG).await?;
    look(&phone, &at("visit"), Floor::Resident).await?;
    let visit = here(&phone).await?;
    for page in ["return", "stop", "check/vitals", "task/wash"] {
        go(&phone, &format!("{visit}/{page}")).await?;
        look(&phone, &at(&page.replace('/', "-")), Floor::Resident).await?;
    }
    go(&phone, &visit).await?;
    phone.press(&w.t("visit-set-out")).await?;
    go(&phone, &format!("{visit}/return")).await?;
    phone.press(&w.t("give-back-yes")).await?;
    phone.see(&w.t("own-visits")).await?;
    phone.see(&w.t("own-on-the-way")).await?;
    look(&phone, &at("own"), Floor::Resident).await?;
    phone.close().await
}

async fn desks(town: &Town, lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    for (name, person) in [("worker", LIN), ("officer", ZHENG)] {
        let desk = town
            .phone(&format!("{name}-{}", w.tag()), Screen::Desk, w.tag())
            .await?;
        town.enrol(&desk, person).await?;
        desk.see(&w.t("delivery-all")).await?;
        look(&desk, &format!("{name}-{}", w.tag()), Floor::Desk).await?;
        if person == ZHENG {
            cases(&desk, &w).await?;
        }
        desk.close().await?;
    }
    Ok(())
}

/// The case that `services_pages` made, and what an officer can do with it.
async fn cases(desk: &Browser, w: &Words) -> Result<()> {
    desk.see(LI).await?;
    desk.press_in("tr", LI, " ").await?;
    desk.see(&w.t("case-answers")).await?;
    look(desk, &format!("case-{}", w.tag()), Floor::Desk).await?;
    let case = here(desk).await?;
    for (page, mark) in [
        ("more", "more-items"),
        ("decide", "decide-outcome"),
        ("away", "decide-reason"),
        ("correction", "correction-question"),
        ("follow-up", "case-follow-up"),
    ] {
        go(desk, &format!("{case}/{page}")).await?;
        desk.see(&w.t(mark)).await?;
        look(desk, &format!("case-{page}-{}", w.tag()), Floor::Desk).await?;
    }
    Ok(())
}

#[tokio::test]
async fn every_page_passes_in_chinese_on_a_phone() -> Result<()> {
    let town = Town::new().await?;
    residents_pages(&town, Lang::ZhCn, Screen::Phone, "wang").await?;
    services_pages(&town, Lang::ZhCn, Screen::Phone, "li").await?;
    caregivers_pages(&town, Lang::ZhCn, Screen::Phone, "sun").await?;
    desks(&town, Lang::ZhCn).await
}

#[tokio::test]
async fn every_page_passes_in_english_on_the_narrowest_phone() -> Result<()> {
    let town = Town::new().await?;
    residents_pages(&town, Lang::En, Screen::Narrow, "wang-narrow").await?;
    services_pages(&town, Lang::En, Screen::Narrow, "li-narrow").await?;
    caregivers_pages(&town, Lang::En, Screen::Narrow, "sun-narrow").await?;
    desks(&town, Lang::En).await
}

#[tokio::test]
async fn every_page_passes_on_a_desktop() -> Result<()> {
    let town = Town::new().await?;
    residents_pages(&town, Lang::En, Screen::Desk, "wang-desk").await?;
    services_pages(&town, Lang::En, Screen::Desk, "li-desk").await?;
    caregivers_pages(&town, Lang::En, Screen::Desk, "sun-desk").await
}

/// The main pages on a phone that lies on its side.
#[tokio::test]
async fn the_main_pages_pass_on_a_phone_that_lies() -> Result<()> {
    let w = Words::of(Lang::ZhCn);
    let town = Town::new().await?;
    let wang = town.phone("wang-lying", Screen::Lying, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    wang.see(&w.t("home-ask")).await?;
    let at = |page: &str| format!("lying-{}", page.replace('/', "-"));
    for page in [
        "", "ask", "urgent", "matters", "services", "details", "look",
    ] {
        go(&wang, page).await?;
        look(&wang, &at(&format!("home{page}")), Floor::Resident).await?;
    }
    go(&wang, "").await?;
    fill_in_a_bath(&wang, &w).await?;
    look(&wang, &at("check"), Floor::Resident).await?;
    wang.press(&w.t("ask-send")).await?;
    wang.see(&w.t("ask-sent-there")).await?;
    look(&wang, &at("sent"), Floor::Resident).await?;
    wang.close().await?;

    let sun = town.phone("sun-lying", Screen::Lying, w.tag()).await?;
    town.enrol(&sun, SUN).await?;
    sun.see(&w.t("delivery-all")).await?;
    look(&sun, &at("carer"), Floor::Resident).await?;
    go(&sun, "offers").await?;
    claim(&sun, &w, w.pick("在床上擦身", "A wash in bed")).await?;
    sun.see(&w.t("offers-yours")).await?;
    open_the_visit(&sun, &w, WANG).await?;
    look(&sun, &at("visit"), Floor::Resident).await?;
    let visit = here(&sun).await?;
    go(&sun, &format!("{visit}/check/water")).await?;
    look(&sun, &at("measure"), Floor::Resident).await?;
    sun.close().await
}

#[tokio::test]
async fn the_gallery_of_all_parts_passes() -> Result<()> {
    let town = Town::new().await?;
    let phone = town.phone("gallery", Screen::Phone, "zh-CN").await?;
    go(&phone, "gallery").await?;
    look(&phone, "gallery", Floor::Resident).await
}

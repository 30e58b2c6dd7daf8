//! The focus is somewhere after every press: who uses a keyboard or a screen reader and loses
//! it begins anew at the top of the page. Every button of every page that has one is pressed.

use crate::{
    paperwork::{ID_OF_LI, fill_in_the_allowance, open_service},
    people::{LI, LIN, SUN, WANG, ZHENG, claim, fill_in_a_bath, go, open_the_visit},
    words::Words,
};
use anyhow::{Result, ensure};
use linli_l10n::Lang;
use linli_tests::{
    browser::{Browser, Screen},
    town::Town,
};

/// The buttons of the page, first those that change least.
const BUTTONS: &str = "
    const weight = (e) => e.matches('.danger') ? 2 : e.matches('.go') ? 1 : 0;
    const all = [...document.querySelectorAll('main button')]
        .filter((e) => e.offsetParent && !e.matches('[aria-disabled=true]'));
    const buttons = all.sort((a, b) => weight(a) - weight(b));";

/// Presses the button at the place `arguments[0]` as a keyboard does, and tells its words.
const PRESS: &str = "
    const button = buttons[arguments[0]];
    if (!button) return null;
    button.focus();
    const words = (button.innerText || button.getAttribute('aria-label') || '').trim();
    button.click();
    return words;";

/// Where the focus is once nothing is under way any more and two pictures were drawn; `null`
/// as long as something is.
const SETTLED: &str = "
    const done = arguments[0];
    requestAnimationFrame(() => requestAnimationFrame(() => {
        const busy = document.querySelector('main [aria-disabled=true]');
        done(busy ? null : document.activeElement?.tagName ?? 'BODY');
    }));";

/// Presses every button of the page at `route`, one at each opening.
async fn press_each(browser: &Browser, route: &str) -> Result<usize> {
    for at in 0.. {
        // Drawn anew, whatever the last press made of it.
        go(browser, "accessibility").await?;
        go(browser, route).await?;
        let press = format!("{BUTTONS}{PRESS}");
        let pressed = browser.run(&press, vec![at.into()]).await?;
        let Some(words) = pressed.as_str() else {
            return Ok(at);
        };
        let what = format!("the focus after `{words}` on `{route}`");
        // Between two pages it is nowhere for a moment.
        browser
            .until(&what, async |_| {
                let focus = browser.run_async(SETTLED, vec![]).await?;
                let focus = focus.as_str().filter(|tag| *tag != "BODY");
                Ok(focus.map(drop))
            })
            .await?;
    }
    Ok(0)
}

async fn address(browser: &Browser) -> Result<String> {
    let hash = browser.run("return location.hash.slice(2)", vec![]).await?;
    Ok(hash.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn no_button_of_a_resident_loses_the_focus() -> Result<()> {
    let w = Words::of(Lang::En);
    let town = Town::new().await?;
    let phone = town.phone("li", Screen::Phone, w.tag()).await?;
    town.enrol(&phone, LI).await?;
    phone.see(&w.t("delivery-all")).await?;
    open_service(&phone, &w, "Old-age allowance").await?;
    fill_in_the_allowance(&phone, &w, ID_OF_LI).await?;
    let form = address(&phone).await?.replace("/check", "");
    let mut pressed = 0;
    for page in [
        "",
        "look",
        "devices",
        "urgent",
        "urgent/tell",
        "details",
        "details/hearing",
        "matters",
        "services",
        "about",
        "bundle/disability",
        "refused",
        "ask",
    ] {
        pressed += press_each(&phone, page).await?;
    }
    for question in ["id_number", "birth_date", "phone", "account", "check"] {
        let step = if question == "check" { "" } else { "question/" };
        pressed += press_each(&phone, &format!("{form}/{step}{question}")).await?;
    }
    let application = form.replace("form", "application");
    for page in ["", "/correct", "/end"] {
        pressed += press_each(&phone, &format!("{application}{page}")).await?;
    }
    ensure!(pressed > 24, "only {pressed} buttons were pressed");
    phone.close().await
}

#[tokio::test]
async fn no_button_of_who_helps_loses_the_focus() -> Result<()> {
    let w = Words::of(Lang::En);
    let town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    fill_in_a_bath(&wang, &w).await?;
    wang.press(&w.t("ask-send")).await?;
    wang.see(&w.t("ask-sent-there")).await?;
    go(&wang, "urgent/tell").await?;
    wang.choose("I fell").await?;
    wang.press(&w.t("urgent-send")).await?;
    wang.see(&w.t("attention-unseen")).await?;

    let lin = town.phone("lin", Screen::Desk, w.tag()).await?;
    town.enrol(&lin, LIN).await?;
    lin.see(&w.t("alert-urgent")).await?;
    let mut pressed = press_each(&lin, "").await?;
    lin.press(&w.t("alerts-open")).await?;
    lin.see(&w.t("alerts-written")).await?;
    let alert = address(&lin).await?;
    pressed += press_each(&lin, &alert).await?;
    lin.close().await?;

    let sun = town.phone("sun", Screen::Phone, w.tag()).await?;
    town.enrol(&sun, SUN).await?;
    sun.see(&w.t("delivery-all")).await?;
    pressed += press_each(&sun, "").await?;
    go(&sun, "offers").await?;
    claim(&sun, &w, "A wash in bed").await?;
    sun.see(&w.t("offers-yours")).await?;
    open_the_visit(&sun, &w, WANG).await?;
    let visit = address(&sun).await?;
    for page in ["", "/check/vitals", "/task/wash", "/stop", "/return"] {
        pressed += press_each(&sun, &format!("{visit}{page}")).await?;
    }
    sun.close().await?;

    let zheng = town.phone("zheng", Screen::Desk, w.tag()).await?;
    town.enrol(&zheng, ZHENG).await?;
    zheng.see(&w.t("delivery-all")).await?;
    pressed += press_each(&zheng, "").await?;
    ensure!(pressed > 12, "only {pressed} buttons were pressed");
    wang.close().await?;
    zheng.close().await
}

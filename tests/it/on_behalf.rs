//! A worker at the door of somebody who has no phone at hand: asks first, writes the answer
//! down, fills in for her without a network, and does nothing after she took it back.

use crate::{
    floor::look,
    people::{LIN, WANG, fill_in_a_bath, go},
    words::Words,
};
use anyhow::{Result, ensure};
use linli_l10n::Lang;
use linli_tests::{
    audit::Floor,
    browser::{Browser, Screen},
    town::Town,
};

#[tokio::test]
async fn a_worker_asks_first_and_fills_in_for_her_in_chinese() -> Result<()> {
    story(Lang::ZhCn).await
}

#[tokio::test]
async fn a_worker_asks_first_and_fills_in_for_her_in_english() -> Result<()> {
    story(Lang::En).await
}

/// A message that names her.
fn of_wang(w: &Words, key: &str) -> String {
    w.named(key, "resident", WANG)
}

/// From the roster to her page.
async fn open_wang(lin: &Browser) -> Result<()> {
    lin.press_in("tr", WANG, WANG).await?;
    lin.see("000-5555-1001").await
}

async fn story(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let at = |page: &str| format!("behalf-{page}-{}", w.tag());
    let mut town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    let lin = town.phone("lin", Screen::Tablet, w.tag()).await?;
    town.enrol(&lin, LIN).await?;
    lin.see(&w.t("delivery-all")).await?;

    open_wang(&lin).await?;
    lin.see(&of_wang(&w, "consent-ask-words")).await?;
    look(&lin, &at("person"), Floor::Desk).await?;
    // At her door there is no network.
    town.server.kill()?;
    lin.press(&of_wang(&w, "consent-ask")).await?;
    lin.see(&w.t("consent-script")).await?;
    look(&lin, &at("ask"), Floor::Desk).await?;
    // Without her name nothing is written down.
    lin.press(&of_wang(&w, "consent-write")).await?;
    lin.see(&w.t("answer-error-sign")).await?;
    look(&lin, &at("ask-error"), Floor::Desk).await?;
    lin.fill("#answer-signature-name", "王秀英").await?;
    lin.press(&of_wang(&w, "consent-write")).await?;
    lin.see(&of_wang(&w, "acting-title")).await?;
    look(&lin, &at("home"), Floor::Resident).await?;

    // Everything that she could do herself, with her name on each page.
    fill_in_a_bath(&lin, &w).await?;
    lin.see(&of_wang(&w, "family-for")).await?;
    // She let nobody change what is kept of her.
    lin.not_see(&w.t("form-newer-keep")).await?;
    lin.picture(&at("check")).await?;
    lin.press(&w.t("ask-send")).await?;
    lin.see(&w.t("form-send-for-words")).await?;
    look(&lin, &at("send"), Floor::Resident).await?;
    lin.press(&w.t("form-send-for-yes")).await?;
    lin.see(&w.t("ask-sent-here")).await?;
    town.server.resume()?;
    lin.see(&w.t("ask-sent-there")).await?;
    wang.see(w.pick("您同意由这位替您办事", "you agreed to let them do things"))
        .await?;
    look(&wang, &at("told"), Floor::Resident).await?;

    go(&lin, "").await?;
    lin.press(&of_wang(&w, "acting-done")).await?;
    lin.see(&w.t("consent-to-me")).await?;
    look(&lin, &at("done"), Floor::Desk).await?;

    // She reads whom she lets do what, and takes it back.
    go(&wang, "details").await?;
    wang.see(&w.named("consent-to", "who", LIN)).await?;
    look(&wang, &at("own"), Floor::Resident).await?;
    wang.press(&w.t("consent-end")).await?;
    wang.see(&w.named("consent-end-question", "who", LIN))
        .await?;
    look(&wang, &at("end"), Floor::Resident).await?;
    wang.press(&w.t("consent-end")).await?;
    wang.not_see(&w.t("consent-end")).await?;
    lin.see(&of_wang(&w, "consent-ask-words")).await?;
    lin.see(&w.t("consent-was-mine")).await?;
    let buttons = "return [...document.querySelectorAll('main button')].map((e) => e.innerText)";
    let buttons = lin.run(buttons, vec![]).await?;
    ensure!(buttons == serde_json::json!([]), "{buttons}");
    for browser in [wang, lin] {
        browser.close().await?;
    }
    Ok(())
}

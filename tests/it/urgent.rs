//! Urgent help: who asks for it sees who has heard of it, and a person at the desk is called.

use crate::{
    floor::look,
    people::{LIN, SUN, WANG, go},
    words::Words,
};
use anyhow::Result;
use linli_l10n::Lang;
use linli_tests::{
    audit::Floor,
    browser::{Browser, Screen},
    town::Town,
};

#[tokio::test]
async fn urgent_help_is_seen_taken_on_and_settled_in_chinese() -> Result<()> {
    settled(Lang::ZhCn).await
}

#[tokio::test]
async fn urgent_help_is_seen_taken_on_and_settled_in_english() -> Result<()> {
    settled(Lang::En).await
}

async fn ask(phone: &Browser, w: &Words) -> Result<()> {
    phone.press(&w.t("home-urgent")).await?;
    phone.press(&w.t("urgent-tell")).await?;
    phone.choose(w.pick("摔倒了", "I fell")).await?;
    phone
        .fill("main textarea", "起不来，在卫生间 cannot get up")
        .await?;
    phone.press(&w.t("urgent-send")).await
}

/// Waits until the window's title begins with what waits for somebody, or does not.
async fn until_title(desk: &Browser, is_called: bool) -> Result<()> {
    desk.until("the title", async |_| {
        let title = desk.run("return document.title;", vec![]).await?;
        let title = title.as_str().unwrap_or_default().to_owned();
        Ok((title.starts_with("(1) ") == is_called).then_some(()))
    })
    .await
}

async fn settled(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let at = |page: &str| format!("urgent-{page}-{}", w.tag());
    let mut town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    let lin = town.phone("lin", Screen::Desk, w.tag()).await?;
    town.enrol(&lin, LIN).await?;
    lin.see(&w.t("delivery-all")).await?;
    lin.not_see(&w.t("alert-urgent")).await?;
    until_title(&lin, false).await?;
    let sun = town.phone("sun", Screen::Phone, w.tag()).await?;
    town.enrol(&sun, SUN).await?;
    sun.see(&w.t("delivery-all")).await?;

    // Without a network nobody is said to know of it.
    wang.see(&w.t("delivery-all")).await?;
    town.server.kill()?;
    ask(&wang, &w).await?;
    wang.see(&w.t("attention-not-out")).await?;
    wang.see("120").await?;
    wang.not_see(&w.t("attention-unseen")).await?;
    wang.picture(&at("not-out")).await?;
    town.server.resume()?;
    wang.see(&w.t("attention-unseen")).await?;
    wang.see("120").await?;
    look(&wang, &at("unseen"), Floor::Resident).await?;

    // The worker is called on whatever page she is; so is who could come.
    lin.see(&w.t("alert-urgent")).await?;
    lin.see(&w.t("alerts-nobody")).await?;
    until_title(&lin, true).await?;
    lin.see("cannot get up").await?;
    lin.see(w.pick("摔倒了", "I fell")).await?;
    look(&lin, &at("desk"), Floor::Desk).await?;
    go(&lin, "look").await?;
    until_title(&lin, true).await?;
    sun.see(&w.t("caregiver-urgent")).await?;
    until_title(&sun, true).await?;
    sun.picture(&at("caregiver")).await?;

    // Opening it is what "seen" says.
    go(&lin, "").await?;
    wang.not_see(&w.t("attention-seen")).await?;
    lin.press(&w.t("alerts-open")).await?;
    lin.see(&w.t("alerts-written")).await?;
    wang.see(&w.t("attention-seen")).await?;
    wang.see(LIN).await?;
    look(&wang, &at("seen"), Floor::Resident).await?;
    look(&lin, &at("page"), Floor::Desk).await?;
    lin.press(&w.t("alerts-take-on")).await?;
    wang.see(&w.t("attention-taken-on")).await?;
    wang.picture(&at("taken-on")).await?;
    until_title(&lin, false).await?;

    // How it ended, in her words; without words it does not end.
    lin.press(&w.t("alerts-settle")).await?;
    lin.press(&w.t("alerts-settle-send")).await?;
    lin.see(&w.t("answer-error-required")).await?;
    look(&lin, &at("settle"), Floor::Desk).await?;
    lin.fill("main textarea", "扶起来了 she is up again")
        .await?;
    lin.press(&w.t("alerts-settle-send")).await?;
    lin.see(&w.t("attention-settled")).await?;
    wang.see(&w.t("attention-settled")).await?;
    wang.see("she is up again").await?;
    wang.press(&w.t("ask-see-matter")).await?;
    wang.see(&w.t("timeline-settled")).await?;
    wang.see("she is up again").await?;
    wang.picture(&at("settled")).await?;
    go(&lin, "").await?;
    lin.not_see(&w.t("alerts-title")).await?;
    sun.not_see(&w.t("caregiver-urgent")).await?;
    for browser in [wang, lin, sun] {
        browser.close().await?;
    }
    Ok(())
}

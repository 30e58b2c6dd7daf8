//! "My phones": a second one is told on the first and to the worker, and is switched off.

use crate::{
    people::{LIN, WANG, go},
    words::Words,
};
use anyhow::Result;
use linli_l10n::Lang;
use linli_tests::{browser::Screen, town::Town};

#[tokio::test]
async fn a_new_phone_is_told_and_switched_off_from_the_other_in_chinese() -> Result<()> {
    switched_off(Lang::ZhCn).await
}

#[tokio::test]
async fn a_new_phone_is_told_and_switched_off_from_the_other_in_english() -> Result<()> {
    switched_off(Lang::En).await
}

async fn switched_off(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let town = Town::new().await?;
    let own = town.phone("own", Screen::Phone, w.tag()).await?;

    // A slip of the finger is told on the spot.
    let mut slip = town.server.code_for(WANG)?;
    let last = if slip.ends_with('0') { "1" } else { "0" };
    slip.replace_range(15.., last);
    own.fill("#code", &slip).await?;
    own.press(&w.t("enrol-begin")).await?;
    own.see(&w.t("enrol-mistyped")).await?;
    own.picture(&format!("enrol-mistyped-{}", w.tag())).await?;

    town.enrol(&own, WANG).await?;
    own.see(&w.t("delivery-all")).await?;
    own.not_see(&w.t("devices-look")).await?;
    let other = town.phone("other", Screen::Phone, w.tag()).await?;
    town.enrol(&other, WANG).await?;
    other.see(&w.t("delivery-all")).await?;
    other.not_see(&w.t("devices-look")).await?;
    let worker = town.phone("worker", Screen::Desk, w.tag()).await?;
    town.enrol(&worker, LIN).await?;
    worker
        .see(w.pick("新手机", "New phone or computer"))
        .await?;
    worker
        .picture(&format!("roster-new-device-{}", w.tag()))
        .await?;

    own.see(&w.t("devices-look")).await?;
    own.picture(&format!("devices-told-{}", w.tag())).await?;
    own.press(&w.t("devices-look")).await?;
    let new = w.t("devices-new");
    own.see(&new).await?;
    own.picture(&format!("devices-{}", w.tag())).await?;
    own.press_in("article", &new, &w.t("devices-off")).await?;
    own.see(&w.t("devices-off-words")).await?;
    own.picture(&format!("devices-off-{}", w.tag())).await?;
    own.press(&w.t("devices-off-yes")).await?;
    own.see(w.pick("起已停用", "Switched off")).await?;
    own.not_see(&new).await?;
    own.picture(&format!("devices-is-off-{}", w.tag())).await?;

    other.see(&w.t("emptied-revoked")).await?;
    other.not_see(WANG).await?;
    go(&own, "").await?;
    own.see(&w.t("delivery-all")).await?;
    own.not_see(&w.t("devices-look")).await?;
    for browser in [own, other, worker] {
        browser.close().await?;
    }
    Ok(())
}

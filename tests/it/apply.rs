//! A public service, all the way: found, applied for without a network and without
//! typing anything twice, asked about, decided at the desk, rated.

use crate::{
    paperwork::{CARD, ID_OF_WANG, fill_in_the_allowance, open_service, write},
    people::{WANG, ZHENG, go},
    words::Words,
};
use anyhow::Result;
use linli_l10n::Lang;
use linli_tests::{browser::Screen, town::Town};

#[tokio::test]
async fn an_allowance_goes_all_the_way_in_chinese() -> Result<()> {
    allowance(Lang::ZhCn).await
}

#[tokio::test]
async fn an_allowance_goes_all_the_way_in_english() -> Result<()> {
    allowance(Lang::En).await
}

async fn allowance(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let mut town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    let desk = town.phone("desk", Screen::Desk, w.tag()).await?;
    town.enrol(&desk, ZHENG).await?;
    for screen in [&wang, &desk] {
        screen.see(&w.t("delivery-all")).await?;
    }
    town.server.kill()?;
    open_service(&wang, &w, w.pick("高龄津贴", "Old-age allowance")).await?;
    fill_in_the_allowance(&wang, &w, ID_OF_WANG).await?;
    wang.press(&w.t("form-send")).await?;
    // Never "sent" before a receipt, and taken back unseen until then.
    wang.see(&w.t("ask-sent-here")).await?;
    wang.press(&w.t("application-unsend")).await?;
    wang.see(&w.t("ask-check")).await?;
    wang.press(&w.t("form-send")).await?;
    wang.see(&w.t("ask-sent-here")).await?;
    town.server.resume()?;
    wang.see(&w.t("way-received")).await?;

    // At the desk, by name; taken on, and asked about.
    desk.see(WANG).await?;
    desk.fill("#search", "王秀英").await?;
    desk.press_in("tr", WANG, " ").await?;
    desk.see(&w.t("case-answers")).await?;
    desk.press(&w.t("case-take")).await?;
    desk.see(&w.t("case-renew")).await?;
    // Asked once more: it reaches the resident.
    desk.press(&w.t("case-accept")).await?;
    desk.see(&w.t("case-accept-question")).await?;
    desk.press(&w.t("case-accept")).await?;
    desk.see(&w.t("way-accepted")).await?;
    let shown = desk.text().await?;
    anyhow::ensure!(!shown.contains(CARD), "numbers are shown when asked for");
    desk.press(&w.t("case-ask-more")).await?;
    desk.choose(w.pick("钱打到您的哪张卡上", "Which card should the money"))
        .await?;
    desk.fill("#words", "please write it again").await?;
    desk.press(&w.t("common-next")).await?;
    desk.press(&w.t("case-send-yes")).await?;
    desk.see(&w.t("due-rests")).await?;

    wang.see("please write it again").await?;
    wang.picture(&format!("apply-more-{}", w.tag())).await?;
    wang.press(&w.t("application-more-answer")).await?;
    wang.press(&w.t("form-known-change")).await?;
    let card = w.pick("钱打到您的哪张卡上", "Which card should the money");
    write(&wang, &w, card, "6222020000000000018").await?;
    wang.press(&w.t("application-more-send")).await?;
    wang.see(&w.t("way-supplemented")).await?;

    desk.see(&w.t("desk-way-supplemented")).await?;
    let page = wang.run("return location.hash.slice(2)", vec![]).await?;
    go(&wang, "").await?;
    desk.press(&w.t("case-decide")).await?;
    // Nothing is sent while something is missing.
    desk.press(&w.t("common-next")).await?;
    desk.see(&w.t("answer-error-choose")).await?;
    desk.choose(&w.t("decide-granted")).await?;
    desk.choose(&w.t("reason-conditions-met")).await?;
    desk.fill("#words", "80 or older").await?;
    desk.press(&w.t("common-next")).await?;
    desk.press(&w.t("case-send-yes")).await?;
    desk.see(&w.t("decide-granted")).await?;
    desk.picture(&format!("apply-desk-{}", w.tag())).await?;

    // Her phone has it; she has not looked yet.
    wang.see(&w.t("delivery-all")).await?;
    desk.see(&w.t("desk-way-to-be-served")).await?;
    go(&wang, page.as_str().unwrap_or_default()).await?;
    wang.see(&w.t("application-granted")).await?;
    wang.see("80 or older").await?;
    wang.see(&w.t("reason-conditions-met")).await?;
    // Now she has.
    desk.see(&w.t("case-served")).await?;
    wang.press(&w.t("matter-rate")).await?;
    wang.choose(&w.t("grade-2")).await?;
    wang.press(&w.t("rate-send")).await?;
    wang.see(&w.t("matter-rated")).await?;
    wang.picture(&format!("apply-done-{}", w.tag())).await?;
    go(&desk, "").await?;
    desk.press(&w.t("queue-follow-up")).await?;
    desk.see(WANG).await?;
    // She calls, and writes what came of it; then nobody has to any more.
    desk.press_in("tr", WANG, " ").await?;
    desk.press(&w.t("case-follow-up")).await?;
    desk.fill("#words", "the form was too long").await?;
    desk.press(&w.t("common-next")).await?;
    desk.see(&w.t("callback-question")).await?;
    desk.press(&w.t("case-send-yes")).await?;
    desk.see(&w.t("way-followed-up")).await?;
    desk.see("the form was too long").await?;
    desk.picture(&format!("apply-followed-up-{}", w.tag()))
        .await?;
    desk.not_see(&w.t("case-follow-up")).await?;
    wang.close().await?;
    desk.close().await
}

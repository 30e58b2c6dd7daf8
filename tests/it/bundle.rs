//! One thing in one go: a bundle asks each question once; and two who fill in one
//! draft apart end with the same, with the one answer that they gave twice to choose.

use crate::{
    paperwork::{ID_OF_WANG, confirm, fill_in_the_allowance, open_service, pick, write},
    people::{WANG, XIAOMING, go},
    words::Words,
};
use anyhow::Result;
use linli_l10n::Lang;
use linli_tests::{browser::Screen, town::Town};

#[tokio::test]
async fn a_bundle_asks_each_question_once() -> Result<()> {
    let w = Words::of(Lang::En);
    let mut town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    wang.see(&w.t("delivery-all")).await?;
    town.server.kill()?;
    // Found by a word that people use for it.
    go(&wang, "services").await?;
    wang.fill("main input", "eighty").await?;
    // Nothing moves under the finger any more.
    wang.not_see(&w.t("services-yes")).await?;
    wang.press("Turning 80").await?;
    wang.see("0 of 4 decided").await?;
    wang.press_in("article", "Old-age allowance", &w.t("service-apply"))
        .await?;
    wang.see(&w.t("form-parts")).await?;
    wang.press("About you").await?;
    confirm(&wang, &w, "What is your name").await?;
    write(&wang, &w, "What is your ID number", ID_OF_WANG).await?;
    confirm(&wang, &w, "What is your date of birth").await?;
    pick(&wang, &w, "household register", "Yes").await?;
    confirm(&wang, &w, "What is your phone number").await?;
    write(
        &wang,
        &w,
        "Which card should the money",
        "6222020000000000000",
    )
    .await?;
    pick(&wang, &w, "Who is applying", "Me, for myself").await?;
    wang.see(&w.t("ask-check")).await?;
    wang.press(&w.t("form-send")).await?;
    wang.see(&w.t("ask-sent-here")).await?;

    // The card asks only what nobody has asked yet.
    wang.press(&w.t("application-bundle")).await?;
    wang.press_in("article", "Senior card", &w.t("service-apply"))
        .await?;
    wang.see("How do you want to get your card").await?;
    wang.choose("from the service desk").await?;
    wang.press(&w.t("common-next")).await?;
    wang.see(&w.t("ask-check")).await?;
    wang.see("0027").await?;
    wang.press(&w.t("form-send")).await?;
    wang.see(&w.t("ask-sent-here")).await?;
    town.server.resume()?;
    wang.see(&w.t("way-received")).await?;
    go(&wang, "bundle/turning-80").await?;
    wang.see(&w.t("application-received")).await?;
    wang.picture("bundle-sent").await?;
    wang.close().await
}

#[tokio::test]
async fn mother_and_son_fill_in_one_draft_apart() -> Result<()> {
    let w = Words::of(Lang::ZhCn);
    let mut town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    let son = town.phone("son", Screen::Phone, w.tag()).await?;
    town.enrol(&son, XIAOMING).await?;
    for phone in [&wang, &son] {
        phone.see(&w.t("delivery-all")).await?;
    }
    open_service(&wang, &w, "高龄津贴").await?;
    fill_in_the_allowance(&wang, &w, ID_OF_WANG).await?;
    wang.see(&w.t("delivery-all")).await?;
    let form = wang.run("return location.hash", vec![]).await?;
    let form = form.as_str().unwrap_or_default();
    let form = form.trim_start_matches("#/").trim_end_matches("/check");
    go(&son, &format!("{form}/check")).await?;
    son.see("0027").await?;

    // No network: one answer on both phones, another on one of them.
    town.server.kill()?;
    for (phone, number) in [(&wang, "13800000000"), (&son, "13900000000")] {
        go(phone, &format!("{form}/question/phone")).await?;
        write(phone, &w, "打哪个电话找您", number).await?;
        phone
            .see_one_of(&[&w.t("ask-check"), &w.t("form-parts")])
            .await?;
    }
    go(&son, &format!("{form}/question/hukou_here")).await?;
    pick(&son, &w, "您的户口在本区吗", "不在").await?;
    town.server.resume()?;
    for phone in [&wang, &son] {
        go(phone, &format!("{form}/check")).await?;
        phone.see(&w.t("form-clash-here")).await?;
        phone.see("不在").await?;
    }
    wang.press(&w.t("form-send")).await?;
    wang.see(&w.t("form-clash-here")).await?;
    go(&wang, &format!("{form}/question/phone")).await?;
    wang.see("13800000000").await?;
    wang.see("13900000000").await?;
    wang.picture("two-answers").await?;
    wang.press_in("article", "13800000000", &w.t("form-clash-choose"))
        .await?;
    wang.see(&w.t("form-parts")).await?;
    for phone in [&wang, &son] {
        go(phone, &format!("{form}/check")).await?;
        phone.not_see(&w.t("form-clash-here")).await?;
        phone.see("13800000000").await?;
    }
    wang.close().await?;
    son.close().await
}

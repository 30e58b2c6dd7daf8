//! "This is hard for me": the desk is asked to call, about the question that was too hard, and
//! the resident sees who has turned to it.

use crate::{
    floor::look,
    paperwork::{open_service, up_to_the_number},
    people::{LIN, SUN, WANG, go},
    words::Words,
};
use anyhow::Result;
use linli_l10n::Lang;
use linli_tests::{audit::Floor, browser::Screen, town::Town};

#[tokio::test]
async fn what_is_hard_reaches_the_desk_in_chinese() -> Result<()> {
    story(Lang::ZhCn).await
}

#[tokio::test]
async fn what_is_hard_reaches_the_desk_in_english() -> Result<()> {
    story(Lang::En).await
}

async fn story(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let at = |page: &str| format!("call-back-{page}-{}", w.tag());
    let town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    let lin = town.phone("lin", Screen::Desk, w.tag()).await?;
    town.enrol(&lin, LIN).await?;
    lin.see(&w.t("delivery-all")).await?;
    let sun = town.phone("sun", Screen::Phone, w.tag()).await?;
    town.enrol(&sun, SUN).await?;
    sun.see(&w.t("delivery-all")).await?;

    open_service(&wang, &w, w.pick("高龄津贴", "Old-age allowance")).await?;
    up_to_the_number(&wang, &w).await?;
    let asked = w.pick("您的身份证号码", "What is your ID number");
    wang.see(asked).await?;
    wang.press(&w.t("call-back-hard")).await?;
    wang.see(&w.t("call-back-question")).await?;
    look(&wang, &at("ask"), Floor::Resident).await?;
    wang.press(&w.t("call-back-send")).await?;
    wang.see(&w.t("call-back-sent")).await?;
    wang.see(&w.t("attention-unseen")).await?;
    look(&wang, &at("sent"), Floor::Resident).await?;

    // The desk reads which question of which form it is; no caregiver is offered it.
    lin.see(&w.t("alert-call-back")).await?;
    lin.see(asked).await?;
    look(&lin, &at("desk"), Floor::Desk).await?;
    lin.press(&w.t("alerts-open")).await?;
    wang.see(&w.t("attention-seen")).await?;
    lin.press(&w.t("alerts-take-on")).await?;
    wang.see(&w.t("attention-taken-on")).await?;
    lin.press(&w.t("alerts-settle")).await?;
    lin.fill("main textarea", "打过电话了 called her").await?;
    lin.press(&w.t("alerts-settle-send")).await?;
    wang.see(&w.t("attention-settled")).await?;
    wang.see("called her").await?;
    go(&sun, "offers").await?;
    sun.not_see(w.pick("请社区打电话来", "Ask the desk to call"))
        .await?;
    // The form is still there.
    go(&wang, "matters").await?;
    wang.see(w.pick("高龄津贴", "Old-age allowance")).await?;
    wang.picture(&at("matters")).await?;
    for person in [wang, lin, sun] {
        person.close().await?;
    }
    Ok(())
}

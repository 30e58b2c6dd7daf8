//! People without a resident card: which paper they have, what is wrong with its number,
//! and what the officer reads. And who has no paper at hand goes on all the same.

use crate::{
    paperwork::{from_the_number_on, open_service, up_to_the_number},
    people::{LI, WANG, ZHENG},
    words::Words,
};
use anyhow::{Result, ensure};
use linli_l10n::Lang;
use linli_tests::{
    audit::{Floor, passes},
    browser::{Browser, Screen},
    town::Town,
};

#[tokio::test]
async fn a_passport_is_as_good_as_a_card_in_chinese() -> Result<()> {
    a_passport_and_no_paper(Lang::ZhCn).await
}

#[tokio::test]
async fn a_passport_is_as_good_as_a_card_in_english() -> Result<()> {
    a_passport_and_no_paper(Lang::En).await
}

async fn a_passport_and_no_paper(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    applies(&town, &wang, &w, WANG).await?;
    wang.press(&w.t("paper-other")).await?;
    wang.see(&w.t("paper-which")).await?;
    wang.choose(&w.t("paper-passport")).await?;
    wang.see(&w.t("paper-passport-number")).await?;
    wang.fill("#answer-id_number", "E123456789").await?;
    wang.press(&w.t("common-next")).await?;
    wang.see(&w.t("common-mistakes")).await?;
    wang.picture(&format!("papers-passport-{}", w.tag()))
        .await?;
    passes(&wang, &format!("papers-{}", w.tag()), Floor::Resident).await?;
    wang.fill("#answer-id_number", "e1234 5678").await?;
    wang.press(&w.t("common-next")).await?;
    from_the_number_on(&wang, &w).await?;
    wang.see(&w.t("paper-passport")).await?;
    wang.see("•••• 5678").await?;
    wang.not_see("E12345678").await?;
    wang.picture(&format!("papers-check-{}", w.tag())).await?;
    wang.press(&w.t("form-send")).await?;
    wang.see(&w.t("way-received")).await?;

    let li = town.phone("li", Screen::Phone, w.tag()).await?;
    applies(&town, &li, &w, LI).await?;
    li.choose(&w.t("answer-not-at-hand")).await?;
    li.picture(&format!("papers-not-at-hand-{}", w.tag()))
        .await?;
    li.press(&w.t("common-next")).await?;
    from_the_number_on(&li, &w).await?;
    li.see(&w.t("answer-not-at-hand")).await?;
    li.press(&w.t("form-send")).await?;
    li.see(&w.t("way-received")).await?;

    let desk = town.phone("desk", Screen::Desk, w.tag()).await?;
    town.enrol(&desk, ZHENG).await?;
    for (name, number) in [
        (WANG, format!("{} E12345678", w.t("paper-passport"))),
        (LI, w.t("answer-not-at-hand")),
    ] {
        desk.press_in("tr", name, " ").await?;
        desk.see(&w.t("case-answers")).await?;
        ensure!(!desk.text().await?.contains(&number), "shown to who looks");
        let label = w.pick("您的身份证号码", "What is your ID number");
        desk.press(&format!("{} {label}", w.t("case-show"))).await?;
        desk.see(&number).await?;
        desk.run("history.back()", vec![]).await?;
    }
    for person in [wang, li, desk] {
        person.close().await?;
    }
    Ok(())
}

/// As far as the question for the number.
async fn applies(town: &Town, phone: &Browser, w: &Words, name: &str) -> Result<()> {
    town.enrol(phone, name).await?;
    phone.see(&w.t("delivery-all")).await?;
    open_service(phone, w, w.pick("高龄津贴", "Old-age allowance")).await?;
    up_to_the_number(phone, w).await
}

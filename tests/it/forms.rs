//! Forms as people fill them in: what they do not know, what they mistype, what they
//! change, and how they sign.

use crate::{
    paperwork::{FILE_FIELD, ID_OF_WANG, begin, confirm, day, pick, write},
    people::{WANG, XIAOMING, go},
    words::Words,
};
use anyhow::{Result, ensure};
use fantoccini::{
    Locator,
    actions::{InputSource, PointerAction, TouchActions},
};
use linli_l10n::Lang;
use linli_tests::{
    audit::{Floor, passes},
    browser::{Browser, Screen},
    camera,
    town::Town,
};
use std::time::Duration;

/// Another valid number that ends like [`ID_OF_WANG`].
const LIKE_HERS: &str = "110101194503040027";
/// Where the focus is: in the summary of mistakes?
const IN_SUMMARY: &str = "return document.activeElement.classList.contains('error-summary')";

#[tokio::test]
async fn a_form_with_a_day_that_nobody_knows_is_sent() -> Result<()> {
    let w = Words::of(Lang::ZhCn);
    let town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    wang.see(&w.t("delivery-all")).await?;
    let form = begin(&wang, &w, "养老金资格认证").await?;
    confirm(&wang, &w, "您叫什么名字").await?;
    write(&wang, &w, "您的身份证号码", ID_OF_WANG).await?;
    confirm(&wang, &w, "打哪个电话找您").await?;
    pick(&wang, &w, "您的社保卡号是多少", &w.t("answer-not-known")).await?;
    pick(&wang, &w, "您在领养老金吗", "在领").await?;

    // A year of two digits, a day to come, and each press brings the mistake back.
    wang.see("上次认证是哪一天").await?;
    day(&wang, "pension_check_on", ["46", "3", "3"]).await?;
    told(&wang, &w, "answer-error-year-out-of-range").await?;
    day(&wang, "pension_check_on", ["2099", "3", "3"]).await?;
    told(&wang, &w, "answer-error-not-yet").await?;
    wang.choose(&w.t("answer-not-known")).await?;
    let typed = "return document.querySelector('#answer-pension_check_on-year').value";
    ensure!(wang.run(typed, vec![]).await? == "", "one answer only");
    wang.picture("forms-not-known").await?;
    passes(&wang, "not-known", Floor::Resident).await?;
    wang.press(&w.t("common-next")).await?;

    // A question that appears, with an address in words, and a day that is to come.
    pick(&wang, &w, "您想怎么认证", "请社区的人上门").await?;
    wang.see("1 号楼 1 单元 101").await?;
    confirm(&wang, &w, "到哪儿来看您").await?;
    wang.see("哪天上门合适").await?;
    told(&wang, &w, "answer-error-required").await?;
    day(&wang, "visit_when-date", ["2027", "3", "1"]).await?;
    told(&wang, &w, "answer-error-no-window").await?;
    wang.choose(&w.t("ask-window-morning")).await?;
    day(&wang, "visit_when-date", ["2020", "3", "1"]).await?;
    told(&wang, &w, "answer-error-gone-by").await?;
    wang.picture("forms-gone-by").await?;
    day(&wang, "visit_when-date", ["2027", "3", "1"]).await?;
    wang.press(&w.t("common-next")).await?;
    // A paper that she shows to who comes.
    wang.see("本人身份证").await?;
    wang.press(&w.t("common-next")).await?;
    wang.see(&w.t("ask-check")).await?;
    wang.see(&w.t("answer-not-known")).await?;
    wang.picture("forms-check").await?;

    // Back, by the browser and by the app; then nobody is to come any more.
    wang.run("history.back()", vec![]).await?;
    wang.see("本人身份证").await?;
    wang.press(&w.t("common-back")).await?;
    wang.see("哪天上门合适").await?;
    wang.press(&w.t("common-back")).await?;
    wang.see("到哪儿来看您").await?;
    wang.press(&w.t("common-back")).await?;
    pick(&wang, &w, "您想怎么认证", "我自己在手机上认证").await?;
    wang.see("本人身份证").await?;
    wang.press(&w.t("common-next")).await?;
    wang.see(&w.t("ask-check")).await?;
    wang.not_see("到哪儿来看您").await?;
    wang.press(&w.t("form-send")).await?;
    wang.see(&w.t("way-received")).await?;
    wang.see("我自己在手机上认证").await?;
    wang.not_see("1 单元 101").await?;
    ensure!(form.starts_with("form/"));
    wang.close().await
}

#[tokio::test]
async fn mistakes_lead_to_their_questions() -> Result<()> {
    let w = Words::of(Lang::En);
    let town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    wang.see(&w.t("delivery-all")).await?;
    let form = begin(&wang, &w, "Old-age allowance").await?;
    wang.see(&w.t("form-parts")).await?;
    go(&wang, &format!("{form}/question/id_number")).await?;
    write(&wang, &w, "What is your ID number", LIKE_HERS).await?;
    // What the profile says, it says; the number may be right all the same.
    wang.see("What is your date of birth").await?;
    wang.see("1 January 1945").await?;
    go(&wang, &format!("{form}/check")).await?;
    wang.see(&w.t("form-doubtful")).await?;
    wang.press(&w.t("form-send")).await?;
    wang.see(&w.t("common-mistakes")).await?;
    in_summary(&wang).await?;
    wang.picture("forms-mistakes").await?;
    wang.run("document.querySelector('header a').focus()", vec![])
        .await?;
    wang.press(&w.t("form-send")).await?;
    in_summary(&wang).await?;
    wang.press("Is your household register").await?;
    wang.see("Yes").await?;
    wang.see("Is your household register").await?;
    wang.close().await
}

#[tokio::test]
async fn a_name_is_drawn_or_typed_and_two_answers_can_be_told_apart() -> Result<()> {
    let w = Words::of(Lang::En);
    let mut town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    let son = town.phone("son", Screen::Phone, w.tag()).await?;
    town.enrol(&son, XIAOMING).await?;
    for phone in [&wang, &son] {
        phone.see(&w.t("delivery-all")).await?;
    }
    let form = begin(&wang, &w, "Home adaptation grant").await?;
    wang.see(&w.t("form-parts")).await?;
    wang.see(&w.t("delivery-all")).await?;
    go(&son, &form).await?;
    son.see(&w.t("form-parts")).await?;

    // Apart, both sign and both write a number; the numbers end alike.
    town.server.kill()?;
    let sign = format!("{form}/question/signature");
    for phone in [&wang, &son] {
        go(phone, &sign).await?;
        phone.see("Please sign").await?;
    }
    wang.press(&w.t("signature-draw")).await?;
    draw(&wang).await?;
    wang.picture("forms-drawn").await?;
    // What is only drawn is not signed yet.
    wang.press(&w.t("common-next")).await?;
    wang.see(&w.t("answer-error-signature-not-used")).await?;
    wang.press(&w.t("signature-use")).await?;
    wang.see(&w.t("signature-counts")).await?;
    wang.picture("forms-signed").await?;
    wang.press(&w.t("common-next")).await?;
    wang.see(&w.t("form-parts")).await?;
    go(&wang, &format!("{form}/check")).await?;
    wang.see(&w.t("answer-signed")).await?;
    write(&son, &w, "Please sign", "Signed by Xiuying").await?;
    son.see(&w.t("form-parts")).await?;
    go(&son, &format!("{form}/check")).await?;
    son.see("Signed by Xiuying").await?;
    for (phone, number) in [(&wang, ID_OF_WANG), (&son, LIKE_HERS)] {
        go(phone, &format!("{form}/question/id_number")).await?;
        write(phone, &w, "What is your ID number", number).await?;
    }
    town.server.resume()?;
    for phone in [&wang, &son] {
        go(phone, &sign).await?;
        phone.see(&w.t("form-clash-choose")).await?;
        phone.see("Signed by Xiuying").await?;
        let lines = phone
            .client
            .find_all(Locator::Css("article svg.pad polyline"));
        ensure!(!lines.await?.is_empty(), "the drawn name is drawn");
    }
    wang.picture("forms-two-names").await?;
    wang.press_in("article", "Signed by Xiuying", &w.t("form-clash-choose"))
        .await?;
    wang.see(&w.t("form-parts")).await?;
    go(&wang, &format!("{form}/question/id_number")).await?;
    wang.see(ID_OF_WANG).await?;
    wang.see(LIKE_HERS).await?;
    wang.picture("forms-two-numbers").await?;
    passes(&wang, "two-numbers", Floor::Resident).await?;
    wang.close().await?;
    son.close().await
}

#[tokio::test]
async fn photos_that_were_sent_tell_how_far_they_are() -> Result<()> {
    let w = Words::of(Lang::En);
    let mut town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    wang.see(&w.t("delivery-all")).await?;
    let lamp = camera::picture(&wang, &town.profile(""), "lamp").await?;
    town.server.kill()?;
    begin(&wang, &w, "Report a").await?;
    wang.see("What is wrong").await?;
    wang.run("document.querySelector('label.choice').click()", vec![])
        .await?;
    wang.press(&w.t("common-next")).await?;
    wang.see("Describe the problem").await?;
    wang.fill("main textarea", "the lamp is dark").await?;
    wang.press(&w.t("common-next")).await?;
    write(&wang, &w, "Where is it", "at the gate").await?;
    wang.see("Take a photo").await?;
    wang.attach(FILE_FIELD, &lamp).await?;
    wang.see(&w.t("photos-here")).await?;
    wang.press(&w.t("common-next")).await?;
    wang.see("Do you want to give your name").await?;
    wang.run(
        "[...document.querySelectorAll('label.choice')].pop().click()",
        vec![],
    )
    .await?;
    wang.press(&w.t("common-next")).await?;
    wang.see(&w.t("ask-check")).await?;
    wang.press(&w.t("form-send")).await?;
    wang.see("0 of 1 photos have reached the community desk")
        .await?;
    wang.see(&w.t("photos-here")).await?;
    wang.picture("forms-album").await?;
    town.server.resume()?;
    wang.not_see("0 of 1 photos").await?;
    wang.not_see(&w.t("photos-here")).await?;
    wang.close().await
}

/// Goes on, and is told why not, each time that it is tried.
async fn told(phone: &Browser, w: &Words, mistake: &str) -> Result<()> {
    for _ in 0..2 {
        phone.press(&w.t("common-next")).await?;
        phone.see(&w.t(mistake)).await?;
        in_summary(phone).await?;
        // The focus is elsewhere when it is tried again.
        phone
            .run("document.querySelector('form button').focus()", vec![])
            .await?;
    }
    Ok(())
}

async fn in_summary(phone: &Browser) -> Result<()> {
    phone
        .until("the focus in the summary", async |client| {
            let is_there = client.execute(IN_SUMMARY, vec![]).await?;
            Ok((is_there == true).then_some(()))
        })
        .await
}

/// Draws two strokes with a finger.
async fn draw(phone: &Browser) -> Result<()> {
    let pad = phone
        .until("the box to sign in", async |client| {
            Ok(client.find(Locator::Css("svg.pad")).await.ok())
        })
        .await?;
    phone
        .run(
            "document.querySelector('svg.pad').scrollIntoView({ block: 'center' })",
            vec![],
        )
        .await?;
    let to = |x: f64, y: f64| PointerAction::MoveToElement {
        element: pad.clone(),
        duration: Some(Duration::from_millis(20)),
        x,
        y,
    };
    let mut finger = TouchActions::new("finger".to_owned());
    for stroke in [
        [(-80.0, -20.0), (-40.0, 20.0), (0.0, -20.0)],
        [(20.0, 20.0), (50.0, -10.0), (80.0, 20.0)],
    ] {
        let [first, rest @ ..] = stroke.map(|(x, y)| to(x, y));
        finger = finger.then(first).then(PointerAction::Down { button: 0 });
        for step in rest {
            finger = finger.then(step);
        }
        finger = finger.then(PointerAction::Up { button: 0 });
    }
    phone.client.perform_actions(finger).await?;
    phone
        .until("two strokes", async |client| {
            let lines = client.find_all(Locator::Css("svg.pad polyline")).await?;
            Ok((lines.len() == 2).then_some(()))
        })
        .await
}

//! A home made safe: photos taken without a network stay through a pulled battery,
//! go to the centre by themselves, come to the son's phone and the officer's desk, and
//! carry nothing but the picture.

use crate::{
    paperwork::{CARD, FILE_FIELD, ID_OF_WANG, confirm, open_service, pick, write},
    people::{WANG, XIAOMING, ZHENG, go},
    words::Words,
};
use anyhow::{Result, ensure};
use linli_l10n::Lang;
use linli_tests::{
    browser::{Browser, Screen},
    camera,
    town::Town,
};
use std::path::Path;

#[tokio::test]
async fn photos_of_a_home_reach_the_desk() -> Result<()> {
    let w = Words::of(Lang::En);
    let mut town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    let son = town.phone("son", Screen::Phone, w.tag()).await?;
    town.enrol(&son, XIAOMING).await?;
    let desk = town.phone("desk", Screen::Desk, w.tag()).await?;
    town.enrol(&desk, ZHENG).await?;
    for screen in [&wang, &son, &desk] {
        screen.see(&w.t("delivery-all")).await?;
    }
    wang.until_offline_ready().await?;
    let bath = camera::picture(&wang, &town.profile(""), "bath").await?;
    let door = camera::picture(&son, &town.profile(""), "door").await?;

    town.server.kill()?;
    open_service(&wang, &w, "Home adaptation grant").await?;
    about_her_home(&wang, &w).await?;
    // No picture, no photo.
    wang.see("Take some photos").await?;
    wang.press(&w.t("common-next")).await?;
    wang.see(&w.t("answer-error-no-photo")).await?;
    let letter = town.profile("letter.txt");
    std::fs::write(&letter, "Dear centre")?;
    wang.attach(FILE_FIELD, &letter).await?;
    wang.see(&w.t("answer-error-not-a-picture")).await?;
    wang.attach(FILE_FIELD, &bath).await?;
    wang.see(&w.t("photos-here")).await?;
    wang.not_see(&w.t("answer-error-not-a-picture")).await?;
    wang.picture("photos-here").await?;
    removed_only_when_said_twice(&wang, &w).await?;
    wang.attach(FILE_FIELD, &bath).await?;
    wang.see(&w.t("photos-here")).await?;
    let photos = wang.run("return location.hash", vec![]).await?;
    let photos = photos.as_str().unwrap_or_default().to_owned();
    let photos = photos.trim_start_matches("#/");
    wang.kill().await?;

    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    go(&wang, photos).await?;
    let (size, bytes) = camera::shown(&wang).await?;
    ensure!(size == camera::KEPT, "upright and small, not {size:?}");
    ensure!(!holds(&bytes, camera::PLACE), "no place in the photo");
    town.server.resume()?;
    wang.see(&w.t("photos-at-centre")).await?;

    // The son sees hers, and adds one.
    go(&son, photos).await?;
    ensure!(camera::shown(&son).await?.1 == bytes, "the same photo");
    son.attach(FILE_FIELD, &door).await?;
    son.see("2 photos").await?;
    wang.see("2 photos").await?;
    son.press(&w.t("common-next")).await?;
    when_and_sign(&son, &w).await?;
    photograph_the_card(&son, &w, &bath).await?;
    son.see("2 photos").await?;
    son.picture("papers-check").await?;
    // She began it: he is asked before he sends it, and she is told by whom it went.
    son.press(&w.t("form-send")).await?;
    son.see(&w.t("form-send-for")).await?;
    son.picture("send-for-another").await?;
    son.press(&w.t("form-send-for-yes")).await?;
    son.see(&w.t("way-received")).await?;
    son.see(&w.t("way-submitted")).await?;

    desk.see(WANG).await?;
    desk.press_in("tr", WANG, " ").await?;
    desk.see(&w.t("case-answers")).await?;
    desk.press_in("div[dt]", "Take some photos", &w.t("case-show"))
        .await?;
    let (size, bytes) = camera::shown(&desk).await?;
    ensure!(size == camera::KEPT, "as it was kept, not {size:?}");
    ensure!(!holds(&bytes, camera::PLACE), "no place in the photo");
    desk.press(&w.t("photos-larger")).await?;
    desk.see(&w.t("photos-smaller")).await?;
    desk.picture("photos-desk").await?;
    go(&wang, &photos_page(photos)).await?;
    wang.see(&format!("{XIAOMING} (Family) sent it")).await?;
    wang.not_see(&w.t("way-submitted")).await?;
    camera::shown(&wang).await?;
    wang.picture("photos-application").await?;
    for screen in [wang, son, desk] {
        screen.close().await?;
    }
    Ok(())
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes
        .windows(words.len())
        .any(|part| part == words.as_bytes())
}

/// The application's page, from that of one of its questions.
fn photos_page(question: &str) -> String {
    let doc = question.split('/').nth(1).unwrap_or_default();
    format!("application/{doc}")
}

async fn about_her_home(wang: &Browser, w: &Words) -> Result<()> {
    wang.press(&w.t("service-apply")).await?;
    wang.see(&w.t("form-parts")).await?;
    wang.press("About you").await?;
    confirm(wang, w, "What is your name").await?;
    write(wang, w, "What is your ID number", ID_OF_WANG).await?;
    confirm(wang, w, "What is your phone number").await?;
    pick(wang, w, "low-income certificate", "Yes").await?;
    pick(wang, w, "What level did your ability", "Mild").await?;
    wang.see(&w.t("form-parts")).await?;
    wang.press("Your home").await?;
    confirm(wang, w, "Where do you live").await?;
    pick(wang, w, "Has this home been adapted", "No").await?;
    pick(wang, w, "Who owns your home", "Mine").await?;
    write(wang, w, "How many people live in your home", "1").await?;
    wang.see("What should be made safer").await?;
    wang.choose("The bathroom").await?;
    pick(wang, w, "What should be made safer", "Doors and doorsteps").await
}

async fn when_and_sign(phone: &Browser, w: &Words) -> Result<()> {
    phone.see("Which day can someone come").await?;
    phone.fill("#answer-visit_when-date-year", "2027").await?;
    phone.fill("#answer-visit_when-date-month", "3").await?;
    phone.fill("#answer-visit_when-date-day", "1").await?;
    pick(
        phone,
        w,
        "Which day can someone come",
        &w.t("ask-window-morning"),
    )
    .await?;
    phone.press("Your bank card").await?;
    write(phone, w, "Which card should the money", CARD).await?;
    phone.press("Signature").await?;
    write(phone, w, "Please sign", "王秀英").await
}

/// A photo of one paper; the others she shows at the desk.
async fn photograph_the_card(phone: &Browser, w: &Words, card: &Path) -> Result<()> {
    phone.press("Photos of your papers").await?;
    phone.see("Your ID card").await?;
    phone.see(&w.t("form-paper-or-show")).await?;
    phone.attach(FILE_FIELD, card).await?;
    camera::shown(phone).await?;
    phone.picture("paper").await?;
    phone.press(&w.t("common-next")).await?;
    for paper in ["Proof of the home", "Low-income certificate"] {
        phone.see(paper).await?;
        phone.press(&w.t("common-next")).await?;
    }
    phone.see(&w.t("ask-check")).await?;
    phone.see(&w.t("form-paper-later")).await
}

/// Takes the only photo away; the focus stays on the page all the while.
async fn removed_only_when_said_twice(wang: &Browser, w: &Words) -> Result<()> {
    let focus = "return document.activeElement.id";
    wang.press(&w.t("photos-remove")).await?;
    wang.see(&w.t("photos-remove-no")).await?;
    ensure!(wang.run(focus, vec![]).await? == "photo-1");
    wang.picture("photos-remove").await?;
    wang.press(&w.t("photos-remove-no")).await?;
    wang.see(&w.t("photos-here")).await?;
    ensure!(wang.run(focus, vec![]).await? == "photo-1");
    wang.press(&w.t("photos-remove")).await?;
    wang.press(&w.t("photos-remove-yes")).await?;
    wang.see(&w.count("photos-count", 0)).await?;
    ensure!(wang.run(focus, vec![]).await? == "photos-count");
    Ok(())
}

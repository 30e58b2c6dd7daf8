//! What a phone says when something is wrong with itself: its storage is full, the browser may
//! clear it away, or a copy of it is in use. Each state is made, not set. The others are in
//! `restored.rs`, `own_devices.rs` and `faults.rs`.

use crate::{
    people::{WANG, fill_in_a_bath, go},
    words::Words,
};
use anyhow::{Result, ensure};
use linli_l10n::Lang;
use linli_tests::{
    audit::{Floor, passes},
    browser::{Browser, Screen},
    town::Town,
};
use std::{fs, path::Path};

/// A phone of Wang's that has sent a request, and stands on its page.
async fn phone_with_a_request(town: &Town, w: &Words) -> Result<Browser> {
    let phone = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&phone, WANG).await?;
    fill_in_a_bath(&phone, w).await?;
    phone.press(&w.t("ask-send")).await?;
    phone.see(&w.t("ask-sent-there")).await?;
    phone.press(&w.t("ask-see-matter")).await?;
    phone.see(&w.t("delivery-all")).await?;
    Ok(phone)
}

async fn write(phone: &Browser, w: &Words, text: &str) -> Result<()> {
    phone.fill("main textarea", text).await?;
    phone.press(&w.t("message-send")).await
}

/// The line and the home page say it, the desk's number stands beside it, and all of it can
/// be read.
async fn says(phone: &Browser, w: &Words, line: &str, to_do: &str, name: &str) -> Result<()> {
    phone.see(line).await?;
    go(phone, "").await?;
    phone.see(line).await?;
    phone.see(&w.t(to_do)).await?;
    let has_number = "return !!document.querySelector('main a[href^=\"tel:\"]')";
    let has_number = phone.run(has_number, vec![]).await?;
    ensure!(has_number == true, "`{to_do}` comes with whom to call");
    let name = format!("{name}-{}", w.tag());
    phone.picture(&name).await?;
    passes(phone, &name, Floor::Resident).await
}

#[tokio::test]
async fn a_phone_that_is_full_says_so_and_goes_on_when_there_is_room() -> Result<()> {
    let w = Words::of(Lang::ZhCn);
    let town = Town::new().await?;
    let phone = phone_with_a_request(&town, &w).await?;
    let address = &town.server.address;
    phone.limit_storage(address, Some(1)).await?;
    // Some room may have been given to its files before.
    let failed = w.t("failure-storage-full");
    let mut kept = 0;
    loop {
        let word = format!("word {kept} ");
        paste(&phone, &format!("{word}{}", "long ".repeat(700))).await?;
        phone.press(&w.t("message-send")).await?;
        phone.see_one_of(&[&failed, &word]).await?;
        if phone.text().await?.contains(&failed) {
            break;
        }
        kept += 1;
        ensure!(kept < 50, "it is never full");
    }
    let typed = "return document.querySelector('main textarea').value";
    let typed = phone.run(typed, vec![]).await?;
    let typed = typed.as_str().unwrap_or_default().to_owned();
    ensure!(typed.starts_with("word"), "what was written stays: {typed}");
    let line = w.t("delivery-full");
    phone.see(&line).await?;
    phone
        .picture(&format!("standing-full-page-{}", w.tag()))
        .await?;
    phone.limit_storage(address, None).await?;
    phone.press(&w.t("message-send")).await?;
    phone.see(&w.t("delivery-all")).await?;
    phone.not_see(&line).await?;
    phone.close().await
}

#[tokio::test]
async fn a_phone_whose_browser_may_clear_it_away_says_so_as_long_as_something_is_only_there()
-> Result<()> {
    let w = Words::of(Lang::ZhCn);
    let mut town = Town::new().await?;
    let phone = phone_with_a_request(&town, &w).await?;
    let is_kept = "navigator.storage.persisted().then(arguments[0])";
    let is_kept = phone.run_async(is_kept, vec![]).await?;
    ensure!(is_kept == false, "this browser was not asked by a person");
    phone.not_see(&w.t("home-not-kept")).await?;
    town.server.kill()?;
    write(&phone, &w, "bring a coat").await?;
    let line = w.count("delivery-waiting-away", 1);
    says(&phone, &w, &line, "home-not-kept", "standing-not-kept").await?;
    town.server.resume()?;
    phone.see(&w.t("delivery-all")).await?;
    phone.not_see(&w.t("home-not-kept")).await?;
    phone.close().await
}

#[tokio::test]
async fn a_phone_of_which_a_copy_is_in_use_says_so_on_both() -> Result<()> {
    let w = Words::of(Lang::En);
    let town = Town::new().await?;
    let phone = phone_with_a_request(&town, &w).await?;
    phone.close().await?;
    copy(&town.profile("wang"), &town.profile("copy"))?;
    let phone = town.phone("wang", Screen::Phone, w.tag()).await?;
    phone.see(&w.t("delivery-all")).await?;
    let other = town.phone("copy", Screen::Phone, w.tag()).await?;
    // Where both only listen, nothing goes wrong; whoever writes is heard by both.
    for phone in [&phone, &other] {
        go(phone, "matters").await?;
        phone.press(w.pick("帮您洗澡", "Help with bathing")).await?;
        write(phone, &w, "bring a coat").await?;
    }
    let line = w.count("delivery-twice", 0);
    for (phone, name) in [(&phone, "standing-twice"), (&other, "standing-twice-copy")] {
        says(phone, &w, &line, "home-twice", name).await?;
    }
    other.close().await?;
    phone.close().await
}

/// Puts a long text into the field at once: keys would take a minute.
async fn paste(phone: &Browser, text: &str) -> Result<()> {
    let paste = "const field = document.querySelector('main textarea');
        field.value = arguments[0];
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    phone.run(paste, vec![text.into()]).await.map(drop)
}

/// A copy of a browser's folder, as a backup of the phone makes it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (kind, to) = (entry.file_type()?, to.join(entry.file_name()));
        if kind.is_dir() {
            copy(&entry.path(), &to)?;
        } else if kind.is_file() {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

//! A centre that comes back from a backup: a resident and a caregiver go on as if nothing
//! had been lost, and each phone's line says what is so meanwhile.

use crate::{
    people::{SUN, WANG, claim, fill_in_a_bath, go, make_the_visit, open_the_visit},
    words::Words,
};
use anyhow::{Result, ensure};
use linli_l10n::Lang;
use linli_tests::{
    browser::{Browser, Screen},
    town::Town,
};

#[tokio::test]
async fn a_restored_centre_takes_nothing_from_two_phones_in_chinese() -> Result<()> {
    restored(Lang::ZhCn).await
}

#[tokio::test]
async fn a_restored_centre_takes_nothing_from_two_phones_in_english() -> Result<()> {
    restored(Lang::En).await
}

/// What Wang writes for her carer: before the backup, after it, and while nobody answers.
const WRITTEN: [&str; 3] = ["the key is with Li", "the lamp is dark", "bring a coat"];

async fn restored(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let mut town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    fill_in_a_bath(&wang, &w).await?;
    wang.press(&w.t("ask-send")).await?;
    wang.see(&w.t("ask-sent-there")).await?;
    wang.press(&w.t("ask-see-matter")).await?;
    write(&wang, &w, WRITTEN[0]).await?;
    wang.see(&w.t("delivery-all")).await?;
    let copy = town.profile("copy.db");
    town.server.back_up(&copy)?;

    // The carer's phone is younger than the backup; so is her word, and the centre's.
    let sun = town.phone("sun", Screen::Phone, w.tag()).await?;
    town.enrol(&sun, SUN).await?;
    go(&sun, "offers").await?;
    claim(&sun, &w, w.pick("在床上擦身", "A wash in bed")).await?;
    sun.see(&w.t("offers-yours")).await?;
    wang.see("孙丽").await?;
    write(&wang, &w, WRITTEN[1]).await?;
    wang.see(&w.t("delivery-all")).await?;
    open_the_visit(&sun, &w, WANG).await?;
    sun.see(WRITTEN[1]).await?;
    sun.see(&w.t("delivery-all")).await?;

    town.server.kill()?;
    let told = town.server.restore(&copy)?;
    ensure!(told.contains("the devices give back"), "{told}");
    sun.see(&w.t("delivery-away")).await?;
    write(&wang, &w, WRITTEN[2]).await?;
    let waits = w.count("delivery-waiting-away", 1);
    wang.see(&waits).await?;
    wang.picture(&format!("restored-away-{}", w.tag())).await?;
    for phone in [&wang, &sun] {
        keep_lines(phone).await?;
    }

    town.server.resume()?;
    for (phone, before) in [(&wang, waits), (&sun, w.t("delivery-away"))] {
        phone.see(&w.t("delivery-all")).await?;
        told_the_truth(phone, &w, &before).await?;
        // Nothing is missing, and nothing is there twice.
        for words in WRITTEN {
            // "All delivered" is said of what one wrote oneself; others' words may follow.
            phone.see(words).await?;
            // Beside the page stands what a screen reader was told last.
            let shown = "return document.querySelector('main').innerText";
            let shown = phone.run(shown, vec![]).await?;
            let shown = shown.as_str().unwrap_or_default();
            ensure!(shown.matches(words).count() == 1, "`{words}` in {shown}");
        }
    }
    wang.see("孙丽").await?;
    wang.picture(&format!("restored-wang-{}", w.tag())).await?;
    sun.see("ring twice").await?;
    sun.picture(&format!("restored-sun-{}", w.tag())).await?;

    // The centre has it again: a phone that was never in touch before gets all of it there.
    let other = town.phone("other", Screen::Phone, w.tag()).await?;
    town.enrol(&other, WANG).await?;
    let matter = wang.run("return location.hash.slice(2);", vec![]).await?;
    go(&other, matter.as_str().unwrap_or_default()).await?;
    other.see("孙丽").await?;
    for words in WRITTEN {
        other.see(words).await?;
    }
    // And the work goes on, to its end.
    make_the_visit(&sun, &w).await?;
    for phone in [&wang, &other] {
        phone.see("all is well").await?;
        phone.see(&w.t("matter-rate")).await?;
        phone.see(&w.t("delivery-all")).await?;
    }
    for browser in [wang, sun, other] {
        browser.close().await?;
    }
    Ok(())
}

/// Writes a message on the page of a request.
async fn write(phone: &Browser, w: &Words, text: &str) -> Result<()> {
    phone.fill("main textarea", text).await?;
    phone.press(&w.t("message-send")).await?;
    phone.see(text).await
}

/// From now on the page keeps each line about delivery that it has shown.
async fn keep_lines(phone: &Browser) -> Result<()> {
    let keep = "
        window.lines = [];
        const note = () => {
            const line = document.querySelector('p.delivery')?.innerText?.trim();
            if (line && line !== window.lines.at(-1)) window.lines.push(line);
        };
        note();
        new MutationObserver(note).observe(
            document.body, { subtree: true, childList: true, characterData: true });";
    phone.run(keep, vec![]).await.map(drop)
}

/// The lines that the phone showed, from no answer to all delivered: each says what is so.
/// What waits is not called delivered, and nobody is told that the centre forgot them. How
/// long each stood is not asked: what was given back within a moment may never be drawn, and
/// what others wrote may be asked for once more when they have come.
async fn told_the_truth(phone: &Browser, w: &Words, before: &str) -> Result<()> {
    let shown = phone.run("return window.lines;", vec![]).await?;
    let lines: Vec<String> = serde_json::from_value(shown)?;
    let waits = [
        "delivery-waiting-away",
        "delivery-waiting-reaching",
        "delivery-waiting-giving-back",
        "delivery-sending",
    ]
    .map(|key| w.count(key, 1));
    let [all, giving, away, reaching] = [
        "delivery-all",
        "delivery-giving-back",
        "delivery-away",
        "delivery-reaching",
    ]
    .map(|key| w.t(key));
    let at = lines.iter().position(|line| *line == all);
    let (still, there) = lines.split_at(at.unwrap_or(lines.len()));
    let is_true = still
        .iter()
        .all(|line| waits.contains(line) || [&giving, &away, &reaching].contains(&line))
        && there.iter().all(|line| [&all, &giving].contains(&line));
    let is_whole = at.is_some() && lines.first().map(String::as_str) == Some(before);
    ensure!(is_whole && is_true, "{lines:#?}");
    Ok(())
}

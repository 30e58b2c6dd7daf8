//! A page is read aloud as a person would read it to somebody beside them.

use crate::{
    people::{WANG, fill_in_a_bath, go},
    words::Words,
};
use anyhow::{Result, ensure};
use linli_l10n::Lang;
use linli_tests::{
    audit::{self, Floor},
    browser::{Browser, Screen},
    town::Town,
    voice::Said,
};

#[tokio::test]
async fn pages_are_read_as_a_person_would_in_chinese() -> Result<()> {
    pages_are_read(Lang::ZhCn).await
}

#[tokio::test]
async fn pages_are_read_as_a_person_would_in_english() -> Result<()> {
    pages_are_read(Lang::En).await
}

/// Reads the page that is open to its end; one line for each run of words in one language.
async fn read_page(phone: &Browser, w: &Words) -> Result<String> {
    phone.give_voice(false).await?;
    phone.press(&w.t("common-read")).await?;
    let is_read = "return !!linliVoice.said.length && !document.querySelector('.reading')";
    phone
        .until("the page to be read", async |_| {
            let is_read = phone.run(is_read, Vec::new()).await? == true;
            Ok(is_read.then_some(()))
        })
        .await?;
    let said = phone.read_aloud().await?;
    let lines = said
        .iter()
        .map(|said| format!("    {}: {}\n", said.lang, said.text));
    Ok(lines.collect())
}

async fn pages_are_read(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let town = Town::new().await?;
    let phone = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&phone, WANG).await?;
    phone.see(&w.t("delivery-all")).await?;
    let mut log = String::new();
    for (what, page) in [
        ("Text, colours and language", "look"),
        ("Urgent help", "urgent"),
        ("What is known about her", "details"),
        ("A service", "service/old-age-allowance"),
    ] {
        go(&phone, page).await?;
        log += &format!("{what}\n{}", read_page(&phone, &w).await?);
    }
    go(&phone, "").await?;
    fill_in_a_bath(&phone, &w).await?;
    log += &format!("Her answers\n{}", read_page(&phone, &w).await?);
    phone
        .press_in(
            "div",
            w.pick("在床上擦身", "A wash in bed"),
            &w.t("common-change"),
        )
        .await?;
    phone.see(w.pick("在床上擦身", "A wash in bed")).await?;
    log += &format!("A question\n{}", read_page(&phone, &w).await?);
    // What was seeded today says so.
    let today = "
        const part = { timeZone: 'Asia/Shanghai', year: 'numeric', month: 'long', day: 'numeric' };
        const tag = arguments[0] === 'en' ? 'en-GB' : 'zh-CN';
        return new Intl.DateTimeFormat(tag, part).format(new Date());";
    let today = phone.run(today, vec![w.tag().into()]).await?;
    let log = log.replace(today.as_str().unwrap_or_default(), "(today)");
    w.agrees_with("aloud", &log);
    phone.run("history.back()", Vec::new()).await?;
    phone.press(&w.t("ask-send")).await?;
    phone.press(&w.t("ask-see-matter")).await?;
    phone.see(&w.t("message-write")).await?;
    let matter = read_page(&phone, &w).await?;
    ensure!(
        matter.matches(w.t("timeline-now").trim()).count() == 1,
        "where it is: {matter}"
    );
    phone.close().await
}

#[tokio::test]
async fn the_reading_waits_says_it_again_and_slows_down() -> Result<()> {
    let w = Words::of(Lang::En);
    let town = Town::new().await?;
    let phone = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&phone, WANG).await?;
    go(&phone, "look").await?;
    phone.give_voice(true).await?;
    phone.press(&w.t("common-read")).await?;
    let title = until_said(&phone, 1).await?;
    audit::passes(&phone, "a page that is read", Floor::Resident).await?;
    phone.voice_goes_on().await?;
    let second = until_said(&phone, 2).await?;
    phone.picture("aloud-reading").await?;

    phone.press(&w.t("aloud-wait")).await?;
    phone.see(&w.t("aloud-go-on")).await?;
    phone.press(&w.t("aloud-go-on")).await?;
    ensure!(
        until_said(&phone, 3).await? == second,
        "it goes on where it was"
    );
    phone.press(&w.t("aloud-again")).await?;
    ensure!(until_said(&phone, 4).await? == second, "it says it again");
    phone.press(&w.t("aloud-slower")).await?;
    let slower = until_said(&phone, 5).await?;
    ensure!(
        slower.text == second.text && slower.rate < second.rate,
        "{slower:?}"
    );
    let marked = "return document.querySelectorAll('[data-reading]').length";
    ensure!(
        phone.run(marked, Vec::new()).await? == 1,
        "one place is marked"
    );

    phone.press(&w.t("common-read-stop")).await?;
    phone.not_see(&w.t("aloud-again")).await?;
    ensure!(
        phone.run(marked, Vec::new()).await? == 0,
        "no place is marked"
    );
    // The pace is kept; another page ends the reading, and is read from its own beginning.
    phone.press(&w.t("common-read")).await?;
    let again = until_said(&phone, 6).await?;
    ensure!(
        again.text == title.text && again.rate == slower.rate,
        "{again:?}"
    );
    go(&phone, "urgent").await?;
    phone.not_see(&w.t("aloud-again")).await?;
    phone.press(&w.t("common-read")).await?;
    ensure!(
        until_said(&phone, 7).await?.text != title.text,
        "another page"
    );
    phone.close().await
}

#[tokio::test]
async fn where_there_is_no_voice_it_says_how_to_get_one() -> Result<()> {
    let w = Words::of(Lang::ZhCn);
    let town = Town::new().await?;
    let phone = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&phone, WANG).await?;
    phone.press(&w.t("common-read")).await?;
    phone.see(&w.t("aloud-no-voice")).await?;
    phone.see(&w.t("aloud-get-help")).await?;
    audit::passes(&phone, "no voice", Floor::Resident).await?;
    phone.picture("aloud-no-voice").await?;
    phone.press(&w.t("common-read-stop")).await?;
    phone.not_see(&w.t("aloud-no-voice")).await?;
    phone.close().await
}

/// Waits until the voice was given something to say `times`; the last of it.
async fn until_said(phone: &Browser, times: usize) -> Result<Said> {
    phone
        .until(&format!("passage {times} to be said"), async |_| {
            let said = phone.read_aloud().await?;
            Ok(said.get(times.saturating_sub(1)).cloned())
        })
        .await
}

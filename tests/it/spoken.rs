//! What a screen reader is told without being asked: what changed for who reads, once for one
//! action, and nothing for what they do themselves letter by letter.

use crate::{
    people::{WANG, XIAOMING, fill_in_a_bath, go},
    words::Words,
};
use anyhow::{Result, ensure};
use linli_l10n::Lang;
use linli_tests::{
    browser::{Browser, Screen},
    town::Town,
};

/// What she writes, as many letters as were tried when each was announced.
const LETTERS: &str = "knock twice,";

#[tokio::test]
async fn one_action_is_said_once_in_chinese() -> Result<()> {
    spoken(Lang::ZhCn).await
}

#[tokio::test]
async fn one_action_is_said_once_in_english() -> Result<()> {
    spoken(Lang::En).await
}

/// The log of one story, as it is kept in `docs/spoken/`.
struct Log {
    text: String,
    heard: usize,
    /// What is said or not, by how fast the centre was.
    passed_over: String,
}

impl Log {
    /// Notes what was said since the last step; it must be these words and nothing else.
    async fn step(&mut self, phone: &Browser, step: &str, expected: &[&str]) -> Result<()> {
        let all = phone.spoken().await?;
        let new = all.get(self.heard..).unwrap_or_default().iter();
        let new: Vec<_> = new.filter(|said| **said != self.passed_over).collect();
        self.heard = all.len();
        let is_so = new.len() == expected.len()
            && new
                .iter()
                .zip(expected)
                .all(|(said, words)| said.contains(words));
        ensure!(is_so, "{step}: {new:?} was said, not {expected:?}");
        self.text += &format!("{step}\n");
        if new.is_empty() {
            self.text += "    (nothing)\n";
        }
        for said in new {
            self.text += &format!("    {}\n", said.trim());
        }
        Ok(())
    }
}

/// Types as a hand does, key by key.
async fn type_letters(phone: &Browser, css: &str, text: &str) -> Result<()> {
    let focus = "document.querySelector(arguments[0]).focus()";
    phone.run(focus, vec![css.into()]).await?;
    for letter in text.chars() {
        phone.keys(&letter.to_string()).await?;
    }
    Ok(())
}

async fn spoken(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let mut town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    let son = town.phone("son", Screen::Phone, w.tag()).await?;
    for (phone, name) in [(&wang, WANG), (&son, XIAOMING)] {
        town.enrol(phone, name).await?;
        phone.see(&w.t("delivery-all")).await?;
    }
    wang.record_spoken().await?;
    let mut log = Log {
        text: String::new(),
        heard: 0,
        passed_over: String::new(),
    };

    fill_in_a_bath(&wang, &w).await?;
    log.step(&wang, "A request, question by question", &[])
        .await?;
    wang.press(&w.t("ask-send")).await?;
    wang.see(&w.t("ask-sent-there")).await?;
    log.passed_over = w.t("ask-sent-there");

    wang.press(&w.t("ask-see-matter")).await?;
    wang.see(&w.t("message-write")).await?;
    let doc = wang.client.current_url().await?;
    let matter = doc
        .fragment()
        .unwrap_or_default()
        .trim_start_matches('/')
        .to_owned();
    type_letters(&wang, "#message", LETTERS).await?;
    wang.press(&w.t("message-send")).await?;
    let kept = w.t("message-kept");
    wang.hear(&kept).await?;
    log.step(&wang, "Twelve letters of a message, then sent", &[&kept])
        .await?;

    go(&son, &matter).await?;
    son.see(LETTERS).await?;
    son.fill("#message", "I come too").await?;
    son.press(&w.t("message-send")).await?;
    wang.hear("I come too").await?;
    log.step(&wang, "Her son writes", &["I come too"]).await?;

    town.server.kill()?;
    wang.hear(&w.t("delivery-away")).await?;
    let away = w.t("delivery-away");
    log.step(&wang, "The community desk cannot be reached", &[&away])
        .await?;
    town.server.resume()?;
    wang.hear(&w.t("delivery-all")).await?;
    let all = w.t("delivery-all");
    log.step(&wang, "It can be reached again", &[&all]).await?;

    go(&wang, "services").await?;
    wang.see(&w.t("services-search")).await?;
    type_letters(&wang, "#search", "allowance").await?;
    let found = w.pick("找到", "found");
    wang.hear(found).await?;
    go(&wang, "matters").await?;
    go(&wang, "").await?;
    wang.see(&w.t("home-ask")).await?;
    let last = wang.spoken().await?.pop().unwrap_or_default();
    log.step(&wang, "A search for services", &[&last]).await?;
    w.agrees_with("spoken", &log.text);
    wang.close().await?;
    son.close().await
}

//! What a screen reader is told without being asked: what changed for who reads, once for one
//! action, and nothing for what they do themselves letter by letter.

use crate::{
    people::{LIN, SUN, WANG, XIAOMING, claim, fill_in_a_bath, go, open_the_visit},
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
    passed_over: Vec<String>,
    /// The word with which times begin: what is said after it is another each time.
    today: String,
}

impl Log {
    fn new(w: &Words, passed_over: &[String]) -> Self {
        Self {
            today: w.t("when-in-today"),
            text: String::new(),
            heard: 0,
            passed_over: passed_over.to_vec(),
        }
    }

    /// Notes what was said since the last step; it must be these words and nothing else.
    async fn step(&mut self, phone: &Browser, step: &str, expected: &[&str]) -> Result<()> {
        let all = phone.spoken().await?;
        let new = all.get(self.heard..).unwrap_or_default().iter();
        let new = new.filter(|said| !self.passed_over.contains(said));
        let new: Vec<_> = new.collect();
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
            let until_time = said.split(&self.today).next().unwrap_or_default();
            let said = until_time.trim().trim_end_matches(['，', ',']);
            self.text += &format!("    {said}\n");
        }
        Ok(())
    }
}

/// What is said once for one action, whatever its words are.
async fn said_once(phone: &Browser, log: &mut Log, step: &str) -> Result<()> {
    let said = phone.until(step, async |_| {
        let all = phone.spoken().await?;
        let mut new = all.get(log.heard..).unwrap_or_default().iter();
        Ok(new.find(|said| !log.passed_over.contains(said)).cloned())
    });
    let said = said.await?;
    log.step(phone, step, &[&said]).await
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
    let mut log = Log::new(&w, &[]);

    fill_in_a_bath(&wang, &w).await?;
    log.step(&wang, "A request, question by question", &[])
        .await?;
    wang.press(&w.t("ask-send")).await?;
    wang.see(&w.t("ask-sent-there")).await?;
    log.passed_over.push(w.t("ask-sent-there"));

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

/// What is said of how delivery stands: by how fast the centre was, once, twice or not at all.
fn of_delivery(w: &Words) -> Vec<String> {
    ["delivery-all", "ask-sent-there"]
        .map(|key| w.t(key))
        .to_vec()
}

#[tokio::test]
async fn urgent_help_is_said_once_in_chinese() -> Result<()> {
    urgent(Lang::ZhCn).await
}

#[tokio::test]
async fn urgent_help_is_said_once_in_english() -> Result<()> {
    urgent(Lang::En).await
}

/// She asks for urgent help: who has heard of it is said, each time that it changes.
async fn urgent(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    wang.see(&w.t("delivery-all")).await?;
    let lin = town.phone("lin", Screen::Desk, w.tag()).await?;
    town.enrol(&lin, LIN).await?;
    lin.see(&w.t("delivery-all")).await?;
    wang.record_spoken().await?;
    lin.record_spoken().await?;
    let mut hers = Log::new(&w, &of_delivery(&w));
    let mut desk = Log::new(&w, &of_delivery(&w));
    desk.passed_over.push(w.count("roster-found", 40));
    hers.passed_over.push(w.t("attention-not-out"));

    go(&wang, "urgent/tell").await?;
    wang.choose(w.pick("摔倒了", "I fell")).await?;
    hers.step(&wang, "What happened", &[]).await?;
    wang.press(&w.t("urgent-send")).await?;
    // It is said where it changes under her eyes, and not where the page opens with it.
    let unseen = w.t("attention-unseen");
    wang.see(&unseen).await?;
    hers.passed_over.push(unseen);
    lin.see(&w.t("alerts-open")).await?;
    said_once(&lin, &mut desk, "The desk is called").await?;

    lin.press(&w.t("alerts-open")).await?;
    let seen = w.t("attention-seen");
    wang.hear(&seen).await?;
    hers.step(&wang, "A worker has opened it", &[&seen]).await?;
    lin.press(&w.t("alerts-take-on")).await?;
    let taken_on = w.t("attention-taken-on");
    wang.hear(&taken_on).await?;
    hers.step(&wang, "She takes care of it", &[&taken_on])
        .await?;
    w.agrees_with("spoken/urgent", &(hers.text + &desk.text));
    wang.close().await?;
    lin.close().await
}

#[tokio::test]
async fn a_visit_is_said_once_in_chinese() -> Result<()> {
    visit(Lang::ZhCn).await
}

#[tokio::test]
async fn a_visit_is_said_once_in_english() -> Result<()> {
    visit(Lang::En).await
}

/// A carer makes a visit: each step is said to her and to who waits.
async fn visit(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    fill_in_a_bath(&wang, &w).await?;
    wang.press(&w.t("ask-send")).await?;
    wang.see(&w.t("ask-sent-there")).await?;
    wang.press(&w.t("ask-see-matter")).await?;
    let sun = town.phone("sun", Screen::Phone, w.tag()).await?;
    town.enrol(&sun, SUN).await?;
    go(&sun, "offers").await?;
    sun.see(w.pick("在床上擦身", "A wash in bed")).await?;
    wang.record_spoken().await?;
    sun.record_spoken().await?;
    let (mut hers, mut carers) = (
        Log::new(&w, &of_delivery(&w)),
        Log::new(&w, &of_delivery(&w)),
    );

    claim(&sun, &w, w.pick("在床上擦身", "A wash in bed")).await?;
    let assigned = w.t("status-assigned");
    wang.hear(&assigned).await?;
    hers.step(&wang, "A carer says that she comes", &[&assigned])
        .await?;
    sun.see(&w.t("offers-yours")).await?;
    let yours = sun.spoken().await?;
    let yours: Vec<_> = yours.iter().map(String::as_str).collect();
    carers.passed_over.push(w.t("offers-waiting-here"));
    ensure!(yours.len() < 3, "for one action {yours:?} was said");
    carers.heard = yours.len();
    open_the_visit(&sun, &w, WANG).await?;
    carers.step(&sun, "She opens the visit", &[]).await?;
    sun.press(&w.t("visit-set-out")).await?;
    let on_the_way = w.t("visit-on-the-way");
    sun.hear(&on_the_way).await?;
    carers.step(&sun, "She sets out", &[&on_the_way]).await?;
    w.agrees_with("spoken/visit", &(hers.text + &carers.text));
    wang.close().await?;
    sun.close().await
}

#[tokio::test]
async fn what_family_does_is_said_once_in_chinese() -> Result<()> {
    family(Lang::ZhCn).await
}

#[tokio::test]
async fn what_family_does_is_said_once_in_english() -> Result<()> {
    family(Lang::En).await
}

/// Her son asks for a bath: she hears of it on her home page.
async fn family(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    let son = town.phone("son", Screen::Phone, w.tag()).await?;
    for (phone, name) in [(&wang, WANG), (&son, XIAOMING)] {
        town.enrol(phone, name).await?;
        phone.see(&w.t("delivery-all")).await?;
        phone.record_spoken().await?;
    }
    let (mut hers, mut his) = (
        Log::new(&w, &of_delivery(&w)),
        Log::new(&w, &of_delivery(&w)),
    );
    fill_in_a_bath(&son, &w).await?;
    his.step(&son, "He writes a request for her", &[]).await?;
    son.press(&w.t("ask-send")).await?;
    son.see(&w.t("form-send-for")).await?;
    his.step(&son, "He is asked whether it is to go", &[])
        .await?;
    son.press(&w.t("form-send-for-yes")).await?;
    son.see(&w.t("ask-sent-there")).await?;
    said_once(&wang, &mut hers, "She hears that he sent it").await?;
    w.agrees_with("spoken/family", &(his.text + &hers.text));
    wang.close().await?;
    son.close().await
}

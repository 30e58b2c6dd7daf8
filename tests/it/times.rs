//! When somebody comes: for lunch, for an appointment, up to a last day; and what is over
//! stands apart from what is open.

use crate::{
    people::{WANG, go},
    words::Words,
};
use anyhow::Result;
use linli_domain::time::{Timestamp, add_days};
use linli_l10n::Lang;
use linli_tests::{
    audit::{Floor, passes},
    browser::{Browser, Screen},
    town::Town,
};
use std::time::SystemTime;

/// Takes a picture of a page and holds it to the floor.
async fn look_at(phone: &Browser, w: &Words, name: &str) -> Result<()> {
    let name = format!("times-{}-{name}", w.tag());
    phone.picture(&name).await?;
    passes(phone, &name, Floor::Resident).await
}

/// Goes on from each of so many questions, which may be left out.
async fn leave_out(phone: &Browser, w: &Words, questions: &[&str]) -> Result<()> {
    for question in questions {
        phone.see(question).await?;
        phone.press(&w.t("common-next")).await?;
    }
    Ok(())
}

async fn lunch(phone: &Browser, w: &Words) -> Result<()> {
    go(phone, "ask").await?;
    phone.press(w.pick("送饭、做饭", "Meals")).await?;
    phone
        .choose(w.pick("上门来做", "Cooked at my home"))
        .await?;
    phone.press(&w.t("common-next")).await?;
    let questions = [
        w.pick("吃饭有什么要注意", "know about your food"),
        w.pick("对什么吃的过敏", "Which foods are you allergic"),
        w.pick("进门有什么要注意", "know about getting in"),
    ];
    leave_out(phone, w, &questions).await?;
    phone.see(&w.t("ask-when")).await?;
    look_at(phone, w, "meal").await?;
    phone.choose(w.pick("明天中饭", "Lunch tomorrow")).await?;
    phone.press(&w.t("common-next")).await?;
    let shown = w.pick("上午11:00到中午12:30", "11am to 12:30pm");
    phone.see(shown).await?;
    phone.press(&w.t("ask-send")).await?;
    phone.see(&w.t("ask-sent-there")).await
}

async fn hospital(phone: &Browser, w: &Words) -> Result<()> {
    go(phone, "ask").await?;
    phone
        .press(w.pick("陪您看病", "Help at the hospital"))
        .await?;
    phone.choose(w.pick("帮我排队", "Queue for me")).await?;
    phone.press(&w.t("common-next")).await?;
    phone.see(w.pick("去哪家医院", "Which hospital")).await?;
    phone.fill("main input, main textarea", "市一医院").await?;
    phone.press(&w.t("common-next")).await?;
    phone.choose(w.pick("不用", "No")).await?;
    phone.press(&w.t("common-next")).await?;
    leave_out(phone, w, &[w.pick("要带哪些卡", "Which cards")]).await?;
    phone.choose(w.pick("可以", "Yes")).await?;
    phone.press(&w.t("common-next")).await?;
    leave_out(
        phone,
        w,
        &[w.pick("进门有什么要注意", "know about getting in")],
    )
    .await?;
    phone.see(&w.t("ask-when")).await?;
    look_at(phone, w, "hospital").await?;
    phone.choose(&w.t("ask-when-appointment")).await?;
    phone.press(&w.t("common-next")).await?;
    phone.choose(&w.t("when-tomorrow")).await?;
    phone.press(&w.t("common-next")).await?;
    phone.fill("#when-hour", "1").await?;
    phone.press(&w.t("common-next")).await?;
    phone.see(&w.t("ask-appointment-too-soon")).await?;
    phone.fill("#when-hour", "9").await?;
    phone.fill("#when-minute", "30").await?;
    look_at(phone, w, "appointment").await?;
    phone.press(&w.t("common-next")).await?;
    phone.see(&w.t("ask-check")).await?;
    let shown = w.pick(
        "上午8:00到上午8:30（约的是上午9:30）",
        "8am to 8:30am (appointment 9:30am)",
    );
    phone.see(shown).await?;
    look_at(phone, w, "appointment-check").await
}

/// Cleaning on every Monday, up to a day that is typed.
async fn cleaning(phone: &Browser, w: &Words) -> Result<()> {
    go(phone, "ask").await?;
    phone
        .press(w.pick("打扫、洗衣服", "Cleaning and laundry"))
        .await?;
    phone.choose(w.pick("厨房", "Kitchen")).await?;
    phone.press(&w.t("common-next")).await?;
    phone.choose(w.pick("不用", "No")).await?;
    phone.press(&w.t("common-next")).await?;
    phone.choose(w.pick("没有", "No")).await?;
    phone.press(&w.t("common-next")).await?;
    leave_out(
        phone,
        w,
        &[w.pick("进门有什么要注意", "know about getting in")],
    )
    .await?;
    phone.choose(&w.t("ask-when-weekly")).await?;
    phone.press(&w.t("common-next")).await?;
    phone.choose(&w.t("when-weekday-1")).await?;
    phone.press(&w.t("common-next")).await?;
    phone.choose(&w.t("ask-window-afternoon")).await?;
    phone.press(&w.t("common-next")).await?;
    phone.see(&w.t("ask-until-open")).await?;
    look_at(phone, w, "until").await?;
    phone.choose(&w.t("ask-until-other")).await?;
    phone.press(&w.t("common-next")).await?;
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    let now = Timestamp(i64::try_from(now.as_millis())?);
    let last = add_days(now.local(480).0, 20);
    for (field, value, says) in [
        ("year", "2099".to_owned(), Some("answer-error-date")),
        ("month", last.month().to_string(), Some("answer-error-date")),
        ("day", last.day().to_string(), Some("ask-last-day-late")),
        ("year", last.year().to_string(), None),
    ] {
        phone.fill(&format!("#when-{field}"), &value).await?;
        if let Some(says) = says {
            phone.press(&w.t("common-next")).await?;
            phone.see(&w.t(says)).await?;
        }
    }
    look_at(phone, w, "last-day").await?;
    phone.press(&w.t("common-next")).await?;
    phone.see(&w.t("ask-check")).await?;
    phone.see(w.pick("为止", "until ")).await?;
    phone.press(&w.t("ask-send")).await?;
    phone.see(&w.t("ask-sent-there")).await
}

/// What was called off stands under what is open.
async fn matters(phone: &Browser, w: &Words) -> Result<()> {
    go(phone, "matters").await?;
    let meals = w.pick("送饭、做饭", "Meals");
    phone
        .press_in("article", meals, &w.t("matters-see"))
        .await?;
    phone.press(&w.t("matter-cancel")).await?;
    phone.see(w.pick("谁看得到", "Who can see this")).await?;
    look_at(phone, w, "cancel").await?;
    phone.press(&w.t("cancel-yes")).await?;
    phone.see(&w.t("status-cancelled")).await?;
    go(phone, "matters").await?;
    phone.see(&w.count("matters-open", 2)).await?;
    phone.see(&w.count("matters-past", 1)).await?;
    look_at(phone, w, "matters").await
}

#[tokio::test]
async fn for_lunch_for_an_appointment_and_up_to_a_last_day() -> Result<()> {
    for lang in [Lang::En, Lang::ZhCn] {
        let w = Words::of(lang);
        let town = Town::new().await?;
        let phone = town.phone(w.tag(), Screen::Phone, w.tag()).await?;
        town.enrol(&phone, WANG).await?;
        lunch(&phone, &w).await?;
        hospital(&phone, &w).await?;
        cleaning(&phone, &w).await?;
        matters(&phone, &w).await?;
        phone.close().await?;
    }
    Ok(())
}

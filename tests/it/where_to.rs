//! Nobody is sent to where nobody knows the way: somebody whose address the community does not
//! know writes it before the request leaves.

use crate::{
    floor::look,
    people::{fill_in_a_bath, go},
    words::Words,
};
use anyhow::Result;
use linli_l10n::Lang;
use linli_tests::{
    audit::Floor,
    browser::{Browser, Screen},
    town::Town,
};

const ZHAO: &str = "赵国华 Zhao Guohua";

#[tokio::test]
async fn an_address_is_written_before_anybody_is_asked_to_come_in_chinese() -> Result<()> {
    written(Lang::ZhCn).await
}

#[tokio::test]
async fn an_address_is_written_before_anybody_is_asked_to_come_in_english() -> Result<()> {
    written(Lang::En).await
}

async fn write(phone: &Browser, w: &Words) -> Result<()> {
    phone.fill("#answer-phone", "000-5555-2002").await?;
    phone.choose(w.pick("2 号楼", "Building 2")).await?;
    phone.fill("#answer-address-room", "1 单元 302").await?;
    phone.press(&w.t("details-keep")).await
}

async fn written(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let at = |page: &str| format!("where-to-{page}-{}", w.tag());
    let town = Town::new().await?;
    town.server.admit(ZHAO)?;
    let zhao = town.phone("zhao", Screen::Phone, w.tag()).await?;
    town.enrol(&zhao, ZHAO).await?;
    zhao.see(&w.t("delivery-all")).await?;

    // Urgent help asks for it first, and keeps nobody from telling.
    zhao.press(&w.t("home-urgent")).await?;
    zhao.press(&w.t("urgent-tell")).await?;
    zhao.see(&w.t("details-why")).await?;
    look(&zhao, &at("urgent"), Floor::Resident).await?;
    zhao.press(&w.t("details-go-on")).await?;
    zhao.see(&w.t("urgent-send")).await?;
    go(&zhao, "").await?;

    fill_in_a_bath(&zhao, &w).await?;
    zhao.press(&w.t("ask-send")).await?;
    zhao.see(&w.t("details-missing")).await?;
    zhao.picture(&at("missing")).await?;
    zhao.press(&w.t("details-missing")).await?;
    // Half an address is none.
    zhao.fill("#answer-phone", "000-5555-2002").await?;
    zhao.press(&w.t("details-keep")).await?;
    zhao.see(&w.t("answer-error-required")).await?;
    look(&zhao, &at("half"), Floor::Resident).await?;
    write(&zhao, &w).await?;
    zhao.see("000-5555-2002").await?;
    zhao.see("302").await?;
    look(&zhao, &at("check"), Floor::Resident).await?;
    zhao.press(&w.t("ask-send")).await?;
    zhao.see(&w.t("ask-sent-there")).await?;
    zhao.press(&w.t("ask-see-matter")).await?;
    zhao.see("302").await?;

    // It is known from now on, and can be changed from the home page.
    go(&zhao, "").await?;
    zhao.press(&w.t("details-all")).await?;
    zhao.see("000-5555-2002").await?;
    zhao.see(&w.t("details-unknown")).await?;
    look(&zhao, &at("details"), Floor::Resident).await?;
    go(&zhao, "details/home").await?;
    zhao.fill("#answer-phone", "000-5555-2003").await?;
    zhao.press(&w.t("details-keep")).await?;
    zhao.see("000-5555-2003").await?;
    go(&zhao, "details/hearing").await?;
    zhao.choose(&w.t("hearing-hard")).await?;
    look(&zhao, &at("hearing"), Floor::Resident).await?;
    zhao.press(&w.t("common-next")).await?;
    zhao.see(&w.t("details-contact-name")).await?;
    zhao.see(&w.t("hearing-hard")).await?;
    look(&zhao, &at("details-known"), Floor::Resident).await?;
    go(&zhao, "urgent").await?;
    zhao.press(&w.t("urgent-tell")).await?;
    zhao.see(&w.t("urgent-send")).await?;
    zhao.close().await
}

//! A public service, all the way: found, applied for without a network and without
//! typing anything twice, decided at the desk, rated.

use crate::{
    paperwork::{ID_OF_WANG, fill_in_the_allowance, open_service},
    people::WANG,
    words::Words,
};
use anyhow::Result;
use linli_l10n::Lang;
use linli_tests::{browser::Screen, town::Town};

#[tokio::test]
async fn an_allowance_is_applied_for_without_a_network() -> Result<()> {
    let w = Words::of(Lang::ZhCn);
    let mut town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    wang.see(&w.t("delivery-all")).await?;
    wang.until_offline_ready().await?;
    town.server.kill()?;
    open_service(&wang, &w, w.pick("高龄津贴", "Old-age allowance")).await?;
    fill_in_the_allowance(&wang, &w, ID_OF_WANG).await?;
    wang.press(&w.t("form-send")).await?;
    // Never "sent" before a receipt.
    wang.see(&w.t("ask-sent-here")).await?;
    wang.picture("apply-sent-here").await?;
    town.server.resume()?;
    wang.close().await
}

//! An office without our desk: its own system, a Python program that knows the published
//! description only, reads, takes on and decides what was sent from a phone.

use crate::{
    paperwork::{FILE_FIELD, ID_OF_WANG, fill_in_the_allowance, open_service},
    people::{WANG, ZHENG, go},
    words::Words,
};
use anyhow::{Context, Result, ensure};
use linli_l10n::Lang;
use linli_tests::{browser::Screen, camera, town::Town};
use serde_json::{Value, json};
use std::{path::Path, process::Command};

#[tokio::test]
async fn an_outside_system_decides_what_was_sent_from_a_phone() -> Result<()> {
    let w = Words::of(Lang::En);
    let town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    wang.see(&w.t("delivery-all")).await?;
    let token = town.server.gateway_token("civil-affairs")?;
    let nothing = outside(&town, &token, "")?;
    ensure!(nothing["seen"] == json!([]), "{nothing}");

    open_service(&wang, &w, "Old-age allowance").await?;
    fill_in_the_allowance(&wang, &w, ID_OF_WANG).await?;
    let form = wang.run("return location.hash", vec![]).await?;
    let form = form.as_str().unwrap_or_default();
    let form = form.trim_start_matches("#/").trim_end_matches("/check");
    go(&wang, &format!("{form}/question/id_card")).await?;
    let card = camera::picture(&wang, &town.profile(""), "card").await?;
    wang.attach(FILE_FIELD, &card).await?;
    wang.see(&w.t("photos-at-centre")).await?;
    wang.close().await?;

    // She goes on where she left off, on a new telephone.
    let wang = town.phone("new", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    wang.see(&w.t("delivery-all")).await?;
    go(&wang, "matters").await?;
    wang.press(&w.t("matters-go-on")).await?;
    go(&wang, &format!("{form}/question/id_card")).await?;
    camera::shown(&wang).await?;
    go(&wang, &format!("{form}/check")).await?;
    wang.see("0027").await?;
    wang.press(&w.t("form-send")).await?;
    wang.see(&w.t("way-received")).await?;

    let place = nothing["next"].to_string();
    let told = outside(&town, &token, place.trim_matches('"'))?;
    let own = &told["seen"][0];
    ensure!(own["status"] == "decided", "{told}");
    ensure!(own["answers"]["id_number"]["text"] == ID_OF_WANG, "{told}");
    ensure!(own["pictures"][0][0] == "image/jpeg", "{told}");
    ensure!(own["pictures"][0][1] == "ffd8", "{told}");

    wang.see(&w.t("application-granted")).await?;
    wang.see("From next month on.").await?;
    wang.picture("gateway-granted").await?;
    // The officers' desk sees the same, and that it reached her.
    let desk = town.phone("desk", Screen::Desk, w.tag()).await?;
    town.enrol(&desk, ZHENG).await?;
    desk.see(&w.t("delivery-all")).await?;
    desk.press(&w.t("queue-all")).await?;
    desk.see(WANG).await?;
    let place = told["next"].to_string();
    let later = outside(&town, &token, place.trim_matches('"'))?;
    ensure!(later["seen"][0]["status"] == "closed", "{later}");
    wang.close().await?;
    desk.close().await
}

/// What the outside system saw after `after`.
fn outside(town: &Town, token: &str, after: &str) -> Result<Value> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("it/outside.py");
    let output = Command::new("python3")
        .arg(program)
        .args([&town.server.address, token, after])
        .output()
        .context("Python runs")?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(serde_json::from_slice(&output.stdout)?)
}

//! What the window may do is a short list, and stays one.

use std::fs;

fn json(file: &str) -> std::io::Result<serde_json::Value> {
    let path = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
    Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
}

#[test]
fn the_window_may_only_hear_events_show_notices_and_obey_its_keys() {
    let capability = json("capabilities/main.json").unwrap();
    let permissions = capability["permissions"].as_array().unwrap();
    assert_eq!(
        permissions,
        &[
            "core:event:allow-listen",
            "core:event:allow-unlisten",
            "core:webview:allow-set-webview-zoom",
            "core:webview:allow-print",
            "core:window:allow-is-fullscreen",
            "core:window:allow-set-fullscreen",
            "notification:allow-is-permission-granted",
            "notification:allow-request-permission",
            "notification:allow-notify",
        ]
    );
    assert_eq!(
        fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/capabilities"))
            .unwrap()
            .count(),
        1
    );
}

#[test]
fn the_page_may_run_no_foreign_or_inline_script() {
    let csp = json("tauri.conf.json").unwrap()["app"]["security"]["csp"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        csp.contains("script-src 'self' 'wasm-unsafe-eval';") && !csp.contains("unsafe-inline")
    );
}

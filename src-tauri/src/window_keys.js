// What people expect of the keys and the mouse in a window. Larger and smaller with Ctrl and
// plus, minus or nought is Tauri's own (`zoomHotkeysEnabled`), Ctrl and F the screens' (`find_key.rs`).
addEventListener("keydown", async (event) => {
  const { invoke } = window.__TAURI_INTERNALS__;
  if (event.key === "F11") {
    event.preventDefault();
    const isFull = await invoke("plugin:window|is_fullscreen");
    await invoke("plugin:window|set_fullscreen", { value: !isFull });
  } else if (event.ctrlKey && event.key.toLowerCase() === "p") {
    event.preventDefault();
    await invoke("plugin:webview|print");
  }
});

// WebKit's menu speaks English, and its "Back" and "Reload" know nothing of the app. Where
// text is written it stays: people copy and paste there.
addEventListener("contextmenu", (event) => {
  if (!event.target.closest("input, textarea")) event.preventDefault();
});

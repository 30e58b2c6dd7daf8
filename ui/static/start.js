// Starts the screens, first showing the colours and text size of the last time.
import init from "/ui.js";

try {
  const [size, theme] = (localStorage.getItem("linli-look") ?? "").split(" ");
  if (/^(100|125|150|200)$/.test(size)) document.documentElement.dataset.text = size;
  if (/^(light|dark|contrast)$/.test(theme)) document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing: the app says so itself.
}

await init();

// Measures the page as it stands against the floor for sizes, contrast and reflow.
// Returns a list of plain sentences; an empty list is a pass. `desk` relaxes the
// target size to 44 px, as the floor allows on the desks of workers and officers.
const desk = arguments[0];
const found = [];
const root = document.documentElement;
const shown = (e) => {
  const style = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  return style.visibility !== "hidden" && style.display !== "none" && box.width > 1 && box.height > 1
    && !e.closest("[hidden], .visually-hidden");
};
const name = (e) => `<${e.tagName.toLowerCase()} class="${e.className.baseVal ?? e.className}"> ${(e.textContent || e.getAttribute("aria-label") || "").trim().slice(0, 40)}`;

if (root.scrollWidth > root.clientWidth + 1) {
  found.push(`the page scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}`);
  for (const e of document.body.querySelectorAll("*")) {
    if (shown(e) && e.getBoundingClientRect().right > root.clientWidth + 1) found.push(`too wide: ${name(e)}`);
  }
}

const colour = (text) => {
  const parts = text.match(/[\d.]+/g).map(Number);
  return { r: parts[0], g: parts[1], b: parts[2], a: parts.length > 3 ? parts[3] : 1 };
};
const luminance = ({ r, g, b }) => {
  const f = (v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
};
const contrast = (a, b) => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};
const ground = (e) => {
  for (let at = e; at; at = at.parentElement) {
    const c = colour(getComputedStyle(at).backgroundColor);
    if (c.a === 1) return c;
  }
  return { r: 255, g: 255, b: 255, a: 1 };
};

const target = desk ? 44 : 60;
for (const e of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
  if (!shown(e) || e.type === "hidden") continue;
  // A radio button or checkbox is pressed through its label.
  const pressed = (e.type === "radio" || e.type === "checkbox") ? (e.closest("label") ?? document.querySelector(`label[for="${e.id}"]`) ?? e) : e;
  const box = pressed.getBoundingClientRect();
  if (box.height < target - 0.5 || box.width < target - 0.5) {
    found.push(`target ${Math.round(box.width)}x${Math.round(box.height)} < ${target}: ${name(pressed)}`);
  }
  const style = getComputedStyle(pressed);
  const outside = ground(pressed.parentElement ?? pressed);
  const border = colour(style.borderTopColor);
  const inside = colour(style.backgroundColor);
  const visible = (parseFloat(style.borderTopWidth) > 0 && border.a === 1 && contrast(border, outside) >= 4.5)
    || (inside.a === 1 && contrast(inside, outside) >= 4.5)
    || (e.tagName === "A" || e.tagName === "BUTTON" || e.tagName === "SUMMARY") && contrast(colour(style.color), ground(pressed)) >= 4.5;
  if (!visible) found.push(`border or ground below 4.5:1: ${name(pressed)}`);
}

// What cannot be undone lies apart from everything else that is pressed.
const APART = 24;
const pressable = [...document.querySelectorAll("main :is(a[href], button)")]
  .filter((e) => shown(e) && !e.closest(".foot"));
for (const e of pressable.filter((e) => e.matches(".button.danger:not(.go, .call)"))) {
  const box = e.getBoundingClientRect();
  for (const other of pressable) {
    const near = other.getBoundingClientRect();
    const apart = Math.max(near.top - box.bottom, box.top - near.bottom, near.left - box.right, box.left - near.right);
    if (other !== e && apart < APART) found.push(`${Math.round(apart)} px from ${name(other)}: ${name(e)}`);
  }
}

// The distance of two paragraphs is at least 1.3 times that of two lines.
for (const e of document.querySelectorAll("p + p")) {
  const before = e.previousElementSibling;
  if (!shown(e) || !shown(before)) continue;
  const line = parseFloat(getComputedStyle(before).lineHeight);
  const gap = e.getBoundingClientRect().top - before.getBoundingClientRect().bottom;
  const isBelow = gap > -1;
  if (isBelow && gap + line < 1.3 * line - 0.5) found.push(`paragraphs ${Math.round(gap)}px apart at lines of ${line}px: ${name(e)}`);
}

// What takes the focus is scrolled to, and must not lie under the foot then.
const foot = [...document.querySelectorAll(".foot")].find((e) => !e.closest("main"));
for (const e of foot ? document.querySelectorAll("main :is(a[href], button, summary)") : []) {
  if (!shown(e)) continue;
  e.scrollIntoView({ block: "nearest", behavior: "instant" });
  const [box, over] = [e.getBoundingClientRect(), foot.getBoundingClientRect()];
  const isCovered = box.bottom > over.top + 0.5 && box.top < over.bottom - 0.5
    && box.right > over.left + 0.5 && box.left < over.right - 0.5;
  // What is higher than the room above the foot cannot lie in it whole.
  if (isCovered && box.height < over.top) found.push(`under the foot: ${name(e)}`);
}
scrollTo(0, 0);

const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const seen = new Set();
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const e = node.parentElement;
  if (!node.textContent.trim() || !e || seen.has(e) || !shown(e) || e.closest("script, style, noscript, svg")) continue;
  seen.add(e);
  const style = getComputedStyle(e);
  const size = parseFloat(style.fontSize);
  // Secondary words (the names under the header's icons, captions, steps, tags) may be
  // 18 px, the smallest that the 2021 elder-friendly design specification allows for text.
  const isBody = !e.closest("header, small, .small, .step, .tag, .delivery, dt, th, caption");
  if (size < (isBody && !desk ? 20 : 17.9)) found.push(`text of ${size}px: ${name(e)}`);
  if (style.lineHeight !== "normal" && e.tagName === "P" && parseFloat(style.lineHeight) / size < 1.49) {
    found.push(`line height ${style.lineHeight} at ${size}px: ${name(e)}`);
  }
  const ratio = contrast(colour(style.color), ground(e));
  if (ratio < 7) found.push(`contrast ${ratio.toFixed(2)}: ${name(e)}`);
}

if (!root.lang) found.push("the page has no language");
if (!document.title.trim()) found.push("the page has no title");
const headings = [...document.querySelectorAll("h1")].filter(shown);
if (headings.length !== 1) found.push(`${headings.length} first-level headings`);
if (!document.querySelector("main")) found.push("no main landmark");
return found;

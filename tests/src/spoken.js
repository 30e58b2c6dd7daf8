// Notes what a screen reader would be told while somebody is elsewhere on the page: each
// change of a live region, and each alert that comes into the page.
if (!window.linliSpoken) {
  window.linliSpoken = [];
  const LIVE = "[role=status], [role=alert], [aria-live]";
  const element = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
  new MutationObserver((changes) => {
    const heard = new Set();
    for (const change of changes) {
      const region = element(change.target)?.closest(LIVE);
      if (region) heard.add(region);
      for (const added of change.addedNodes) {
        if (added.nodeType !== Node.ELEMENT_NODE) continue;
        for (const one of [added, ...added.querySelectorAll(LIVE)]) {
          if (one.matches(LIVE)) heard.add(one);
        }
      }
    }
    for (const region of heard) {
      const text = region.innerText.trim();
      if (text) window.linliSpoken.push(text);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

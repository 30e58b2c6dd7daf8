// The engine's worker: owns the browser's database, one tab at a time.
//
// Page to worker:  { id, call: "<command>" }   { take_over: true }
// Worker to page:  { id, outcome: "<outcome>" }   { event: "<event>" }
//                  { state: "ready" | "elsewhere" | "moved" | "no-storage" | "failed", detail }
//
// Handles into the origin's private file system can be held by one worker only.
// A Web Lock says which. A tab that is opened stands in its queue: a reloaded page goes on by
// itself when the worker before it has ended, and another tab when the first was closed.
// A tab that does not want to wait asks the holder to let go.
import init, { boot, call, close, network_changed } from "./engine.js";

const LOCK = "linli-database";
// For how long an ending worker may hold the lock before the person is told.
const PATIENCE_MS = 4000;
// How often, and after which pause, files are tried that an ended worker has not let go.
const TRIES = 20;
const PAUSE_MS = 250;
const wasm = init();
const channel = new BroadcastChannel("linli");
const waiting = [];
let open = false;
let release = null;
// What ends this tab's place in the queue, while it has one.
let queued = null;
// Another tab asked for the files before this one had them open.
let unwanted = false;

const tell = (state, detail = "") => postMessage({ state, detail });

async function start() {
  if (!navigator.storage?.getDirectory || !navigator.locks) {
    tell("no-storage");
    return;
  }
  try {
    await wasm;
    await bootPatiently();
  } catch (error) {
    const why = String(error?.message ?? error);
    tell(/storage|quota|security|getDirectory|NotAllowed/i.test(why) ? "no-storage" : "failed", why);
    release?.();
    release = null;
    return;
  }
  open = true;
  if (unwanted) {
    letGo();
    return;
  }
  tell("ready");
  for (const message of waiting.splice(0)) answer(message);
}

async function bootPatiently() {
  for (let left = TRIES; ; left -= 1) {
    try {
      await boot(location.origin, (event) => postMessage({ event }));
      return;
    } catch (error) {
      if (left === 0 || !/NoModificationAllowed/.test(String(error?.message ?? error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

function answer({ id, call: command }) {
  if (!open) {
    waiting.push({ id, call: command });
    return;
  }
  postMessage({ id, outcome: call(command) });
}

// Holds the lock until `release` is called or the worker ends.
function hold() {
  return new Promise((resolve) => {
    release = resolve;
    start();
  });
}

function queue() {
  const own = new AbortController();
  queued = own;
  const request = navigator.locks.request(LOCK, { signal: own.signal }, () => {
    queued = null;
    return hold();
  });
  // Another tab was let pass.
  request.catch(() => {});
}

function begin() {
  if (!navigator.locks) {
    tell("no-storage");
    return;
  }
  queue();
  channel.postMessage("whose");
  setTimeout(() => queued && tell("elsewhere"), PATIENCE_MS);
}

function takeOver() {
  channel.postMessage("let go");
  if (!queued && !release) queue();
}

function letGo() {
  open = unwanted = false;
  close();
  tell("moved");
  release();
  release = null;
}

// The browser says when the network comes and goes: nobody waits out a pause then.
for (const event of ["online", "offline"]) {
  addEventListener(event, () => {
    if (open) network_changed();
  });
}

channel.onmessage = ({ data }) => {
  if (data === "whose" && open) channel.postMessage("mine");
  if (data === "mine" && queued) tell("elsewhere");
  if (data !== "let go") return;
  if (open) {
    letGo();
  } else if (queued) {
    // Who asked goes first.
    queued.abort();
    queue();
  } else if (release) {
    unwanted = true;
  }
};

onmessage = ({ data }) => {
  if (data.take_over) takeOver();
  else answer(data);
};

begin();

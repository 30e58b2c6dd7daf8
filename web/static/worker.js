// The engine's worker: owns the browser's database, one tab at a time.
//
// Page to worker:  { id, call: "<command>" }   { take_over: true }
// Worker to page:  { id, outcome: "<outcome>" }   { event: "<event>" }
//                  { state: "ready" | "elsewhere" | "moved" | "no-storage" | "failed", detail }
//
// Handles into the origin's private file system can be held by one worker only.
// A Web Lock says which; a tab that wants them asks the holder to let go.
import init, { boot, call, close, network_changed } from "./engine.js";

const LOCK = "linli-database";
const wasm = init();
const channel = new BroadcastChannel("linli");
const waiting = [];
let open = false;
let release = null;

const tell = (state, detail = "") => postMessage({ state, detail });

async function start() {
  if (!navigator.storage?.getDirectory || !navigator.locks) {
    tell("no-storage");
    return;
  }
  try {
    await wasm;
    await boot(location.origin, (event) => postMessage({ event }));
  } catch (error) {
    const why = String(error?.message ?? error);
    tell(/storage|quota|security|getDirectory|NotAllowed/i.test(why) ? "no-storage" : "failed", why);
    release?.();
    return;
  }
  open = true;
  tell("ready");
  for (const message of waiting.splice(0)) answer(message);
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

function begin() {
  if (!navigator.locks) {
    tell("no-storage");
    return;
  }
  navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => {
    if (lock) return hold();
    tell("elsewhere");
  });
}

function takeOver() {
  channel.postMessage("let go");
  navigator.locks.request(LOCK, hold);
}

// The browser says when the network comes and goes: nobody waits out a pause then.
for (const event of ["online", "offline"]) {
  addEventListener(event, () => {
    if (open) network_changed();
  });
}

channel.onmessage = ({ data }) => {
  if (data !== "let go" || !open) return;
  open = false;
  close();
  tell("moved");
  release();
};

onmessage = ({ data }) => {
  if (data.take_over) takeOver();
  else answer(data);
};

begin();

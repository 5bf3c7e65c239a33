// A form is sent once, and shows that it is on its way. One that may carry files goes by a request of ours, which tells
// how far it is; where the line breaks, the form stays as it was and says so. Without a script the browser sends it.

import { photosAreReady } from "./photos.js";
import { word } from "./words.js";

// So long a second press sends nothing: slow lines invite it.
const PATIENCE = 60000;
const STEP = 5;

export function sendOnce() {
  const sent = new WeakMap();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    const pressed = event.submitter;
    const button = pressed ? pressed.name + pressed.value : "";
    const last = sent.get(form);
    if (last && (last.travels || last.button === button) && Date.now() - last.time < last.patience) {
      event.preventDefault();
      return;
    }
    const travels = form.enctype === "multipart/form-data" && pressed !== undefined;
    const stop = showBusy(form, pressed, () => sent.delete(form));
    sent.set(form, { button, travels, time: Date.now(), patience: travels ? Infinity : PATIENCE, stop });
    if (!travels) return void setTimeout(stop, PATIENCE);
    event.preventDefault();
    travel(form, pressed, stop);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form").forEach((form) => sent.has(form) && sent.get(form).stop());
  });
}

async function travel(form, pressed, stop) {
  stop.say(word("sending"));
  await photosAreReady();
  const data = new FormData(form);
  if (pressed && pressed.name) data.append(pressed.name, pressed.value);
  const request = new XMLHttpRequest();
  const aim = (pressed && pressed.getAttribute("formaction")) || form.getAttribute("action") || window.location.href;
  request.open("POST", aim);
  request.setRequestHeader("X-Sent-By", "script");
  request.upload.onprogress = (event) => event.lengthComputable && stop.far(event.loaded / event.total);
  request.upload.onload = () => stop.say(word("waiting"));
  request.onerror = () => breakOff(form, data, stop);
  request.onload = () => {
    const next = request.getResponseHeader("X-Lead-To");
    if (next) leadTo(next);
    else if (request.status >= 500) breakOff(form, data, stop);
    else show(request.responseText, form);
  };
  request.send(data);
}

// Where answers are kept on the phone (offline.js), this one is kept; elsewhere the form stays as it was.
function breakOff(form, data, stop) {
  const event = new CustomEvent("line:broken", { bubbles: true, cancelable: true, detail: { data, stop } });
  if (form.dispatchEvent(event)) stop.ends("broken");
}

function leadTo(next) {
  const there = new URL(next, window.location.href);
  const isHere = there.pathname + there.search === window.location.pathname + window.location.search;
  if (!isHere || !there.hash) return window.location.assign(there);
  window.location.hash = there.hash;
  window.location.reload();
}

// The page with what must be mended takes the place of this one; the files that were chosen stay chosen. One that
// became text in the page is not read again.
function show(html, form) {
  const chosen = Array.from(form.querySelectorAll("input[type=file]"))
    .filter((input) => input.files.length && !("readOnce" in input.dataset))
    .map((input) => [input.name, input.files]);
  document.open();
  document.write(html);
  document.close();
  document.addEventListener("DOMContentLoaded", () => keep(chosen));
  if (document.readyState !== "loading") keep(chosen);
  window.scrollTo(0, 0);
}

function keep(chosen) {
  const empty = chosen.filter(([name, files]) => {
    const input = document.querySelector(`input[type=file][name="${name}"]`);
    if (!input || input.getAttribute("aria-invalid") === "true") return true;
    input.files = files;
    return false;
  });
  if (!empty.length) document.querySelectorAll("[data-choose-again]").forEach((hint) => hint.remove());
}

// The button rests, and a line below it says what happens. Returned is what ends it.
function showBusy(form, pressed, forget) {
  const button = pressed || form.querySelector("button:not([type=button])");
  const line = form.querySelector("[data-send-status]") || document.createElement("p");
  Object.assign(line, { className: "send-status", textContent: word("sending") });
  line.setAttribute("role", "status");
  line.dataset.sendStatus = "";
  const bar = document.createElement("progress");
  if (button) {
    button.setAttribute("aria-disabled", "true");
    (button.closest(".save-bar, p") || button).after(line);
  }
  let shown = -1;
  const stop = () => {
    if (button) button.removeAttribute("aria-disabled");
    line.remove();
    forget();
  };
  stop.say = (text) => (line.textContent = text);
  stop.far = (part) => {
    const percent = Math.floor((part * 100) / STEP) * STEP;
    if (percent === shown) return;
    shown = percent;
    Object.assign(bar, { max: 100, value: percent });
    line.textContent = word("far").replace("0", percent);
    line.append(bar);
  };
  stop.ends = (how) => {
    if (button) button.removeAttribute("aria-disabled");
    stop.say(word(how));
    line.classList.add(`send-${how}`);
    forget();
  };
  return stop;
}

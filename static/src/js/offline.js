// Without a line an answer stays on this phone, is seen here as waiting, and goes when the line is back. Loaded only where
// a form asks for it or something waits (core.js); where the browser cannot keep things, all is as it was without this.

import { forgetPages, keepPage } from "./kept_pages.js";
import { all, isOfLink, keep, OUTCOMES, remove, sendAll } from "./outbox.js";
import { inWords } from "./words.js";

const ROOM = 5 * 1024 * 1024;
// A phone on a bad line does not always know that it has none.
const AGAIN_AFTER = 30000;
const FLAG = "outbox";

const form = document.querySelector("form[data-kept-for]");
const user = document.body.dataset.user || "";
const template = document.getElementById("outbox");

document.addEventListener("line:broken", (event) => {
  if (event.target !== form || !window.indexedDB) return;
  event.preventDefault();
  const { data, stop } = event.detail;
  keepAnswer(data).then(() => stop.ends("kept"), () => stop.ends("broken"));
});
document.addEventListener("submit", askBeforeSignOut, true);
window.addEventListener("online", sendNow);
if ("BroadcastChannel" in window) new BroadcastChannel(OUTCOMES).onmessage = ({ data }) => settle(data);
begin();

async function begin() {
  await show().catch(() => {});
  if (navigator.onLine) sendNow();
  if (!("caches" in window)) return;
  await forgetPages({ form, user }).catch(() => {});
  if (!form || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register("/sw.js").catch(() => {});
  keepPage(form.dataset.keptFor).then(remember, () => {});
}

async function keepAnswer(data) {
  const fields = Array.from(data.entries())
    .filter(([name]) => name !== "csrfmiddlewaretoken")
    .filter(([, value]) => typeof value === "string" || value.size);
  const files = fields.filter(([, value]) => typeof value !== "string");
  const row = {
    key: form.elements.submission.value,
    owner: form.dataset.keptFor,
    url: form.action,
    page: window.location.href,
    about: form.dataset.about || document.querySelector("h1").textContent.trim(),
    said: said(),
    time: Date.now(),
    fields,
    left: [],
  };
  const size = files.reduce((sum, [, file]) => sum + file.size, 0);
  if (size > ROOM) await keepWithoutFiles(row, files);
  else await keep(row).catch(() => keepWithoutFiles(row, files));
  remember();
  form.dispatchEvent(new Event("draft:drop"));
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.ready.then(({ sync }) => sync && sync.register(FLAG)).catch(() => {});
  }
  await show();
}

// A photo that has no room must not cost the answer.
function keepWithoutFiles(row, files) {
  const left = files.map(([, file]) => file.name);
  return keep({ ...row, left, fields: row.fields.filter(([, value]) => typeof value === "string") });
}

function said() {
  const chosen = form.querySelector("input[type=radio]:checked");
  const words = Array.from(form.querySelectorAll("textarea"), (field) => field.value);
  return [chosen && chosen.labels[0].textContent, ...words].map((one) => (one || "").trim()).filter(Boolean).join(". ");
}

// Says to core.js that there is something to look after.
function remember() {
  localStorage.setItem(FLAG, "1");
}

let again = 0;
async function sendNow() {
  clearTimeout(again);
  const done = await sendAll().catch(() => []);
  await settle(done);
  if (done.some((one) => one.again)) again = setTimeout(sendNow, AGAIN_AFTER);
}

// What was sent from this page leads on, as if it had gone at once.
async function settle(done) {
  const own = form && done.find(({ key, next }) => next && key === form.elements.submission.value);
  if (own && !isLeaving) return window.location.assign(own.next);
  await show(done.some(({ owner, next }) => next && isMine({ owner }))).catch(() => {});
}

// What waits is shown to whom it belongs: on the pages of the link, or to the account.
function isMine({ owner }) {
  return isOfLink(owner) ? window.location.pathname.startsWith(owner) : owner === `user-${user}`;
}

async function show(isSent = false) {
  const rows = (await all()).filter(isMine);
  const old = document.querySelector(".outbox");
  if (!old && !rows.length && !isSent) return;
  const box = template.content.firstElementChild.cloneNode(true);
  const [line] = box.querySelectorAll("[data-outbox-row]");
  line.remove();
  box.append(...rows.map((row) => filled(line.cloneNode(true), row)));
  box.querySelector("[data-outbox-sent]").hidden = !isSent;
  box.querySelector("[data-outbox-none]").hidden = isSent || rows.length > 0;
  if (old) old.replaceWith(box);
  else document.getElementById("messages").after(box);
}

function filled(line, row) {
  const part = (name) => line.querySelector(`[data-outbox-${name}]`);
  const isHere = form && form.action === row.url;
  part("about").textContent = row.about;
  part("said").textContent = row.said;
  part("time").textContent = inWords(row.time);
  part("left").hidden = !row.left.length;
  part("files").textContent = row.left.join(", ");
  part("waits").hidden = part("send").hidden = !!row.refused;
  part("refused").hidden = !row.refused;
  part("put-back").hidden = !row.refused || !isHere;
  part("open").hidden = !row.refused || isHere;
  part("open").href = row.page;
  part("send").addEventListener("click", sendNow);
  part("put-back").addEventListener("click", () => putBack(row));
  part("remove").addEventListener("click", () => remove(row.key).then(() => show()));
  return line;
}

async function putBack(row) {
  form.dispatchEvent(new CustomEvent("draft:put", { detail: row.fields.filter(([, value]) => typeof value === "string") }));
  form.querySelectorAll("input[type=file]").forEach((input) => {
    const list = new DataTransfer();
    row.fields.filter(([name, value]) => name === input.name && value.size).forEach(([, file]) => list.items.add(file));
    if (list.files.length) input.files = list.files;
  });
  await remove(row.key);
  await show();
  form.scrollIntoView();
}

// Signing out clears this phone: what waits is sent before, and what cannot be sent is told once.
let isLeaving = false;
function askBeforeSignOut(event) {
  const leaving = event.target;
  if (!leaving.matches("form[data-sign-out]") || isLeaving) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  isLeaving = true;
  sendAll()
    .catch(() => [])
    .then(all)
    .catch(() => [])
    .then((rows) => {
      if (!rows.length) return leaving.submit();
      const warning = document.getElementById("outbox-lost").content.cloneNode(true);
      document.getElementById("messages").replaceChildren(warning);
      document.getElementById("messages").scrollIntoView();
    });
}

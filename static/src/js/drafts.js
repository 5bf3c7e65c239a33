// Keeps what one types in <form data-draft="id"> on this device until it is saved, also over an expired sign-in.
//
// A form that is sent names its draft. The draft is deleted when the server says by a cookie that it took that form, and
// at no other sign: an error, a lost line or another page leave it.

import { inWords } from "./words.js";

const DELAY = 600;
const KEPT_FOR = 30 * 24 * 3600 * 1000;
// The same names stand in accounts/access.py.
const FIELD = "_draft";
const TAKEN = /(?:^|; )((?:__Host-)?saved-draft)=([^;]*)/;

const user = document.body.dataset.user || "";
export const store = safe(() => window.localStorage);

export function keepDrafts(part) {
  if (!store) return;
  if (part === document) settle();
  const forms = Array.from(part.querySelectorAll("form[data-draft]"));
  if (part.matches && part.matches("form[data-draft]")) forms.push(part);
  forms.filter((form) => !form.draftIsKept).forEach(keep);
}

function keep(form) {
  form.draftIsKept = true;
  const key = `draft:${user}:${form.dataset.draft}`;
  let before = JSON.stringify(values(form));
  const status = form.querySelector("[data-draft-status]");
  let timer;

  offer(form, key, before);

  const save = () => {
    clearTimeout(timer);
    const now = values(form);
    if (JSON.stringify(now) === before) return;
    const kept = safe(() => {
      store.setItem(key, JSON.stringify({ time: Date.now(), values: now, page: pageOf(form) }));
      return true;
    });
    if (status) status.textContent = kept ? status.dataset.kept : "";
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, DELAY);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("draft:keep", save);
  form.addEventListener("draft:put", (event) => restore(form, event.detail));
  form.addEventListener("draft:drop", () => {
    before = JSON.stringify(values(form));
    store.removeItem(key);
  });
  form.addEventListener("submit", () => {
    save();
    name(form);
  });
  window.addEventListener("pagehide", () => timer && save());
}

function name(form) {
  const field = form.querySelector(`[name="${FIELD}"]`) || document.createElement("input");
  Object.assign(field, { type: "hidden", name: FIELD, value: form.dataset.draft });
  form.append(field);
}

// What the server took is no draft any more.
function settle() {
  clean();
  const [, name, key] = document.cookie.match(TAKEN) || [];
  if (!name) return;
  store.removeItem(`draft:${user}:${key}`);
  document.cookie = `${name}=; Max-Age=0; Path=/; SameSite=Lax${name.startsWith("_") ? "; Secure" : ""}`;
}

function offer(form, key, before) {
  const draft = safe(() => JSON.parse(store.getItem(key)));
  const template = document.getElementById("draft-notice");
  if (!draft || !draft.values || !template || JSON.stringify(draft.values) === before) return;
  const notice = template.content.firstElementChild.cloneNode(true);
  const time = notice.querySelector("time");
  time.dateTime = new Date(draft.time).toISOString();
  time.textContent = inWords(draft.time);
  notice.querySelector("[data-draft-restore]").addEventListener("click", () => {
    restore(form, draft.values);
    restoreWhatFollows(form, draft.values);
    if (draft.page && form.elements.submission) form.elements.submission.value = draft.page;
    notice.remove();
    const first = form.querySelector("input:not([type=hidden]), select, textarea");
    if (first) first.focus();
  });
  notice.querySelector("[data-draft-discard]").addEventListener("click", () => {
    store.removeItem(key);
    notice.remove();
  });
  form.prepend(notice);
}

// Which page the text was typed on: if it was saved and only the answer got lost, it is not saved twice.
function pageOf(form) {
  return form.elements.submission ? form.elements.submission.value : "";
}

function typed(form) {
  const unsaid = ["hidden", "file", "password", "submit", "button"];
  return Array.from(form.elements).filter(
    ({ name, type, dataset }) => name && !unsaid.includes(type) && !("draftSkip" in dataset),
  );
}

export function values(form) {
  return typed(form)
    .filter((field) => !["checkbox", "radio"].includes(field.type) || field.checked)
    .flatMap((field) =>
      field.type === "select-multiple"
        ? Array.from(field.selectedOptions).map((option) => [field.name, option.value])
        : [[field.name, field.value]],
    );
}

export function restore(form, pairs, besides = new Set()) {
  form.querySelectorAll("[data-formset]").forEach((set) => growTo(set, pairs));
  const wanted = new Map();
  pairs.forEach(([name, value]) => wanted.set(name, (wanted.get(name) || []).concat(value)));
  typed(form).filter((field) => !besides.has(field.name)).forEach((field) => {
    const values = wanted.get(field.name) || [];
    if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
    else if (field.type === "select-multiple") {
      Array.from(field.options).forEach((option) => (option.selected = values.includes(option.value)));
    } else if (values.length) put(field, values.shift());
  });
  form.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: pairs }));
}

// A choice that is no longer offered is not made.
function put(field, value) {
  const offered = field.type !== "select-one" || Array.from(field.options).some((option) => option.value === value);
  if (offered) field.value = value;
}

// Some choices come from the server once another question is answered: when they are there, they are restored too.
function restoreWhatFollows(form, pairs) {
  let asked = false;
  const note = () => (asked = true);
  form.addEventListener("htmx:beforeRequest", note);
  form.querySelectorAll("select").forEach((field) => field.dispatchEvent(new Event("change", { bubbles: true })));
  form.removeEventListener("htmx:beforeRequest", note);
  if (asked) form.addEventListener("htmx:afterSettle", () => restore(form, pairs), { once: true });
}

function growTo(set, pairs) {
  const prefix = `${set.dataset.formset}-`;
  const rows = pairs
    .filter(([name]) => name.startsWith(prefix))
    .map(([name]) => parseInt(name.slice(prefix.length), 10) + 1)
    .filter(Boolean);
  const total = set.querySelector(`[name="${prefix}TOTAL_FORMS"]`);
  const button = set.querySelector("[data-formset-add]");
  const wanted = Math.min(Math.max(0, ...rows), 100);
  for (let tries = 0; tries < 100 && button && total && Number(total.value) < wanted; tries += 1) {
    const before = total.value;
    button.click();
    if (total.value === before) break;
  }
}

function clean() {
  safe(() =>
    Object.keys(store)
      .filter((key) => key.startsWith("draft:"))
      .filter((key) => !(Date.now() - JSON.parse(store.getItem(key)).time < KEPT_FOR))
      .forEach((key) => store.removeItem(key)),
  );
}

function safe(act) {
  try {
    return act();
  } catch (error) {
    return null;
  }
}

// One record among many, found by words: a combobox with a list box, as the ARIA Authoring Practices have it. What is
// chosen is a radio button or a checkbox like any other; without this script the server finds what the words mean.

const DELAY = 200;
const WORDS = "_words";

document.documentElement.classList.add("picks");

// The box whose list is open, and the place in the list.
let box = null;
let at = -1;
let timer;
let asking;
let takesTheOnlyOne = false;

const isBox = (target) => target.matches && target.matches("[data-picker-words]");
const pickerOf = (inside) => inside.closest("[data-picker]");
const listOf = (input) => input.nextElementSibling;
const options = (input) => Array.from(listOf(input).querySelectorAll("[role=option]"));

function say(picker, text) {
  picker.querySelector("[role=status]").textContent = text;
}

function dress(input) {
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", listOf(input).firstElementChild.id);
}

function address(input, parameters) {
  const form = input.form;
  const own = form.getAttribute("action") || form.getAttribute("hx-post") || location.href;
  const url = new URL(own, location.href);
  url.searchParams.set("pick", input.name.slice(0, -WORDS.length));
  const { pickerOf: of } = pickerOf(input).dataset;
  const known = of && new FormData(form).get(of);
  if (known) url.searchParams.set(of, known);
  Object.entries(parameters).forEach(([name, value]) => url.searchParams.set(name, value));
  url.hash = "";
  return url;
}

async function found(input, parameters, signal) {
  const answer = await fetch(address(input, parameters), { signal });
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  return answer.json();
}

async function ask(input) {
  clearTimeout(timer);
  if (asking) asking.abort();
  asking = new AbortController();
  try {
    show(input, await found(input, { q: input.value }, asking.signal));
  } catch (error) {
    // Without a line the words themselves are sent with the form.
    if (error.name !== "AbortError") close();
  }
}

function show(input, { said, found: hits }) {
  if (document.activeElement !== input) return;
  const [list, told] = listOf(input).children;
  list.replaceChildren(...hits.map((hit, place) => option(list.id, hit, place)));
  told.textContent = said;
  say(pickerOf(input), said);
  listOf(input).hidden = false;
  input.setAttribute("aria-expanded", "true");
  box = input;
  move(-1);
  if (takesTheOnlyOne && hits.length === 1) take(input, options(input)[0]);
  takesTheOnlyOne = false;
}

function option(list, { key, label, note }, place) {
  const item = document.createElement("li");
  item.id = `${list}_${place}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  Object.assign(item.dataset, { key, label });
  item.append(label);
  if (note) {
    const small = document.createElement("small");
    small.append(note);
    item.append(" ", small);
  }
  return item;
}

function close() {
  clearTimeout(timer);
  if (!box) return;
  listOf(box).hidden = true;
  listOf(box).firstElementChild.replaceChildren();
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
  box = null;
  at = -1;
}

function move(to) {
  const all = options(box);
  at = to;
  all.forEach((one, place) => one.setAttribute("aria-selected", place === at));
  if (!all[at]) return box.removeAttribute("aria-activedescendant");
  box.setAttribute("aria-activedescendant", all[at].id);
  all[at].scrollIntoView({ block: "nearest" });
}

function take(input, { dataset: { key, label } }) {
  input.value = "";
  close();
  const picked = choose(pickerOf(input), key, label);
  tell(picked);
  say(pickerOf(input), label);
  const next = input.offsetParent ? input : picked.parentElement.querySelector("button");
  if (next) next.focus();
}

function choose(picker, key, label) {
  const rows = picker.querySelector("[data-picker-rows]");
  const there = Array.from(rows.querySelectorAll("input")).find(({ value }) => value === key);
  if (there) {
    there.checked = true;
    return there;
  }
  const row = picker.querySelector("[data-picker-row]").content.firstElementChild.cloneNode(true);
  const [input, name, button] = row.children;
  input.value = key;
  input.id = `${rows.parentElement.querySelector("[data-picker-words]").id}_${key}`;
  name.htmlFor = input.id;
  name.textContent = label;
  button.lastElementChild.textContent = label;
  if (input.type === "radio") rows.querySelectorAll("[data-picked]").forEach((one) => one.remove());
  rows[input.type === "radio" ? "prepend" : "append"](row);
  input.checked = true;
  return input;
}

function tell(input) {
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function remove(row) {
  const input = row.querySelector("input");
  const words = pickerOf(row).querySelector("[data-picker-words]");
  input.checked = false;
  tell(input);
  row.remove();
  words.focus();
}

// What was kept of an unfinished form names records by their keys: what they are called is asked for.
async function fill(form, pairs) {
  for (const input of form.querySelectorAll("[data-picker-words]")) {
    const name = input.name.slice(0, -WORDS.length);
    const picker = pickerOf(input);
    const is = (key) => Array.from(picker.querySelectorAll("[data-picker-rows] input")).some(({ value }) => value === key);
    const keys = pairs.filter(([each, key]) => each === name && key && !is(key)).map(([, key]) => key);
    for (const key of keys) {
      const answer = await found(input, { key }).catch(() => ({ found: [] }));
      answer.found.forEach((one) => choose(picker, one.key, one.label));
    }
  }
}

const keys = {
  ArrowDown: (input) => (box ? move((at + 1) % Math.max(options(input).length, 1)) : ask(input)),
  ArrowUp: (input) => (box ? move(at > 0 ? at - 1 : options(input).length - 1) : ask(input)),
  Enter: (input) => {
    const all = box ? options(input) : [];
    if (all[at] || all.length === 1) return take(input, all[at] || all[0]);
    takesTheOnlyOne = true;
    ask(input);
  },
  Escape: (input) => {
    if (!box) input.value = "";
    close();
  },
};

document.addEventListener("keydown", (event) => {
  if (!isBox(event.target) || event.isComposing || event.ctrlKey || event.metaKey || !keys[event.key]) return;
  // With nothing in the box Enter sends the form, as it does everywhere.
  if (event.key === "Enter" && !box && !event.target.value.trim()) return;
  event.preventDefault();
  keys[event.key](event.target);
});

document.addEventListener("input", ({ target }) => {
  if (!isBox(target)) return;
  takesTheOnlyOne = false;
  clearTimeout(timer);
  timer = setTimeout(() => ask(target), DELAY);
});

// Words are no answer yet: nothing is renewed by them.
document.addEventListener("change", (event) => {
  if (isBox(event.target)) event.stopPropagation();
  else if (Array.isArray(event.detail)) fill(event.target, event.detail);
}, true);

document.addEventListener("focusin", ({ target }) => {
  if (isBox(target)) dress(target);
});
document.addEventListener("focusout", ({ target }) => {
  if (target === box) close();
});

document.addEventListener("mousedown", (event) => {
  if (event.target.closest(".picker-list")) event.preventDefault();
});
document.addEventListener("click", ({ target }) => {
  const chosen = target.closest(".picker-list [role=option]");
  const removed = target.closest(".picker-remove");
  if (chosen && box) take(box, chosen);
  else if (removed) remove(removed.closest(".picker-row"));
  else if (isBox(target) && !box) ask(target);
});

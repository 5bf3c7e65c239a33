// An answer of the server renews a part of a form as it was when it was asked. On a slow line people type on: what they
// typed or chose since is put back. What they type until the new part has settled is newer than that, and stays. What they opened
// stays open. What the server wrote into a field (data-anew) stays as well.

import { restore, values } from "./drafts.js";

export function keepWhatIsTypedMeanwhile() {
  document.addEventListener("htmx:beforeSwap", ({ detail: { target, shouldSwap } }) => {
    const form = target.closest("form[data-draft]");
    if (shouldSwap && form && form !== target) keep(form);
  });
}

function keep(form) {
  const typed = values(form);
  const opened = new Set([...form.querySelectorAll("details[open]")].map(nameOf));
  const files = new Map([...form.querySelectorAll("input[type=file]")].map(({ name, files }) => [name, files]));
  const newer = new Set();
  const note = (event) => newer.add(event.target.name);
  form.addEventListener("input", note);
  const putBack = () => {
    form.removeEventListener("input", note);
    form.querySelectorAll("[data-anew]").forEach(({ name }) => newer.add(name));
    restore(form, typed, newer);
    form.querySelectorAll("input[type=file]").forEach((input) => choose(input, files.get(input.name)));
  };
  form.addEventListener("htmx:afterSwap", () => open(form, opened), { once: true });
  form.addEventListener("htmx:afterSettle", putBack, { once: true });
}

// A list that was read is text in the page by now.
function choose(input, files) {
  const isRead = input.form.elements[input.name.replace(/_file$/, "")]?.matches?.("[data-anew]");
  if (files?.length && !input.files.length && !isRead) input.files = files;
}

// A folded part has no name of its own: it is known by the first question in it.
function nameOf(details) {
  return details.querySelector("[name]")?.name;
}

function open(form, names) {
  form.querySelectorAll("details:not([open])").forEach((details) => { details.open = names.has(nameOf(details)); });
}

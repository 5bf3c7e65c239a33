// An answer of the server renews a part of a form as it was when it was asked. On a slow line people type on: what they
// typed since is put back. What they type until the new part has settled is newer than that, and stays.

import { restore, values } from "./drafts.js";

export function keepWhatIsTypedMeanwhile() {
  document.addEventListener("htmx:beforeSwap", ({ detail: { target, shouldSwap } }) => {
    const form = target.closest("form[data-draft]");
    if (shouldSwap && form && form !== target) keep(form);
  });
}

function keep(form) {
  const typed = values(form);
  const newer = new Set();
  const note = (event) => newer.add(event.target.name);
  form.addEventListener("input", note);
  const putBack = () => {
    form.removeEventListener("input", note);
    restore(form, typed, newer);
  };
  form.addEventListener("htmx:afterSettle", putBack, { once: true });
}

// The key of a page that holds a form stays with the page's place in the history: Back and Reload fetch the page anew,
// and what is sent from it is still known to come from the same page.

const KEYS = "pages";

export function keepKeys() {
  const state = window.history.state || {};
  const known = state[KEYS] || {};
  const keys = {};
  document.querySelectorAll("form input[name=submission]").forEach((input) => {
    const place = input.form.getAttribute("action") || "";
    if (known[place] && !input.form.querySelector("[data-sent-before]")) input.value = known[place];
    keys[place] = input.value;
  });
  if (Object.keys(keys).length) window.history.replaceState({ ...state, [KEYS]: keys }, "");
}

// A second press of the button within eight seconds sends nothing: slow lines invite it.

const PAUSE = 8000;

export function sendOnce() {
  const sent = new WeakMap();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    const button = event.submitter ? event.submitter.name + event.submitter.value : "";
    const last = sent.get(form);
    if (last && last.button === button && Date.now() - last.time < PAUSE) event.preventDefault();
    else sent.set(form, { button, time: Date.now() });
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form").forEach((form) => sent.delete(form));
  });
}

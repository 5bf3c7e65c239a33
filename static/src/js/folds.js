// Filters and long parts of a page begin folded on a phone; a link into a part opens it. Without script all stands open.
// The style sheet shows them folded from the first line on, until "folds" says that the script does.

const phone = matchMedia("(max-width: 639.98px)");

export function fold(part) {
  if (phone.matches) show(part, false);
  document.documentElement.dataset.folds = "";
  openTarget();
}

export function openFolds() {
  addEventListener("hashchange", openTarget);
  addEventListener("beforeprint", () => show(document, true, "details.more, "));
  phone.addEventListener("change", () => show(document, !phone.matches));
}

function show(part, open, also = "") {
  part.querySelectorAll(`${also}details[data-fold]`).forEach((details) => { details.open = open; });
}

function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (target) show(target, true);
}

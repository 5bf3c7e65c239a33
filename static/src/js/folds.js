// Parts of a page that are folded, by HTML and the style sheet alone. A link into such a part opens it; so does paper.

export function openFolds() {
  addEventListener("hashchange", openTarget);
  addEventListener("beforeprint", () => open(document, "details.more, details.fold"));
  openTarget();
}

function open(part, which) {
  part.querySelectorAll(which).forEach((details) => { details.open = true; });
}

function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (target) open(target, "details.fold");
}

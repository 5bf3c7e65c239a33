// Filters of a list. What the pointer chooses counts at once; what keys choose counts when the field is left, with Enter
// or the button: arrow keys walk through every entry of a menu. htmx hears "narrow". What came is read out once.

export function narrowLists() {
  let byKeys = false;
  let waiting = null;
  const now = (field) => {
    waiting = null;
    field.form.dispatchEvent(new CustomEvent("narrow"));
  };
  document.addEventListener("keydown", () => { byKeys = true; }, true);
  document.addEventListener("pointerdown", () => { byKeys = false; }, true);
  document.addEventListener("submit", () => { waiting = null; });
  document.addEventListener("change", ({ target }) => {
    if (!target.closest(".filter-bar")) return;
    if (byKeys && target.matches("select, [type=date]")) waiting = target;
    else now(target);
  });
  document.addEventListener("focusout", ({ target }) => {
    if (target === waiting) now(target);
  });
}

export function sayWhatCame(part) {
  const found = part.querySelector("[data-found]");
  const said = found && document.querySelector("[data-said]");
  if (said) said.textContent = found.textContent.trim();
}

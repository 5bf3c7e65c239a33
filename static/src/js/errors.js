// Moves the focus to the error summary, and from its links into the fields.

export function focusOnErrors(part) {
  const summary = part.querySelector("[data-error-summary]");
  if (summary) summary.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const input = field.matches("input, select, textarea") ? field : field.querySelector("input, select, textarea");
  const label = input && input.labels && input.labels[0];
  (input && input.closest("fieldset.choices, .field") || label || field).scrollIntoView();
  (input || field).focus({ preventScroll: true });
});

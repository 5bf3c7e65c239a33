// "Add another": copies the empty row. Without this the button submits the form and the server adds the row.

export function growFormsets() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-formset-add]");
    const set = button && button.closest("[data-formset]");
    if (!set || !addRow(set)) return;
    event.preventDefault();
  });
}

function addRow(set) {
  const empty = set.querySelector("template[data-formset-empty]");
  const total = set.querySelector(`[name="${set.dataset.formset}-TOTAL_FORMS"]`);
  if (!empty || !total) return false;
  const number = Number(total.value);
  const holder = document.createElement("template");
  holder.innerHTML = empty.innerHTML.replace(/__prefix__/g, number).replace(/__number__/g, number + 1);
  const row = holder.content.firstElementChild;
  set.querySelector("[data-formset-rows]").append(row);
  total.value = number + 1;
  const field = row.querySelector("input:not([type=hidden]), select, textarea");
  if (field) field.focus();
  return true;
}

// Few pages ask for one record among many: the script of that question is fetched where it stands.

let fetched = false;

export function fetchPicker(part) {
  const picker = part.querySelector("[data-picker]");
  if (!picker || fetched) return;
  fetched = true;
  document.head.append(Object.assign(document.createElement("script"), { src: picker.dataset.picker }));
}

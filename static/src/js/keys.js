// Ctrl or Cmd with Enter sends the form in which one types; with S it keeps a draft of it.

export function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const form = event.target.closest && event.target.closest("form[method=post]");
    if (!form) return;
    if (event.key === "Enter") {
      event.preventDefault();
      const button = form.querySelector(".btn-primary[type=submit], .btn-primary:not([type]), [type=submit]:not([formnovalidate])");
      if (button) button.click();
    } else if (event.key === "s" && form.dataset.draft) {
      event.preventDefault();
      form.dispatchEvent(new CustomEvent("draft:keep"));
    }
  });
}

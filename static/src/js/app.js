// Script of the pages of signed-in people. Every page works without it.

import "./core.js";
import { keepDrafts } from "./drafts.js";
import { focusOnErrors } from "./errors.js";
import { narrowLists, sayWhatCame } from "./filters.js";
import { openFolds } from "./folds.js";
import { growFormsets } from "./formsets.js";
import { openMenus } from "./menus.js";
import { fetchPicker } from "./picker_loader.js";
import { keepWhatIsTypedMeanwhile } from "./typed_meanwhile.js";

growFormsets();
openMenus();
openFolds();
fetchPicker(document);
narrowLists();
keepWhatIsTypedMeanwhile();

// Said by htmx, where a page has it (base.html), of each part that it has put in.
document.addEventListener("htmx:load", ({ detail }) => {
  const part = detail.elt;
  if (part === document.body) return;
  keepDrafts(part);
  focusOnErrors(part);
  fetchPicker(part);
  sayWhatCame(part);
});

// Script of the pages of signed-in people. Every page works without it.

import htmx from "htmx.org/dist/htmx.esm.js";

import "./core.js";
import { keepDrafts } from "./drafts.js";
import { focusOnErrors } from "./errors.js";
import { fold, openFolds } from "./folds.js";
import { growFormsets } from "./formsets.js";
import { openMenus } from "./menus.js";

growFormsets();
openMenus();
fold(document);
openFolds();

htmx.onLoad((part) => {
  if (part === document.body) return;
  keepDrafts(part);
  focusOnErrors(part);
  fold(part);
});

// Most pages need no outbox: its script is fetched where a form asks for it, or where something may wait or lie kept.

import { store } from "./drafts.js";

export function lookAfterOutbox() {
  if (!document.querySelector("[data-kept-for]") && !(store && store.outbox)) return;
  const src = document.body.dataset.offline;
  document.head.append(Object.assign(document.createElement("script"), { src }));
}

// Keeps the page of a form with all that it needs on this device, so that it opens without a line (static/src/js/sw.js).
//
// Each page lies in a cache of its own, with its own style and script: a new release never tears it apart, and to forget
// it is one act. What an account sees is forgotten as soon as somebody else, or nobody, is signed in.

import { isOfLink } from "./outbox.js";

const MOST = 6;
const PREFIX = "kept ";

const here = () => window.location.pathname + window.location.search;
const nameOf = (owner) => `${PREFIX}${owner} ${here()}`;
const ownerOf = (name) => name.split(" ")[1];

export async function keepPage(owner) {
  // The page of a link is the same for whoever is signed in beside it: it is kept as a stranger sees it.
  const credentials = isOfLink(owner) ? "omit" : "same-origin";
  const answer = await fetch(here(), { credentials });
  const page = await answer.clone().text();
  if (!answer.ok || answer.redirected || !page.includes(`data-kept-for="${owner}"`)) return;
  // All of it is here before the copy of last time goes: where the line breaks meanwhile, that one stays.
  const name = `next ${nameOf(owner)}`;
  const next = await caches.open(name);
  await next.addAll(assets());
  await caches.delete(nameOf(owner));
  const kept = await caches.open(nameOf(owner));
  const parts = await next.keys();
  await Promise.all(parts.map(async (part) => kept.put(part, await next.match(part))));
  await kept.put(here(), answer);
  await caches.delete(name);
  const names = await pages();
  await Promise.all(names.slice(0, -MOST).map((name) => caches.delete(name)));
}

// Forgets this address if it shows no form any more, and what other accounts saw. The page of a link says nothing of
// accounts: as it is kept, it knows of none.
export async function forgetPages({ form, user }) {
  if (form && isOfLink(form.dataset.keptFor)) return;
  const isOld = (name) => !form && name.endsWith(` ${here()}`);
  const isOfOthers = (name) => !isOfLink(ownerOf(name)) && ownerOf(name) !== `user-${user}`;
  const names = await pages();
  await Promise.all(names.filter((name) => isOld(name) || isOfOthers(name)).map((name) => caches.delete(name)));
}

async function pages() {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith(PREFIX));
}

function assets() {
  const links = Array.from(document.querySelectorAll("link[rel=stylesheet]"), (link) => link.href);
  const scripts = Array.from(document.querySelectorAll("script[src]"), (script) => script.src);
  return Array.from(new Set([...links, ...scripts])).filter((url) => !url.includes("fonts"));
}

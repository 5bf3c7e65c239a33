// What was sent without a line waits here, on this device, until the server has taken it: one row a page, by the page's
// key, so that it counts once however often it arrives (core/submissions.py).
//
// A row belongs to a link in a mail (its owner is the address of the link) or to an account ("user-12"). What belongs to
// a link is sent without cookies. What belongs to an account is sent with a token that was fetched for it: another
// account has another token. The pages and their worker share this file; it knows no document.

const ROWS = "answers";
// These answers come of the row itself. Anything else may be better later.
const REFUSED = [400, 404, 410, 413, 422];

export const all = () => ask("readonly", (rows) => rows.getAll());
export const OUTCOMES = "outbox";
export const remove = (key) => ask("readwrite", (rows) => rows.delete(key));
export const put = (row) => ask("readwrite", (rows) => rows.put(row));
export const isOfLink = (owner) => owner.startsWith("/");

// Keeps an answer. What is said again from the same page of a link takes the place of what waits; an account may write
// several updates on one page, and only the same words are the same update.
export async function keep(row) {
  const rows = await all();
  const same = rows.find((one) => one.owner === row.owner && one.url === row.url && isSame(one, row));
  if (same) row.key = same.key;
  else if (rows.some((one) => one.key === row.key)) row.key = newKey();
  row.fields = row.fields.map(([name, value]) => [name, name === "submission" ? row.key : value]);
  await put(row);
}

// Sends what waits, one after the other and in one tab at a time; returns what became of each: where the server leads
// on, that it refused, or whether to try again soon.
export function sendAll() {
  const act = async () => {
    const done = [];
    for (const { key } of await all()) {
      const row = await ask("readonly", (rows) => rows.get(key));
      if (row && !row.refused) done.push({ key, owner: row.owner, ...(await send(row)) });
    }
    tell(done);
    return done;
  };
  return navigator.locks ? navigator.locks.request("outbox", act) : act();
}

// Other pages hear what became of what they show.
function tell(done) {
  if (typeof BroadcastChannel === "undefined" || !done.length) return;
  const channel = new BroadcastChannel(OUTCOMES);
  channel.postMessage(done);
  channel.close();
}

async function send(row) {
  try {
    const token = isOfLink(row.owner) ? "" : await tokenFor(row);
    const body = new FormData();
    row.fields.forEach(([name, value]) => body.append(name, value));
    if (token) body.append("csrfmiddlewaretoken", token);
    const answer = await fetch(row.url, {
      method: "POST",
      body,
      credentials: isOfLink(row.owner) ? "omit" : "same-origin",
      headers: { "X-Sent-By": "script" },
    });
    // A page in the way, such as the sign-in of a wireless network, is no answer of ours.
    const next = answer.headers.get("X-Lead-To");
    if (answer.status === 204 && next) return await taken(row, next);
    if (REFUSED.includes(answer.status)) return await refused(row);
    return { again: answer.status !== 403 };
  } catch (problem) {
    if (problem instanceof Gone) return refused(row);
    return { again: !(problem instanceof Stranger) };
  }
}

class Gone extends Error {}
class Stranger extends Error {}

// The token of the account to which the row belongs, if it is the one that is signed in.
async function tokenFor(row) {
  const answer = await fetch(row.page, { credentials: "same-origin", cache: "no-store" });
  if (answer.status === 403 || REFUSED.includes(answer.status)) throw new Gone();
  const page = await answer.text();
  const user = /<body data-user="(\d+)"/.exec(page);
  const token = /name="csrfmiddlewaretoken" value="(\w+)"/.exec(page);
  if (!user || !token || `user-${user[1]}` !== row.owner) throw new Stranger();
  return token[1];
}

// What was written anew while this travelled is another answer, and stays.
async function taken(row, next) {
  if (await isUnchanged(row)) await remove(row.key);
  return { next };
}

async function refused(row) {
  if (await isUnchanged(row)) await put({ ...row, refused: true });
  return { refused: true };
}

async function isUnchanged(row) {
  const now = await ask("readonly", (rows) => rows.get(row.key));
  return !!now && now.time === row.time;
}

function isSame(one, other) {
  return isOfLink(one.owner) || JSON.stringify(texts(one)) === JSON.stringify(texts(other));
}

const texts = (row) =>
  row.fields
    .filter(([name]) => name !== "submission")
    .map(([name, value]) => [name, typeof value === "string" ? value : [value.name, value.size]]);

function newKey() {
  const random = (digit) => (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16);
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, random);
}

async function ask(mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const deal = database.transaction(ROWS, mode);
      const request = act(deal.objectStore(ROWS));
      deal.oncomplete = () => resolve(request.result);
      deal.onabort = () => reject(deal.error);
    });
  } finally {
    database.close();
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("outbox", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(ROWS, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

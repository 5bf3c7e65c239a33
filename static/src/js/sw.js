// Shows a page that was kept when there is no line, and sends what waits once there is one. It changes no answer that the
// server gives: what is kept is looked at only where the server cannot be reached (static/src/js/kept_pages.js).

import { sendAll } from "./outbox.js";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  const ours = origin === self.location.origin && (mode === "navigate" || pathname.startsWith("/static/"));
  if (method === "GET" && ours) event.respondWith(answer(event.request));
});

// Chromium calls this when the line is back, also with no page open; what still waits is tried again by it later.
self.addEventListener("sync", (event) => {
  const send = sendAll().then((done) => done.some((one) => one.again) && Promise.reject(new Error("No line yet")));
  event.waitUntil(send);
});

async function answer(request) {
  try {
    return await fetch(request);
  } catch (broken) {
    const kept = await caches.match(request, { ignoreVary: true });
    if (kept) return kept;
    throw broken;
  }
}

// The capture page without a network. Filled in by the build: the cache's name
// and the exact files of this build's page.
const cacheName = "safeloop-snap-__BUILD__";
const files = __FILES__;
const page = "/snap";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll([page, "/safeloop.svg", "/snap.webmanifest", ...files])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("safeloop-snap-") && name !== cacheName;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

// The page: network first, so that its nonce is fresh; the stored one (with its
// stored header, so page and nonce still match) when there is no network.
async function pageFor(request) {
  try {
    const fresh = await fetch(request);
    if (fresh.ok) (await caches.open(cacheName)).put(page, fresh.clone());
    return fresh;
  } catch {
    const stored = await caches.match(page);
    return stored ?? Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin || url.pathname.startsWith("/api/")) return;
  if (event.request.mode === "navigate" && url.pathname.startsWith(page)) event.respondWith(pageFor(event.request));
  else if (files.includes(url.pathname)) event.respondWith(caches.match(event.request).then((stored) => stored ?? fetch(event.request)));
});

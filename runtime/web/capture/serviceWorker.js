// The capture page without a network, and notices while no page is open. Filled in by the build: the cache's name
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

// A notice that came while nobody looked. A browser that is not shown one stops
// taking them, so one that cannot be read is shown too.
self.addEventListener("push", (event) => {
  let notice = {};
  try {
    notice = event.data.json();
  } catch {
    notice = { title: "Safeloop", body: event.data ? event.data.text() : "" };
  }
  const isUrgent = notice.priority === "P1" || notice.priority === "P2";
  event.waitUntil(self.registration.showNotification(notice.title || "Safeloop", { body: notice.body || "", tag: notice.id, icon: "/safeloop.svg", requireInteraction: isUrgent, data: { url: notice.url } }));
});

// Only pages of this site are opened, whatever a notice says.
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const asked = new URL((event.notification.data && event.notification.data.url) || "/inbox", self.location.origin);
  const url = asked.origin === self.location.origin ? asked.href : `${self.location.origin}/inbox`;
  event.waitUntil(self.clients.matchAll({ type: "window" }).then((windows) => {
    const open = windows.find((one) => one.url === url);
    return open ? open.focus() : self.clients.openWindow(url);
  }));
});

/** Why this browser cannot show notices while the page is closed; undefined when it can. */
export type PushHurdle = "insecure" | "unsupported" | "refused";

export function pushHurdle(): PushHurdle | undefined {
  if (!window.isSecureContext) return "insecure";
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return "unsupported";
  return Notification.permission === "denied" ? "refused" : undefined;
}

/** What the server has to know of a browser to reach it. */
export interface BrowserTarget {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly browser: string;
}

/** "Chrome · Windows", as far as the browser tells. */
export function browserName(agent: string): string {
  const browser = ["Edg", "MicroMessenger", "Firefox", "Chrome", "Safari"].find((name) => agent.includes(`${name}/`)) ?? "Browser";
  const system = ["Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux"].find((name) => agent.includes(name)) ?? "";
  return [browser === "Edg" ? "Edge" : browser, system].filter(Boolean).join(" · ");
}

function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

async function subscription(pushKey: string): Promise<PushSubscription> {
  const worker = await navigator.serviceWorker.register("/sw.js", { scope: "/" });
  await navigator.serviceWorker.ready;
  const before = await worker.pushManager.getSubscription();
  // One made for another installation's key cannot be used by ours.
  await before?.unsubscribe();
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(pushKey) });
}

/** Asks the person, then the push service. Undefined when the person says no; rejects when the service cannot be reached. */
export async function subscribeBrowser(pushKey: string): Promise<BrowserTarget | undefined> {
  if ((await Notification.requestPermission()) !== "granted") return undefined;
  const { endpoint, keys } = (await subscription(pushKey)).toJSON();
  if (endpoint === undefined || keys?.["p256dh"] === undefined || keys["auth"] === undefined) throw new Error("the browser gave no keys");
  return { endpoint, p256dh: keys["p256dh"], auth: keys["auth"], browser: browserName(navigator.userAgent) };
}

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";

interface Shown {
  readonly title: string;
  readonly options: { readonly body: string; readonly tag?: string; readonly requireInteraction: boolean };
}

/** The worker as the build writes it, with a browser around it that remembers what it is asked. */
function worker(): { readonly shown: Shown[]; readonly opened: string[]; push(text: string | null): Promise<void>; click(url: string | null): Promise<void> } {
  const source = readFileSync(fileURLToPath(new URL("../runtime/web/capture/serviceWorker.js", import.meta.url)), "utf8").replace("__BUILD__", "b").replace("__FILES__", "[]");
  const heard = new Map<string, (event: object) => void>();
  const [shown, opened]: [Shown[], string[]] = [[], []];
  const self = {
    addEventListener: (name: string, hear: (event: object) => void) => heard.set(name, hear),
    registration: { showNotification: (title: string, options: Shown["options"]) => Promise.resolve(void shown.push({ title, options })) },
    clients: { matchAll: () => Promise.resolve([]), openWindow: (url: string) => Promise.resolve(void opened.push(url)) },
    location: { origin: "https://safe.example" },
  };
  runInContext(source, createContext({ self, URL }));
  const send = async (name: string, event: object): Promise<void> => {
    let done: Promise<unknown> = Promise.resolve();
    heard.get(name)?.({ ...event, waitUntil: (promise: Promise<unknown>) => (done = promise) });
    await done;
  };
  return {
    shown, opened,
    push: (text) => send("push", { data: text === null ? null : { json: () => JSON.parse(text) as unknown, text: () => text } }),
    click: (url) => send("notificationclick", { notification: { close: () => undefined, data: { url } } }),
  };
}

describe("a notice that comes while no page is open", () => {
  it("is shown with its title and text, and stays until seen when it is urgent", async () => {
    const { shown, push } = worker();
    await push(JSON.stringify({ id: "n1", title: "P1 泄漏", body: "T-103 泄漏", priority: "P1" }));
    await push(JSON.stringify({ id: "n2", title: "P3", body: "x", priority: "P3" }));
    expect(shown).toMatchObject([{ title: "P1 泄漏", options: { body: "T-103 泄漏", tag: "n1", requireInteraction: true } }, { options: { requireInteraction: false } }]);
  });

  it("is shown even when it cannot be read", async () => {
    const { shown, push } = worker();
    await push("not JSON");
    await push(null);
    expect(shown).toMatchObject([{ title: "Safeloop", options: { body: "not JSON" } }, { title: "Safeloop", options: { body: "" } }]);
  });

  it("leads to a page of this site only", async () => {
    const { opened, click } = worker();
    await click("https://safe.example/alarms?selected=a");
    await click("https://evil.example/");
    await click(null);
    expect(opened).toEqual(["https://safe.example/alarms?selected=a", "https://safe.example/inbox", "https://safe.example/inbox"]);
  });
});

import type { CDPSession, Page } from "playwright-core";

/** How a page took typing: milliseconds of each key, and the longest tasks meanwhile. */
export interface Typed {
  readonly keys: readonly number[];
  readonly longTasks: readonly number[];
}

/** A processor `times` slower than this one, as a cheap tablet is. */
export async function throttle(page: Page, times: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: times });
  return session;
}

/**
 * Types into a field, one character at a time, each timed from the event to
 * the layout that follows it; what the page puts off until after that shows in
 * the long tasks. Throws when the field does not hold what was typed.
 */
export async function typeInto(page: Page, selector: string, count: number): Promise<Typed> {
  return page.evaluate(async ([where, keys]) => {
    const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(where);
    if (field === null) throw new Error(`no field ${where}`);
    const setter = Object.getOwnPropertyDescriptor(field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype, "value")?.set;
    const longTasks: number[] = [];
    const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((entry) => entry.duration)));
    observer.observe({ type: "longtask" });
    const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    field.focus();
    const start = field.value;
    const times: number[] = [];
    let text = start;
    for (let k = 0; k < keys; k++) {
      text += String.fromCharCode(97 + (k % 26));
      const began = performance.now();
      setter?.call(field, text);
      field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text.slice(-1), inputType: "insertText" }));
      await Promise.resolve();
      void document.body.offsetHeight;
      times.push(performance.now() - began);
      await pause(120); // a quick typist
    }
    if (field.value !== text) throw new Error(`typed ${text}, but the field holds ${field.value}`);
    await pause(600);
    longTasks.push(...observer.takeRecords().map((entry) => entry.duration));
    observer.disconnect();
    return { keys: times, longTasks };
  }, [selector, count] as const);
}

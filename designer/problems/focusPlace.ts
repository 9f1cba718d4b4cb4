import { nearest, type Place } from "./place.ts";

const tries = 40; // of one frame each: what was selected has yet to be drawn

/** Where a place of a form or a flow stands on the canvas. */
function selectorOf(place: Place): string | undefined {
  if (place.kind === "field") return `.dz-canvas-field[data-xid="${CSS.escape(place.id)}"]`;
  if (place.kind === "section") return `[data-section="${CSS.escape(place.id)}"], .dz-section-head`;
  if (place.kind === "step") return `.react-flow__node[data-id="${CSS.escape(place.id)}"]`;
  return place.kind === "branch" ? `.react-flow__node[data-id="branch:${CSS.escape(place.id)}"]` : undefined;
}

function elementOf(place: Place, path: string): HTMLElement | null {
  const selector = selectorOf(place);
  if (selector !== undefined) return document.querySelector<HTMLElement>(selector);
  const shown = [...document.querySelectorAll<HTMLElement>("[data-place]")];
  const found = nearest(path, shown.map((one) => one.dataset["place"] ?? ""));
  const all = shown.filter((one) => one.dataset["place"] === found);
  return all.find((one) => one.closest(".dz-props")) ?? all[0] ?? null;
}

/** The control inside of what only frames it. */
function controlOf(element: HTMLElement): HTMLElement {
  return element.matches("button, input, [tabindex]") ? element : (element.querySelector<HTMLElement>("input, button, textarea, [tabindex]") ?? element);
}

/** Brings the element of a problem into view and puts the focus on it, as soon as it is there. */
export function focusPlace(place: Place, path: string, left = tries): void {
  requestAnimationFrame(() => {
    const element = elementOf(place, path);
    if (!element) return left > 0 ? focusPlace(place, path, left - 1) : undefined;
    const isFrame = place.kind === "field" || place.kind === "section";
    const control = isFrame ? element : controlOf(element);
    if (isFrame) element.tabIndex = -1;
    element.scrollIntoView({ block: "center", behavior: "instant" });
    control.focus({ preventScroll: true });
  });
}

import type { Page } from "playwright-core";
import { type Box, boxOf, type View } from "./reader.ts";

const air = 26; // px around what is shown
const ink = "#C2188B"; // no colour of the product

/** Everything that is shown, with some air, within the window. */
function frameOf(boxes: readonly Box[], page: Page): Box {
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 900 };
  const left = Math.max(0, Math.min(...boxes.map((one) => one.x)) - air);
  const top = Math.max(0, Math.min(...boxes.map((one) => one.y)) - air);
  const right = Math.min(width, Math.max(...boxes.map((one) => one.x + one.width)) + air);
  const bottom = Math.min(height, Math.max(...boxes.map((one) => one.y + one.height)) + air);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** What the picture is cut to, once everything in it is shown; a ring must stand in the window. */
export async function frameView(page: Page, { around, rings = [] }: View): Promise<{ readonly frame: Box; readonly ringed: readonly Box[] }> {
  for (const spot of [...around, ...rings]) await spot.waitFor();
  const ringed = await Promise.all(rings.map(boxOf));
  const frame = frameOf([...(await Promise.all(around.map(boxOf))), ...ringed], page);
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  const outside = ringed.find((one) => one.x < 0 || one.y < 0 || one.x + one.width > width || one.y + one.height > height);
  if (outside) throw new Error(`a ring stands outside the window: ${JSON.stringify(outside)}`);
  return { frame, ringed };
}

/** Draws rings over the page, numbered where there are several. */
async function drawRings(page: Page, boxes: readonly Box[], frame: Box): Promise<void> {
  await page.evaluate(([spots, { x, y }, colour]) => {
    const layer = document.body.appendChild(document.createElement("div"));
    layer.id = "guide-rings";
    Object.assign(layer.style, { position: "fixed", inset: "0", zIndex: "99999", pointerEvents: "none" });
    spots.forEach((box, at) => {
      const ring = layer.appendChild(document.createElement("div"));
      Object.assign(ring.style, { position: "absolute", left: `${box.x - 5}px`, top: `${box.y - 5}px`, width: `${box.width + 10}px`, height: `${box.height + 10}px`, border: `3px solid ${colour}`, borderRadius: "10px", boxSizing: "border-box" });
      if (spots.length === 1) return;
      const number = layer.appendChild(document.createElement("b"));
      number.textContent = String(at + 1);
      Object.assign(number.style, { position: "absolute", left: `${Math.max(x + 2, box.x - 25)}px`, top: `${Math.max(y + 2, box.y - 21)}px`, width: "22px", height: "22px", borderRadius: "11px", background: colour, color: "white", font: "bold 13px/22px sans-serif", textAlign: "center" });
    });
  }, [boxes, frame, ink] as const);
}

/** Takes the picture of a view and leaves the page as it was. */
export async function takeView(page: Page, view: View, path: string): Promise<void> {
  await frameView(page, view);
  await page.waitForTimeout(300); // menus and dialogs have opened and stand still
  const { frame, ringed } = await frameView(page, view);
  await drawRings(page, ringed, frame);
  await page.screenshot({ path, clip: frame, animations: "disabled" });
  await page.evaluate(() => document.getElementById("guide-rings")?.remove());
}

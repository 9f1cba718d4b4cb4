import { isObject } from "@safeloop/engine";
import { useCallback, useState } from "react";
import type { Places } from "./canvasLayout.ts";

const keyOf = (flowId: string): string => `safeloop.flow-canvas.${flowId}`;

function isPlace(value: unknown): value is { readonly x: number; readonly y: number } {
  return isObject(value) && Number.isFinite(value["x"]) && Number.isFinite(value["y"]);
}

function read(flowId: string): Places {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(keyOf(flowId)) ?? "{}");
    return isObject(found) ? (Object.fromEntries(Object.entries(found).filter(([, place]) => isPlace(place))) as Places) : {};
  } catch {
    return {}; // not JSON, or no storage: the tidy drawing
  }
}

function write(flowId: string, places: Places): void {
  try {
    if (Object.keys(places).length === 0) localStorage.removeItem(keyOf(flowId));
    else localStorage.setItem(keyOf(flowId), JSON.stringify(places));
  } catch {
    // Without storage the places last as long as the page.
  }
}

/**
 * Where things were dragged on the free canvas of a flow. Kept in this browser
 * and no part of the definition: a drawing is not what is published, and two
 * views of one flow have one hash.
 */
export function usePlaces(flowId: string): { readonly places: Places; readonly place: (id: string, x: number, y: number) => void; readonly tidy: () => void } {
  const [places, setPlaces] = useState<Places>(() => read(flowId));
  const put = useCallback((next: Places) => {
    setPlaces(next);
    write(flowId, next);
  }, [flowId]);
  const place = useCallback((id: string, x: number, y: number) => put({ ...read(flowId), [id]: { x: Math.round(x), y: Math.round(y) } }), [flowId, put]);
  return { places, place, tidy: useCallback(() => put({}), [put]) };
}

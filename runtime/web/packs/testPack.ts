import type { PackView } from "../api/types.ts";

/** A pack for the tests of this folder. */
export function testPack(change: Partial<PackView> = {}): PackView {
  return { id: "core", version: "1.1.0", title: { zh: "核心", en: "Core" }, publisher: "Safeloop", from: "product", requires: {}, inputs: [], needs: { tags: [], roles: [] }, installed: null, templates: [], ...change };
}

export function inForce(change: Partial<NonNullable<PackView["installed"]>> = {}): NonNullable<PackView["installed"]> {
  return { version: "1.0.0", at: "2026-06-01T00:00:00Z", seq: 1, changes: 0, pending: false, answers: {}, ...change };
}

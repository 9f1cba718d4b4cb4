import { issue, type Issue } from "../../issues/issue.ts";

/**
 * What a check finds, or that it could not read what it was given: a pack may
 * hold anything anywhere, and what no check foresaw is refused, not thrown.
 */
export function judged(path: string, check: () => readonly Issue[]): readonly Issue[] {
  try {
    return check();
  } catch (error) {
    return [issue("PACK_UNREADABLE", path, { what: path, why: error instanceof Error ? error.message.slice(0, 200) : "" })];
  }
}

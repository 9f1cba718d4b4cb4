import type { SubmissionRow } from "@safeloop/engine";
import type { ChipTone } from "../components/StateChip.tsx";

const tones: { readonly [tone in SubmissionRow["tone"]]: ChipTone } = { draft: "plain", waiting: "waiting", live: "live", stopped: "stopped", done: "done", void: "void" };

/** How a state looks: only stopped and void stand out. */
export function toneOf(row: Pick<SubmissionRow, "tone">): ChipTone {
  return tones[row.tone];
}

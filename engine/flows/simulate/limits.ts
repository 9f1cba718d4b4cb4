/** What one simulation may hold; beyond it acts are refused. */
export const simulationLimits = {
  acts: 500, // one request
  steps: 2_000, // lines of the log
  advanceMs: 3_660 * 86_400_000, // ten years in one act
} as const;

/** What stands for the ids of a stored ticket, as in the cases of packs. */
export const simulatedIds = { instance: "i1", submission: "s1", number: "N-1" } as const;

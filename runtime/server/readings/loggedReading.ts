import type { QualityRank, Sample, SampleValue } from "@safeloop/engine";

/** One stored reading of a batch; the time of receipt is the batch's. */
export interface LoggedReading {
  readonly tagNo: number;
  readonly ts: number;
  readonly v: SampleValue;
  readonly q: QualityRank;
  readonly flags: number;
  readonly late: boolean;
  /** A resend: the engine heard it, so the log has it; the stored readings do not. */
  readonly again?: true;
}

/** Stands where no tag is: the entry says that the link of the source in `v` was lost. */
export const gapTagNo = 0xffff_ffff;

export function sampleOf(one: LoggedReading, receivedAt: number): Sample {
  return { ts: one.ts, v: one.v, q: one.q, rx: receivedAt, flags: one.flags };
}

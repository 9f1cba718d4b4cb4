/** What running one outside suite gave. `lines` holds one line per failure, then any figures. */
export interface SuiteResult {
  readonly passed: number;
  readonly failures: readonly string[];
  readonly figures?: readonly string[];
}

/** An outside suite: reads its folder, judges every case it finds there. */
export interface Suite {
  readonly name: string;
  run(folder: string): Promise<SuiteResult>;
}

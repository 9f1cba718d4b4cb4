/** A line of a history as a stored run and a simulated one tell it, people by name. */
export interface RunLine {
  readonly at: number;
  readonly command: string;
  readonly by: string | null;
  readonly node?: string;
  readonly visit?: string;
  readonly outcome?: string;
  readonly comment?: string;
  readonly reason?: string; // why a visit was left
  readonly edge?: string; // of a condition that could not be judged
  readonly supersedes?: readonly string[];
  readonly isVoid?: boolean; // its visit was cut out of the walk
}

/** A step the run stands at. */
export interface OpenStep {
  readonly node: string;
  readonly people: readonly string[];
  readonly since?: number;
  readonly dueAt?: number;
  readonly isBlocked?: boolean;
}

/** How a run ended, or that its life after approval has begun. */
export interface RunOver {
  readonly outcome: string;
}

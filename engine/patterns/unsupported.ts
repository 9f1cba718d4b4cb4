/** Why a pattern is refused, in words an author understands. */
export interface PatternRefusal {
  readonly construct: string;
  readonly hint: string;
}

/** Leaves the translator; `compilePattern` turns it into an Issue. */
export class PatternRefused extends Error {
  constructor(readonly refusal: PatternRefusal) {
    super(refusal.construct);
    this.name = "PatternRefused";
  }
}

export function refuse(construct: string, hint = ""): never {
  throw new PatternRefused({ construct, hint });
}

export const lookAheadHint = "Look-ahead is allowed only at the very start, as ^(?!A)(?=B)rest, with no | outside a group. 前瞻只能放在最前面：^(?!A)(?=B)rest，且组外没有 |。";

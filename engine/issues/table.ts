/** One row of the closed code table. `params` names what a message may use. */
export interface CodeRow {
  readonly status: number; // HTTP status when it refuses a request
  readonly params: readonly string[];
  readonly zh: string; // {name} is filled from params
  readonly en: string;
}
export type CodeTable = { readonly [code: string]: CodeRow };

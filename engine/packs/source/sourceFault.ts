import type { JsonObject } from "../../model/json.ts";

/** Finds a block by name: `base`, or `pack-id:base` of a pack this one requires. */
export type Blocks = (name: string) => JsonObject | undefined;

/** What a source cannot be written out for; `code` is one of the PACK_BLOCK codes. */
export class SourceFault extends Error {
  constructor(readonly code: "PACK_BLOCK_UNKNOWN" | "PACK_BLOCK_PARAM" | "PACK_BLOCK_EXTRA" | "PACK_BLOCK_DEEP", readonly params: { readonly [name: string]: string }) {
    super(`${code} ${JSON.stringify(params)}`);
  }
}

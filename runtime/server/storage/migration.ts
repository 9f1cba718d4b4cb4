import type { Knex } from "knex";
import type { Store } from "../context.ts";

/** One step of the schema. Works on both dialects; `down` exists so that saved old files can be tested both ways. */
export interface Migration {
  readonly name: string; // "0001_org"
  up(db: Knex): Promise<void>;
  down(db: Knex): Promise<void>;
}

/** The dialect a step runs on; Knex leaves its own settings untyped. */
export function dialectOf(db: Knex): Store["dialect"] {
  const { client } = (db.client as { readonly config: { readonly client: string } }).config;
  return client === "pg" ? "postgres" : "sqlite";
}

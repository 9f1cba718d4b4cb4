import type { Knex } from "knex";

/** One step of the schema. Works on both dialects; `down` exists so that saved old files can be tested both ways. */
export interface Migration {
  readonly name: string; // "0001_org"
  up(db: Knex): Promise<void>;
  down(db: Knex): Promise<void>;
}

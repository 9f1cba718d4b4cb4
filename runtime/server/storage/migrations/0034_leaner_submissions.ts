import type { Knex } from "knex";
import { dialectOf, type Migration } from "../migration.ts";

const people = (db: Knex, more: string): Promise<unknown> =>
  db.raw(`create table submission_people (tenant_id text not null, person_id text not null, seq bigint not null, role text not null, primary key (tenant_id, person_id, seq, role)) ${more}`);

/** Rebuilds `submission_people` on SQLite with or without a rowid of its own. */
async function rebuildPeople(db: Knex, more: string): Promise<void> {
  await db.raw("alter table submission_people rename to submission_people_old");
  await db.raw("drop index submission_people_seq_index");
  await people(db, more);
  await db.raw("insert into submission_people select tenant_id, person_id, seq, role from submission_people_old");
  await db.raw("drop table submission_people_old");
  await db.raw("create index submission_people_seq_index on submission_people (seq)");
}

/**
 * Fewer B-trees for each submission to write: only what an effect made has an
 * origin to be unique, and the rows that say who may find a submission are
 * their own key.
 */
export const leanerSubmissions: Migration = {
  name: "0034_leaner_submissions",
  async up(db) {
    await db.schema.alterTable("submissions", (t) => {
      t.dropUnique(["tenant_id", "origin_key"]);
    });
    await db.raw("create unique index submissions_origin on submissions (tenant_id, origin_key) where origin_key is not null");
    if (dialectOf(db) === "sqlite") await rebuildPeople(db, "without rowid");
  },
  async down(db) {
    if (dialectOf(db) === "sqlite") await rebuildPeople(db, "");
    await db.raw("drop index submissions_origin");
    await db.schema.alterTable("submissions", (t) => {
      t.unique(["tenant_id", "origin_key"]);
    });
  },
};

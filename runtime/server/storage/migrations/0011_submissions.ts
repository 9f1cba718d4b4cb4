import type { Knex } from "knex";
import { dialectOf, type Migration } from "../migration.ts";

/** Bigrams and words of each submission (recipes 6): FTS5 on SQLite, a tsvector on PostgreSQL. `rowid` there, `seq` here. */
async function createTerms(db: Knex): Promise<void> {
  if (dialectOf(db) === "postgres") {
    await db.raw("create table submission_terms (seq bigint primary key, terms tsvector not null)");
    await db.raw("create index submission_terms_gin on submission_terms using gin (terms)");
  } else {
    await db.raw("create virtual table submission_terms using fts5(terms, content='', contentless_delete=1, detail='none', tokenize='ascii')");
  }
}

/** Filled forms, who may find them, their search terms, and the counters of their numbers. */
export const submissions: Migration = {
  name: "0011_submissions",
  async up(db) {
    await db.schema.createTable("submissions", (t) => {
      t.bigIncrements("seq");
      t.text("id").notNullable().unique();
      t.text("tenant_id").notNullable();
      t.text("org_id").notNullable();
      t.text("form_id").notNullable();
      t.integer("form_revision").notNullable();
      t.text("form_hash").notNullable();
      t.text("number").nullable(); // none while a draft
      t.text("title").notNullable();
      t.text("state").notNullable();
      t.text("state_zh").notNullable();
      t.text("state_en").notNullable();
      t.text("tone").notNullable();
      t.integer("draft").notNullable();
      t.integer("version").notNullable();
      t.text("by_id").notNullable();
      t.text("by_name").notNullable();
      t.text("instance_id").nullable();
      t.bigInteger("due_at").nullable();
      t.text("answers").notNullable(); // JSON by x-id
      if (dialectOf(db) === "postgres") t.jsonb("listed").notNullable();
      else t.text("listed").notNullable(); // JSON: list fields in the form an index takes (submissions/listed.ts)
      t.bigInteger("created_at").notNullable();
      t.bigInteger("updated_at").notNullable();
      t.bigInteger("captured_at").nullable();
      t.text("origin_key").nullable(); // idempotency key of the effect that made it
      t.unique(["tenant_id", "number"]);
      t.unique(["tenant_id", "origin_key"]);
      t.index(["tenant_id", "seq"]);
      t.index(["tenant_id", "form_id", "state", "seq"]);
      t.index(["tenant_id", "form_id", "seq"]);
      t.index(["tenant_id", "state", "seq"]);
      t.index(["tenant_id", "updated_at", "seq"]);
    });
    await db.schema.createTable("submission_people", (t) => {
      t.text("tenant_id").notNullable();
      t.text("person_id").notNullable();
      t.bigInteger("seq").notNullable(); // submissions.seq
      t.text("role").notNullable(); // by | named | holder
      t.primary(["tenant_id", "person_id", "seq", "role"]);
      t.index(["seq"]);
    });
    await db.schema.createTable("number_counters", (t) => {
      t.text("tenant_id").notNullable();
      t.text("key").notNullable();
      t.bigInteger("last").notNullable();
      t.primary(["tenant_id", "key"]);
    });
    await createTerms(db);
  },
  async down(db) {
    for (const table of ["submission_terms", "number_counters", "submission_people", "submissions"]) await db.schema.dropTable(table);
  },
};

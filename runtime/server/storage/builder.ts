import knex, { type Knex } from "knex";

/** A Knex that only builds queries: it has no connection, so executing one by itself fails. */
export function queryBuilder(dialect: "sqlite" | "postgres"): Knex {
  return knex({ client: dialect === "sqlite" ? "better-sqlite3" : "pg", useNullAsDefault: true });
}

export { BetterSqliteStore } from "./betterSqliteStore.ts";
export { fromJson, toJson } from "./json.ts";
export { migrate } from "./migrate.ts";

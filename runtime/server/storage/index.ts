export { openStore, openMigratedStore, type StoreOptions } from "./openStore.ts";
export { migrate, NewerDatabase, type MigrationTarget } from "./migrate.ts";
export type { Migration } from "./migration.ts";
export { StorageFault, asStorageFault, faultOf } from "./storageFault.ts";
export { fromJson, toJson } from "./json.ts";
export { BetterSqliteStore } from "./betterSqliteStore.ts";

export { compileSchema, type SchemaOptions, type SchemaValidator } from "./compileSchema.ts";
export type { SchemaRegistry } from "./schemaIndex.ts";
export { draftNamed, type Draft } from "./dialect.ts";

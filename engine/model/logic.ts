import type { JsonValue } from "./json.ts";

/** A JSON-Logic expression. Its shape is checked by `checkLogic`, not by the type. */
export type JsonLogic = JsonValue;

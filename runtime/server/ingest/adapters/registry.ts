import type { Adapter } from "./adapter.ts";
import { csvImport } from "./csvImport.ts";
import { embeddedMqtt } from "./embeddedBroker.ts";
import { externalMqtt } from "./externalBroker.ts";
import { http } from "./http.ts";

/** Every way in for readings: a new one is one file and one line here, and the suite asks for its driver. */
export const adapters = { http, csvImport, embeddedMqtt, externalMqtt } satisfies { readonly [id: string]: Adapter };

export type AdapterId = keyof typeof adapters;

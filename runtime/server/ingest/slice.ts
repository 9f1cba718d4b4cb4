import { sliceOf } from "./adapters/adapter.ts";
import { adapters } from "./adapters/registry.ts";

/** Ways in for readings. The embedded broker is the default; `MQTT_URL` replaces it by an external one. */
export const ingestSlice = sliceOf(Object.values(adapters));

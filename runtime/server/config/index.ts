export type { Config } from "./config.ts";
export { ConfigFault, readConfig } from "./readConfig.ts";

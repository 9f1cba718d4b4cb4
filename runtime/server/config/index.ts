export { type Config, isLoopback } from "./config.ts";
export { ConfigFault, readConfig } from "./readConfig.ts";

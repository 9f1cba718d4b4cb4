export { type App, type AppOptions, buildApp } from "./app.ts";
export { type Config, ConfigFault, readConfig } from "./config/index.ts";
export type { Actor, Clock, MakeSlice, Policy, Query, Reader, Route, RouteReply, RouteRequest, ServerContext, Slice, Store, Tx } from "./context.ts";

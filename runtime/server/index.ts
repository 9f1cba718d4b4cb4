export { type App, type AppOptions, buildApp } from "./app.ts";
export { type Config, ConfigFault, readConfig } from "./config/index.ts";
export type { Actor, Clock, MakeSlice, Policy, Query, Reader, Route, RouteReply, RouteRequest, ServerContext, Slice, Store, Tx } from "./context.ts";
export type { DemoAccount } from "./demo/seedDemo.ts";
export { type RunningServer, startServer, type StartOptions } from "./startServer.ts";
export { DataDirInUse } from "./storage/dataDirLock.ts";
export { NewerDatabase } from "./storage/migrate.ts";

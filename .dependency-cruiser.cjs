const server = "^runtime/server/";
const web = "^runtime/web/";

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    { name: "engine-stands-alone", severity: "error", from: { path: "^engine/" }, to: { path: "^(runtime|designer|examples|scripts|templates)/" } },
    { name: "engine-has-no-io", severity: "error", from: { path: "^engine/", pathNot: "(\\.test|\\.testkit)\\.ts$|/testing/" }, to: { dependencyTypes: ["core"] } },
    { name: "engine-libraries", severity: "error", from: { path: "^engine/", pathNot: "(\\.test|\\.testkit)\\.ts$|/testing/" }, to: { path: "node_modules", pathNot: "node_modules/(@noble/hashes|ajv|ajv-formats|json-schema-to-ts|pinyin-pro|re2js|xstate)/" } },
    { name: "engine-by-its-door", severity: "error", from: { pathNot: "^engine/" }, to: { path: "^engine/", pathNot: "^engine/(index|forms/ajv/index|search/spelling|testing/index)\\.ts$" } },
    { name: "server-not-web", severity: "error", from: { path: server }, to: { path: "^(runtime/web|designer|examples)/" } },
    { name: "web-not-server", severity: "error", from: { path: web }, to: { path: "^(runtime/server|designer|examples)/" } },
    { name: "designer-not-server", severity: "error", from: { path: "^designer/" }, to: { path: "^(runtime/server|examples)/" } },
    { name: "designer-uses-web-door", severity: "error", from: { path: "^designer/" }, to: { path: web, pathNot: "^runtime/web/index\\.ts$" } },
    { name: "examples-use-public-doors", severity: "error", from: { path: "^examples/" }, to: { path: "^(runtime|designer)/" } },
    { name: "templates-are-data", severity: "error", from: { path: "^(engine|runtime|designer|examples)/", pathNot: "\\.test\\.tsx?$" }, to: { path: "^templates/" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { conditionNames: ["source", "import", "require", "node", "default", "types"], extensions: [".ts", ".tsx", ".js", ".json"] },
  },
};

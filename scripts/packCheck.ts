import { checkPack, messageOf, playPack, type Issue } from "@safeloop/engine";
import { loadPack, packFolders } from "./loadPack.ts";

/**
 * Checks packs and plays their cases: `npm run packs [-- folder …]`, by default
 * every folder of templates/. Exits 1 when anything is wrong.
 */
function main(folders: readonly string[]): number {
  const list = folders.length > 0 ? folders : packFolders("templates");
  return list.map(checkFolder).some((errors) => errors > 0) ? 1 : 0;
}

function checkFolder(folder: string): number {
  const pack = loadPack(folder);
  const issues = checkPack(pack);
  const play = playPack(pack);
  const all = [...issues, ...play.issues];
  for (const one of all) console.log(`${one.severity === "error" ? "ERROR" : "warn "} ${one.path}\n      ${text(one)}`);
  const errors = all.filter((one) => one.severity === "error").length;
  const passed = play.results.filter((one) => one.failures.length === 0).length;
  console.log(`${pack.manifest.id} ${pack.manifest.version}: ${pack.forms.length} forms, ${pack.flows.length} flows, ${pack.rules.length} rules, cases ${passed}/${play.results.length} passed, ${errors} errors, ${all.length - errors} warnings`);
  return errors;
}

function text(one: Issue): string {
  return `${one.code}: ${messageOf(one.code, one.params, "en")}`;
}

process.exitCode = main(process.argv.slice(2));

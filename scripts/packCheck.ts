import { checkPack, messageOf, playPack, type Issue, type Pack } from "@safeloop/engine";
import { packFolders, readPacks } from "./loadPack.ts";

/**
 * Checks packs and plays their cases: `npm run packs [-- folder …]`, by default
 * every folder of templates/. Exits 1 when anything is wrong.
 */
function main(folders: readonly string[]): number {
  const shipped = packFolders("templates").filter((one) => !folders.map((each) => each.replace(/\/$/, "")).includes(one));
  const read = readPacks([...folders.map((one) => one.replace(/\/$/, "")), ...shipped]);
  const packs = read.map((one) => one.pack);
  const asked = folders.length > 0 ? read.slice(0, folders.length) : read;
  return asked.map(({ pack, issues }) => checkOne(pack, issues, packs)).some((errors) => errors > 0) ? 1 : 0;
}

function checkOne(pack: Pack, unread: readonly Issue[], packs: readonly Pack[]): number {
  const issues = checkPack(pack, packs);
  const play = playPack(pack, packs);
  const all = [...unread, ...issues, ...play.issues];
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

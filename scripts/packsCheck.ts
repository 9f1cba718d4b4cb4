/**
 * `npm run packs:check`: every case of every shipped pack on what a store gives
 * back, as shipped and under each sample overlay, on SQLite and PostgreSQL; and
 * the catalogue's overlay check. Exits 1 when anything is wrong or PostgreSQL
 * does not answer (`-- --sqlite` leaves it out, and says so).
 */
import { playPack, type Pack } from "@safeloop/engine";
import { makeTestApp, hasPostgres, type TestDriver } from "../runtime/server/testing/testApp.ts";
import { shippedPacks } from "./loadPack.ts";
import { catalogueLines } from "./packs/catalogue.ts";
import { asAnswered, drawnPack, casesUnder, overlaidPack, samplesOf, upperOf, type Sample } from "./packs/samples.ts";
import { InstalledPacks, sameDefinitions } from "./packs/installed.ts";

let faults = 0;
const out = (line: string): void => console.log(line);

function fault(what: string): void {
  faults += 1;
  out(`FAULT ${what}`);
}

/** The cases on what came out of the store, as shipped. */
function playStored(packs: readonly Pack[]): void {
  for (const pack of packs) {
    const { results, issues } = playPack(pack, packs);
    out(`  ${pack.manifest.id} ${pack.manifest.version}: ${results.filter((one) => one.failures.length === 0).length}/${results.length} cases`);
    for (const one of issues) fault(`${pack.manifest.id}: ${one.code} ${JSON.stringify(one.params)}`);
  }
}

async function underSample(installed: InstalledPacks, packs: readonly Pack[], pack: Pack, { name, overlay }: Sample): Promise<void> {
  const wanted = overlaidPack(upperOf(pack), overlay);
  await installed.publish(pack, wanted);
  const stored = await installed.read(packs);
  const changed = stored.find((one) => one.manifest.id === pack.manifest.id);
  if (!changed || !sameDefinitions(changed, wanted)) return fault(`${name}: what the store gives back is not the overlaid pack`);
  const all = casesUnder(stored, changed);
  const [lost, stricter, unjudged] = [all.filter((one) => one.lost.length > 0), all.filter((one) => one.changed.length > 0), all.filter((one) => one.unjudged.length > 0)];
  out(`  ${pack.manifest.id} + ${name}: ${all.length - stricter.length}/${all.length} cases as written, ${lost.length} refusals or alarms lost`);
  for (const one of lost) fault(`${name}: ${one.id} step ${one.lost[0]?.step}: ${one.lost[0]?.what}`);
  for (const one of stricter) out(`      stricter: ${one.id} step ${one.changed[0]?.step}: ${one.changed[0]?.what.slice(0, 150)}`);
  for (const one of unjudged) out(`      not judged behind it: ${one.id} steps ${one.unjudged.map((each) => each.step).join(", ")}`);
  await installed.rollBack(pack);
  const back = (await installed.read(packs)).find((one) => one.manifest.id === pack.manifest.id);
  if (!back || !sameDefinitions(back, pack)) fault(`${name}: the roll-back does not give the shipped pack back`);
}

/** Section 9.6 of the catalogue, said by the server to whoever publishes it. */
async function catalogue(installed: InstalledPacks, permits: Pack): Promise<void> {
  for (const { path, ops, refused } of catalogueLines) {
    const answer = await installed.tryPublish(permits, drawnPack(upperOf(permits), ops));
    const said = answer.issues.filter((one) => one.code === refused?.code && one.message.includes(refused.clause));
    if (refused) out(`  ${path}: ${answer.status} ${said[0]?.code ?? "?"} ${said[0]?.message ?? JSON.stringify(answer.issues)}`);
    else out(`  ${path}: ${answer.status === 200 ? "accepted" : JSON.stringify(answer)}`);
    if (refused ? answer.status !== 422 || said.length === 0 : answer.status !== 200) fault(`catalogue 9.6: ${path}`);
    if (answer.status === 200) await installed.rollBack(permits);
  }
}

async function checkOn(driver: TestDriver, shipped: readonly Pack[]): Promise<void> {
  out(`\n${driver}`);
  const app = await makeTestApp({ driver });
  try {
    const installed = new InstalledPacks(app);
    await installed.install(shipped);
    const stored = await installed.read(shipped);
    for (const pack of shipped) if (!stored.some((one) => sameDefinitions(one, pack))) fault(`${pack.manifest.id}: the store gives back something else than what ships`);
    playStored(stored);
    for (const pack of shipped) for (const sample of samplesOf(pack.manifest.id)) await underSample(installed, shipped, pack, sample);
    const permits = shipped.find((one) => one.manifest.id === "safeloop-permits");
    if (permits) await catalogue(installed, permits);
    else fault("there is no pack safeloop-permits");
  } finally {
    await app.close();
  }
}

async function main(): Promise<void> {
  const started = performance.now();
  const shipped = shippedPacks().map(asAnswered);
  await checkOn("better-sqlite3", shipped);
  if (process.argv.includes("--sqlite")) out("\nPostgreSQL was left out as asked: this is half of the check.");
  else if (await hasPostgres()) await checkOn("postgres", shipped);
  else fault("PostgreSQL does not answer");
  out(`\n${faults === 0 ? "holds" : `${faults} faults`} (${((performance.now() - started) / 1000).toFixed(0)} s)`);
  process.exitCode = faults === 0 ? 0 : 1;
}

await main();

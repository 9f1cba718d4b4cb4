import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { moments } from "./moments.ts";
import { drawMoment } from "./picture.ts";

export const picturesFolder = "docs/guide/pictures";

/** What every picture should be now, by file name. */
export function wantedPictures(): ReadonlyMap<string, string> {
  return new Map(moments.map((moment) => [`${moment.idiom}.svg`, drawMoment(moment)]));
}

/** Pictures of a folder that are missing, stale, or of no idiom. */
export function driftOf(wanted: ReadonlyMap<string, string>, folder: string): readonly string[] {
  const there = (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []).filter((one) => one.isFile()).map((one) => one.name);
  const stale = [...wanted].filter(([name, picture]) => !there.includes(name) || readFileSync(join(folder, name), "utf8") !== picture);
  return [
    ...stale.map(([name]) => `${folder}/${name} is not up to date: run npm run pictures`),
    ...there.filter((name) => !wanted.has(name)).map((name) => `${folder}/${name} is the picture of no idiom`),
  ];
}

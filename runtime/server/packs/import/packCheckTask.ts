import { issue, judgePack, packsFromFiles, type Issue, type Pack, type PackFile, type PackJudgement } from "@safeloop/engine";
import { guardJson } from "../../definitions/guardJson.ts";
import type { Task } from "../../worker/tasks.ts";
import { packFilesIn, packFolders } from "../loadPacks.ts";

/** A pack as it came in, and where the packs are that it may require. */
export interface PackCheckAsk {
  readonly files: readonly PackFile[];
  readonly templatesDir?: string;
  /** Packs the tenant has beside those that ship. */
  readonly packs: readonly Pack[];
}

export interface PackCheckAnswer extends PackJudgement {
  readonly pack: Pack;
}

/** JSON nobody should recurse into is told before anything else reads it. */
function guarded(files: readonly PackFile[]): readonly Issue[] {
  return files.flatMap(({ path, text }) => {
    try {
      return guardJson(JSON.parse(text)).map((one) => ({ ...one, path: `/${path}${one.path}` }));
    } catch (error) {
      return [issue("PACK_FILE", `/${path}`, { file: path, why: error instanceof Error ? error.message.slice(0, 200) : "?" })];
    }
  });
}

const nothing: Pack = { manifest: { id: "", version: "", title: { zh: "", en: "" }, publisher: "", templates: [] }, forms: [], flows: [], rules: [] };

/** Everything wrong with a pack, its cases played: what `safeloop pack check` says. */
export const packCheckTask: Task<PackCheckAsk, PackCheckAnswer> = async (_tools, { files, templatesDir, packs }) => {
  const hostile = guarded(files);
  if (hostile.length > 0) return { pack: nothing, issues: hostile, cases: 0, passed: 0 };
  const shipped = (packFolders(templatesDir === undefined ? {} : { templatesDir }) ?? []).map(packFilesIn);
  const read = packsFromFiles([files, ...shipped]);
  const { pack = nothing, issues: unread = [] } = read[0] ?? {};
  return { pack, ...judgePack(pack, [...packs, ...read.slice(1).map((one) => one.pack)], unread) };
};

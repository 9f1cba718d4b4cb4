import { readdirSync } from "node:fs";
import type { I18nText } from "@safeloop/engine";

export type Language = keyof I18nText;

interface Words {
  readonly [key: string]: string | Words;
}

/** Words of the screens in one language by name: `designer:publish.open`. */
export type WordTable = ReadonlyMap<string, string>;

const folders = ["runtime/web/i18n", "designer/i18n"] as const;
const root = new URL("../../", import.meta.url);

function flat(words: Words, path: string): readonly (readonly [string, string])[] {
  return Object.entries(words).flatMap(([key, value]) => (typeof value === "string" ? [[`${path}${key}`, value] as const] : flat(value, `${path}${key}.`)));
}

/** Read by name: their types reach the screens, which are compiled with other settings than scripts. */
async function tableOf(folder: string, file: string): Promise<readonly (readonly [string, string])[]> {
  const { default: words } = (await import(new URL(`${folder}/${file}`, root).href)) as { readonly default: Words };
  return flat(words, `${file.split(".")[0] ?? ""}:`);
}

/** Every word that the product's screens have of their own. */
export async function wordTable(language: Language): Promise<WordTable> {
  const files = folders.flatMap((folder) => readdirSync(new URL(folder, root)).filter((file) => file.endsWith(`.${language}.ts`)).map((file) => [folder, file] as const));
  const tables = await Promise.all(files.map(([folder, file]) => tableOf(folder, file)));
  return new Map(tables.flat());
}

/** A word by its name, with its values filled in. */
export function wordOf(table: WordTable, name: string, params: { readonly [name: string]: string | number } = {}): string {
  const words = table.get(name);
  if (words === undefined) throw new Error(`the product has no words at ${name}`);
  return words.replace(/\{\{(\w+)\}\}/g, (_, key: string) => String(params[key] ?? ""));
}

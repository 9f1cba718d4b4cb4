/** The part of a bundle this module reads. */
export interface ChunkLike {
  readonly type: "chunk" | "asset";
  readonly fileName: string;
  readonly name?: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string>; readonly importedAssets: ReadonlySet<string> };
}
export type BundleLike = { readonly [fileName: string]: ChunkLike };

/** The entry chunk of a page, its static imports (not the lazy ones) and their style sheets, each once. Throws when there is no such entry. */
export function staticFilesOf(bundle: BundleLike, entry: string): string[] {
  const start = Object.values(bundle).find((one) => one.type === "chunk" && one.isEntry === true && one.name === entry);
  if (start === undefined) throw new Error(`no entry named ${entry} in the bundle`);
  const found = new Set<string>();
  const queue = [start.fileName];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const chunk = bundle[file];
    queue.push(...(chunk?.imports ?? []));
    for (const css of chunk?.viteMetadata?.importedCss ?? []) found.add(css);
  }
  return [...found];
}

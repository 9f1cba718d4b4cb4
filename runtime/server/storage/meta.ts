import type { Reader, Tx } from "../context.ts";

/** A fact about this installation, or undefined. */
export async function readMeta(from: Reader, key: string): Promise<string | undefined> {
  return (await from.first<{ value: string }>({ sql: "select value from meta where key = ?", bindings: [key] }))?.value;
}

export async function writeMeta(tx: Tx, key: string, value: string): Promise<void> {
  await tx.run({ sql: "insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value", bindings: [key, value] });
}

import { join } from "node:path";
import { restoreCell } from "../../runtime/server/submissions/csv.ts";
import { filesBelow, readJson } from "./files.ts";
import { freeTextForm, startSuiteServer, type SuiteServer } from "./suiteServer.ts";
import type { Suite } from "./suite.ts";

const searchedLength = 60; // characters of a long string that are searched for

/** Rows of an RFC 4180 file. */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
  for (let at = 0; at <= text.length; at += 1) {
    cell.lastIndex = at;
    const match = cell.exec(text);
    if (!match) throw new Error(`No CSV at ${at}: ${text.slice(at, at + 40)}`);
    rows.at(-1)?.push((match[1] ?? match[2] ?? "").replaceAll('""', '"'));
    at = cell.lastIndex;
    if (text.startsWith("\r\n", at)) {
      rows.push([]);
      at += 1;
    }
  }
  return rows.filter((row) => row.length > 1);
}

interface Sent {
  readonly id: string;
  readonly text: string;
}

async function send(server: SuiteServer, text: string): Promise<Sent | string> {
  const reply = await server.request("POST", "/submissions", JSON.stringify({ form: freeTextForm.id, data: { text } }));
  return reply.status === 201 ? { id: (JSON.parse(reply.text) as { id: string }).id, text } : `submit answered ${reply.status} ${reply.text}`;
}

async function throughForm(server: SuiteServer, sent: Sent): Promise<string | undefined> {
  const reply = JSON.parse((await server.request("GET", `/submissions/${sent.id}`)).text) as { data: { text?: string } };
  return (reply.data.text ?? "") === sent.text ? undefined : `the form shows ${JSON.stringify(reply.data.text)}`;
}

async function throughSearch(server: SuiteServer, sent: Sent): Promise<string | undefined> {
  const asked = encodeURIComponent([...sent.text].slice(0, searchedLength).join(""));
  const reply = await server.request("GET", `/submissions?form=${freeTextForm.id}&limit=200&q=${asked}`);
  if (reply.status !== 200) return `the search answered ${reply.status} ${reply.text}`;
  const { items } = JSON.parse(reply.text) as { items: { id: string; fields: { text?: string } }[] };
  const row = items.find((one) => one.id === sent.id);
  if (!row) return "the search does not find it";
  return (row.fields.text ?? "") === sent.text ? undefined : `the list shows ${JSON.stringify(row.fields.text)}`;
}

/** Every string through form, list, search and export, unchanged. */
export const naughtyStrings: Suite = {
  name: "naughty-strings",
  async run(folder) {
    const strings = [...new Set(filesBelow(folder, "blns.json").flatMap((file) => readJson(join(folder, file)) as readonly string[]))];
    const failures: string[] = [];
    const server = await startSuiteServer();
    try {
      const exported = new Map<string, string>();
      for (const text of strings) {
        const sent = await send(server, text);
        if (typeof sent === "string") {
          failures.push(`${JSON.stringify(text)}: ${sent}`);
          continue;
        }
        const reason = (await throughForm(server, sent)) ?? (await throughSearch(server, sent));
        if (reason) failures.push(`${JSON.stringify(text)}: ${reason}`);
        else exported.set(text, text);
      }
      const csv = (await server.request("GET", `/submissions/export.csv?form=${freeTextForm.id}`)).text.replace(/^\uFEFF/, "");
      const [head = [], ...rows] = csvRows(csv);
      const column = head.indexOf("文本");
      const cells = new Set(rows.map((row) => restoreCell(row[column] ?? "")));
      for (const text of exported.keys()) if (!cells.has(text)) failures.push(`${JSON.stringify(text)}: the export does not hold it`);
    } finally {
      await server.close();
    }
    return { passed: strings.length - failures.length, failures };
  },
};

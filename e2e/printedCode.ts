import type { Client } from "../examples/demo-plant/client.ts";

/** The page the code on a print of this submission leads to: the print links to it as well. */
export async function verifyPath(client: Client, submission: string): Promise<string> {
  const pdf = await client.bytes(`/api/v1/submissions/${submission}/print.pdf`);
  const path = /\/URI \([^)]*(\/verify\/[\w-]+)\)/.exec(pdf.toString("latin1"))?.[1];
  if (path === undefined) throw new Error(`the print of ${submission} carries no code`);
  return path;
}

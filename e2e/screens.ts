import type { Client } from "../examples/demo-plant/client.ts";
import { verifyPath } from "./printedCode.ts";

/** A screen a reviewer opens: its address and whose it is; no login means before sign-in. */
export interface Screen {
  readonly name: string;
  readonly path: string;
  readonly login?: string;
  /** Daily screens work at 390 px; the designer asks for more. */
  readonly isDaily: boolean;
}

async function newest(client: Client, form: string): Promise<string> {
  const { items } = await client.get<{ items: readonly { id: string }[] }>(`/api/v1/submissions?form=${form}&limit=1`);
  if (!items[0]) throw new Error(`the demo has no ${form}`);
  return items[0].id;
}

/** The screens that must read well in both languages, with the instances the demo made. */
export async function mainScreens(client: Client): Promise<readonly Screen[]> {
  const [permit, hazard] = [await newest(client, "permit-hot-work"), await newest(client, "hazard-report-snap")];
  const daily = (name: string, path: string, login?: string): Screen => ({ name, path, isDaily: true, ...(login === undefined ? {} : { login }) });
  const design = (name: string, path: string): Screen => ({ name, path, login: "designer", isDaily: false });
  return [
    daily("sign-in", "/sign-in"),
    daily("start", "/", "safety"),
    daily("inbox", "/inbox", "safety"),
    daily("hazard", `/submissions/${hazard}`, "safety"),
    daily("permit", `/submissions/${permit}`, "safety"),
    daily("verify", await verifyPath(client, permit)),
    daily("permit form", "/new/permit-hot-work", "worker"),
    daily("new", "/new", "worker"),
    daily("snap", "/snap", "worker"),
    daily("console", "/alarms", "safety"),
    daily("alarm performance", "/alarms/performance", "safety"),
    daily("tags", "/tags", "safety"),
    daily("tag trend", "/tags/GT-1203", "safety"),
    daily("permits", "/permits", "safety"),
    daily("hazards", "/hazards", "safety"),
    daily("records", "/records", "safety"),
    daily("people", "/admin/people", "admin"),
    daily("rosters", "/admin/rosters", "admin"),
    daily("audit", "/admin/audit", "admin"),
    daily("channels", "/admin/channels", "admin"),
    daily("my account", "/admin/me", "shift"),
    daily("templates", "/templates", "designer"),
    daily("try a template", "/templates/safeloop-permits/try/permit-hot-work", "designer"),
    daily("changes to a pack", "/templates/safeloop-permits/changes", "admin"),
    daily("upgrade of a pack", "/templates/safeloop-permits/upgrade", "admin"),
    daily("subsidiaries", "/templates/board", "admin"),
    design("forms", "/designer/forms"),
    design("form editor", "/designer/forms/permit-hot-work"),
    design("form preview", "/designer/forms/permit-hot-work?tab=preview"),
    design("form as JSON", "/designer/forms/permit-hot-work?tab=json"),
    design("versions of a form", "/designer/forms/permit-hot-work?tab=versions"),
    design("flow editor", "/designer/flows/hazard-report-snap"),
    design("flow tried out", "/designer/flows/hazard-report-snap?tab=simulate"),
    design("rule editor", "/designer/rules/combustible-level1"),
    design("rule over a form", "/designer/rules/hazard-repeated"),
  ];
}

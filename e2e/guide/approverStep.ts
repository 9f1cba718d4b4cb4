import { askToPublish, backToLists, find, open, publish } from "./designer.ts";
import type { Reader } from "./reader.ts";
import { named, typed } from "./said.ts";
import type { Step } from "./step.ts";

/** An approval between the report and what follows it. */
async function add(reader: Reader): Promise<void> {
  const { page } = reader;
  await backToLists(reader);
  await find(reader, "flows", reader.text(typed.form), reader.text(named.flow));
  await open(reader, reader.text(named.flow));
  const plus = page.locator(".dz-plus[data-edge=e1]").getByRole("button", { name: reader.say("designer:flow.insert") });
  await reader.click(plus);
  const approval = page.getByRole("menuitem", { name: reader.say("designer:nodeKind.approval") });
  await reader.sees(approval);
  await reader.look("06-add-approval", { around: [page.locator("[data-node=start]"), page.locator(".ant-dropdown:not(.ant-dropdown-hidden)"), page.locator("[data-node=urgency]")], rings: [plus, approval] });
  await reader.click(approval);
}

/** Who it is: the role, and who holds it today. */
async function choose(reader: Reader): Promise<void> {
  const { page } = reader;
  await reader.pick(reader.say("designer:who.role"), reader.text(typed.role), reader.text(typed.role));
  const today = page.locator(".dz-today").first();
  await reader.sees(today, reader.text(named.director));
  const card = page.locator("[data-node=approval]");
  await reader.sees(card, reader.text(typed.role));
  const role = page.locator(".dz-candidate").first();
  await reader.look("07-who-today", { around: [card, page.locator(".dz-props header"), page.locator(".dz-candidates").first()], rings: [card, role.locator(".ant-select").nth(1), today] });
}

export const approverStep: Step = {
  title: { zh: "给流程加一个审批人", en: "Add an approver" },
  minutes: 2,
  pictures: ["06-add-approval", "07-who-today"],
  walk: async (reader) => {
    await add(reader);
    await choose(reader);
    const dialog = await askToPublish(reader, reader.text(typed.whyFlow));
    for (const words of ["publish.effect.flows", "publish.keep"]) await reader.sees(dialog, reader.say(`designer:${words}`, { revision: 1 }));
    await reader.sees(dialog, reader.say("designer:publish.warnings", { count: 6 }));
    await publish(reader, dialog, 2);
  },
};

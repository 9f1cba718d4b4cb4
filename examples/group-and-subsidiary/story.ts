import { extended, both, dropDraft, formOf, limited, publish, relabelled, titled, type Form } from "./forms.ts";
import { hazards, install, packOf, permits } from "./packs.ts";
import { Session, type Refused } from "./session.ts";
import type { Teller } from "./tell.ts";
import { tellBoard, tellCleanUpgrade, tellConflict } from "./upgrades.ts";

export interface Subsidiary {
  readonly name: string;
  readonly session: Session;
}

const password = "Tank farm 103!";

async function makeGroup(tell: Teller, baseUrl: string, setupToken: string): Promise<Session> {
  tell.step("用启动时打印的一次性链接建立集团和它的管理员", "The printed one-time link makes the group and its administrator");
  const group = new Session(baseUrl, tell.language);
  const me = await group.done<{ tenant: { title: { zh: string } } }>("POST", "/first-run", { token: setupToken, login: "group", name: "集团管理员", password, company: "安泰集团" });
  tell.expect(me.tenant.title.zh === "安泰集团", "安泰集团已建立", "Antai Group is there", me);
  return group;
}

/** A subsidiary: made by the group, its administrator comes in by a one-time link that works once. */
async function makeSubsidiary(tell: Teller, group: Session, name: string, level: "company" | "site"): Promise<Subsidiary> {
  const made = await group.done<{ id: string; link: string }>("POST", "/subsidiaries", { title: { zh: `子公司 ${name}`, en: `Subsidiary ${name}` }, code: `S-${name}`, level, admin: { login: `admin-${name.toLowerCase()}`, name: `${name} 管理员` } });
  const token = new URL(made.link, group.baseUrl).searchParams.get("token");
  const session = new Session(group.baseUrl, tell.language);
  await session.done("POST", "/session/link", { token, password });
  const again = await new Session(group.baseUrl, tell.language).ask<Refused>("POST", "/session/link", { token, password });
  tell.expect(again.status >= 400, `子公司 ${name}：管理员用一次性链接登录；链接第二次无效`, `Subsidiary ${name}: its administrator came in by the one-time link, which works only once`, again);
  return { name, session };
}

async function groupTightens(tell: Teller, group: Session): Promise<void> {
  tell.step("集团安装作业票包和隐患包，并收紧动火票", "The group installs permits and hazards, and tightens the hot-work permit");
  for (const id of [permits, hazards]) await install(group, id);
  tell.expect((await packOf(group, permits)).from === "product", "包来自产品自带", "The packs come with the product");
  const tightened = await publish(group, limited("sample-age", 20), "集团要求：取样后 20 分钟内开工");
  tell.expect(tightened.status === 200 && (await formOf(group)).limits["sample-age"]?.value === 20, "取样到开工不超过 30 → 20 分钟", "Sample to start at most 30 → 20 minutes", tightened);
  await mustRefuse(tell, group, limited("sample-age", 45), ["集团也不能放宽法定限值：45 分钟", "Not even the group may loosen a legal limit: 45 minutes"], "5.3.1 c");
}

/** A change that must be refused, naming the clause; the sentence is printed, and the form stays as it was. */
async function mustRefuse(tell: Teller, session: Session, change: (form: Form) => Form, [zh, en]: readonly [string, string], clause: string): Promise<void> {
  const before = JSON.stringify(await formOf(session));
  const refused = await publish(session, change, "放宽");
  const issues = refused.body.issues ?? [];
  for (const one of issues) tell.line(`拒绝：${one.message}`, `Refused: ${one.message}`);
  const held = refused.status === 422 && issues.some((one) => one.code === "LOCK_LOOSER" && one.message.includes(clause));
  tell.expect(held && JSON.stringify(await formOf(session)) === before, `${zh}，被拒绝并写明条款 ${clause}`, `${en}: refused, with clause ${clause}`, refused);
  await dropDraft(session);
}

async function takeFromGroup(tell: Teller, { name, session }: Subsidiary): Promise<void> {
  for (const id of [permits, hazards]) await install(session, id);
  const [pack, form] = [await packOf(session, permits), await formOf(session)];
  tell.expect(pack.from === "upstream" && form.limits["sample-age"]?.value === 20, `子公司 ${name} 拿到的是集团的版本（20 分钟）`, `Subsidiary ${name} has it as the group has it (20 minutes)`, pack);
}

async function mustPublish(tell: Teller, { session }: Subsidiary, change: (form: Form) => Form, [zh, en]: readonly [string, string]): Promise<void> {
  const done = await publish(session, change, zh);
  tell.expect(done.status === 200, zh, en, done);
}

async function localChanges(tell: Teller, [a, b, c]: readonly [Subsidiary, Subsidiary, Subsidiary]): Promise<void> {
  tell.step("每家子公司在集团版本上做自己的修改", "Each subsidiary makes changes of its own on top");
  await mustPublish(tell, a, relabelled("place", "动火部位（罐区）", "Place (tank farm)"), ["A 改了一个字段的名称", "A relabels a field"]);
  await mustPublish(tell, b, both(extended("costCentre", "LCOST", "成本中心", "Cost centre"), limited("gas-lel-ge4", 0.3)), ["B 加了字段“成本中心”，并把可燃气体限值 0.5 → 0.3 vol%", "B adds the field Cost centre, and lowers the gas limit 0.5 → 0.3 vol%"]);
  await mustRefuse(tell, b.session, limited("gas-lel-lt4", 0.5), ["B 想把 0.2 vol% 放宽到 0.5", "B tries to loosen 0.2 vol% to 0.5"], "5.3.2");
  await mustRefuse(tell, b.session, limited("sample-age", 25), ["B 想把集团的 20 分钟放宽到 25", "B tries to loosen the group's 20 minutes to 25"], "5.3.1 c");
  await mustPublish(tell, c, titled("C 公司动火票", "Hot work at C"), ["C 改了动火票的名称", "C renames the permit"]);
}

async function groupChanges(tell: Teller, group: Session, below: readonly Subsidiary[]): Promise<void> {
  tell.step("集团改自己的一层：名称、禁动火风力", "The group changes its layer: title, wind ban");
  const done = await publish(group, both(titled("安泰动火作业票", "Antai hot work permit"), limited("wind-ban", 4)), "集团 2027 版");
  tell.expect(done.status === 200, "名称改为“安泰动火作业票”，风力 5 → 4 级禁止露天动火", "Title is Antai hot work permit, no open-air hot work from wind force 5 → 4", done);
  for (const { name, session } of below) {
    const [pack, form] = [await packOf(session, permits), await formOf(session)];
    tell.expect(pack.installed?.pending === true && form.limits["wind-ban"]?.value === 5, `子公司 ${name}：有待接受的升级，接受前什么都不变`, `Subsidiary ${name}: an upgrade waits, nothing changes before it is accepted`, pack);
  }
}

/** The whole story over HTTP, against an empty server; throws where an expectation does not hold. */
export async function tellGroupStory(tell: Teller, baseUrl: string, setupToken: string): Promise<void> {
  const group = await makeGroup(tell, baseUrl, setupToken);
  tell.step("集团建立三家子公司", "The group makes three subsidiaries");
  const [a, b, c] = [await makeSubsidiary(tell, group, "A", "company"), await makeSubsidiary(tell, group, "B", "company"), await makeSubsidiary(tell, group, "C", "site")];
  await groupTightens(tell, group);
  tell.step("子公司安装集团的包", "The subsidiaries install the group's packs");
  for (const one of [a, b, c]) await takeFromGroup(tell, one);
  await localChanges(tell, [a, b, c]);
  await groupChanges(tell, group, [a, b, c]);
  await tellCleanUpgrade(tell, a, b);
  await tellConflict(tell, c, () => tellBoard(tell, group, c.session));
  tell.step("最后的集团看板", "The group board at the end");
  await tellBoard(tell, group, c.session);
}

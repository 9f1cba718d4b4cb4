import { formOf } from "./forms.ts";
import { accept, history, packOf, permits, planOf, type Board, type Decision, type PlanItem } from "./packs.ts";
import type { Session } from "./session.ts";
import type { Subsidiary } from "./story.ts";
import type { Teller } from "./tell.ts";

/** A and B changed nothing the group changed: no question, nothing of theirs is lost. */
export async function tellCleanUpgrade(tell: Teller, a: Subsidiary, b: Subsidiary): Promise<void> {
  tell.step("A 和 B 没有冲突，直接接受", "A and B have no conflict and accept");
  for (const { name, session } of [a, b]) {
    const plan = await planOf(session);
    tell.expect(plan.conflicts.length === 0 && plan.changes.length > 0, `${name}：${plan.changes.length} 处变化，0 处冲突`, `${name}: ${plan.changes.length} changes, no conflict`, plan.conflicts);
    const done = await accept(session, plan);
    const form = await formOf(session);
    tell.expect(done.status === 200 && form.title.en === "Antai hot work permit" && form.limits["wind-ban"]?.value === 4, `${name} 有了集团的新名称和 4 级风力`, `${name} has the group's new title and wind force 4`, { done, title: form.title });
  }
  const [formA, formB] = [await formOf(a.session), await formOf(b.session)];
  tell.expect(formA.schema.properties["place"]?.["x-title"].zh === "动火部位（罐区）", "A 的字段名称还在", "A's label is still there");
  tell.expect(formB.schema.properties["costCentre"]?.["x-id"] === "LCOST" && formB.limits["gas-lel-ge4"]?.value === 0.3, "B 的字段和 0.3 vol% 还在", "B's field and 0.3 vol% are still there");
}

const said = ({ was, theirs, mine }: PlanItem, zh: boolean): string => (zh ? `原“${String(was)}”，集团“${String(theirs)}”，我们“${String(mine)}”` : `was "${String(was)}", group "${String(theirs)}", ours "${String(mine)}"`);

/** C changed the same title: a person decides; then back, and forward again to exactly the same. */
export async function tellConflict(tell: Teller, { session }: Subsidiary, showWaiting: () => Promise<void>): Promise<void> {
  tell.step("C 改过同一个名称：冲突，由人决定", "C changed the same title: a conflict, a person decides");
  const open = await planOf(session);
  for (const one of open.conflicts) tell.line(`${one.title.zh} ${one.prop ?? ""}：${said(one, true)}`, `${one.title.en} ${one.prop ?? ""}: ${said(one, false)}`);
  tell.expect(open.conflicts.length === 2 && open.conflicts.every((one) => one.code === "BOTH_CHANGED"), "两处冲突：中文名和英文名", "Two conflicts: the title in Chinese and in English", open.conflicts);
  const early = await accept(session, open);
  tell.expect(early.status === 409 && early.code === "PACK_PLAN_OPEN", "没有决定就不能接受", "It cannot be accepted undecided", early);
  await showWaiting();
  const decisions = open.conflicts.map(({ code, key }): Decision => ({ code, key, choice: "mine" }));
  await decideAndReturn(tell, session, decisions);
}

async function decideAndReturn(tell: Teller, session: Session, decisions: readonly Decision[]): Promise<void> {
  tell.step("C 保留自己的名称并接受；退回；再接受", "C keeps its title and accepts; goes back; accepts again");
  const before = await content(session);
  const first = await acceptWith(session, decisions);
  const form = await formOf(session);
  tell.expect(first.status === 200 && form.title.zh === "C 公司动火票" && form.limits["wind-ban"]?.value === 4, "接受后：自己的名称，集团的 4 级风力", "Accepted: its own title, the group's wind force 4", first);
  const accepted = await content(session);
  await session.done("POST", `/packs/${permits}/rollback`, { reason: "班组还没培训" });
  tell.expect((await content(session)) === before && (await packOf(session, permits)).installed?.pending === true, "退回后：与接受前完全一样，升级仍在等待", "Rolled back: exactly as before, and the upgrade waits again");
  const again = await acceptWith(session, decisions);
  tell.expect(again.status === 200 && (await content(session)) === accepted, "再次接受：与第一次接受完全一样", "Accepted again: exactly as the first time", again);
  const moves = (await history(session)).map((one) => one.action).reverse();
  tell.expect(moves.join(" ") === "install edit upgrade rollback upgrade", `历史都在：${moves.join(" → ")}`, `All of it is kept: ${moves.join(" → ")}`, moves);
}

async function acceptWith(session: Session, decisions: readonly Decision[]): ReturnType<typeof accept> {
  return accept(session, await planOf(session, decisions), decisions);
}

/** The form in force without its revision number, which counts on whatever comes. */
async function content(session: Session): Promise<string> {
  return JSON.stringify({ ...(await formOf(session)), revision: 0 });
}

const drifts: Readonly<Record<string, string>> = { changed: "改", tightened: "收紧", added: "新增", removed: "移除", subsumed: "被覆盖", converged: "已一致", orphan: "失去目标", inherited: "继承" };

/** The group's board: what each subsidiary has, what waits, what it changed. */
export async function tellBoard(tell: Teller, group: Session, below: Session): Promise<void> {
  const board = await group.done<Board>("GET", "/packs/board");
  tell.line("── 集团看板 ──", "── group board ──");
  for (const { tenant, packs } of board.items) {
    for (const one of packs.filter((each) => each.id === permits)) {
      const drift = Object.entries(one.drift).filter(([state]) => state !== "inherited");
      tell.line(`${tenant.title.zh}  ${one.title.zh} ${one.version}  ${one.pending ? "待升级" : "最新"}  ${drift.map(([state, n]) => `${drifts[state] ?? state} ${n}`).join("，")}`, `${tenant.title.en}  ${one.title.en} ${one.version}  ${one.pending ? "pending" : "current"}  ${drift.map(([state, n]) => `${state} ${n}`).join(", ")}`);
    }
  }
  const waiting = board.items.filter((one) => one.packs.some((pack) => pack.id === permits && pack.pending)).map((one) => one.tenant.title.en);
  const expected = (await packOf(below, permits)).installed?.pending === true ? "Subsidiary C" : "";
  tell.expect(board.items.length === 3 && waiting.join() === expected, expected === "" ? "三家都是最新" : "只有 C 在等待", expected === "" ? "All three are current" : "Only C waits", waiting);
  expectDrift(tell, board);
  tell.expect((await below.done<Board>("GET", "/packs/board")).items.length === 0, "子公司看不到别家", "A subsidiary sees no other");
}

function expectDrift(tell: Teller, board: Board): void {
  const drift = board.items.map((one) => Object.entries(one.packs.find((pack) => pack.id === permits)?.drift ?? {}).filter(([state]) => state !== "inherited").map(([state, n]) => `${state} ${n}`).sort().join(", "));
  tell.expect(JSON.stringify(drift) === JSON.stringify(["changed 1", "added 1, tightened 1", "changed 1"]), "看板上的偏离：A 改 1，B 新增 1、收紧 1，C 改 1", "Drift on the board: A changed 1; B added 1, tightened 1; C changed 1", drift);
}

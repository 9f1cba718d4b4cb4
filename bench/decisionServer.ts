/**
 * The server under decisions, in a process of its own: a flow of five
 * approvals, effects and sealing running beside. Answers to messages:
 * "bare" measures the store alone, {finished} loads ended instances by SQL,
 * "count" counts what is stored, "stop" ends it.
 */
import Database from "better-sqlite3";
import { publishOn, openServer } from "./openServer.ts";
import { approvals, papers } from "./fiveSteps.ts";

const server = await openServer(64, true);
await publishOn(server, "forms", papers);
await publishOn(server, "flows", approvals);

/** Units a second of the store alone: 64 at once, each a row of half a kilobyte. */
async function bare(): Promise<number> {
  await server.store.unit((tx) => tx.run({ sql: "create table if not exists bench_bare (n integer primary key, doc text not null)", bindings: [] }));
  const doc = "x".repeat(478);
  const until = performance.now() + 3_000;
  let units = 0;
  await Promise.all(Array.from({ length: 64 }, async () => {
    while (performance.now() < until) {
      await server.store.unit((tx) => tx.run({ sql: "insert into bench_bare (doc) values (?)", bindings: [doc] }));
      units += 1;
    }
  }));
  return units / 3;
}

/** Copies of one ended instance with all its rows, until there are `count` ended ones. Ids stay in the form the server gives. */
function loadFinished(count: number): number {
  const db = new Database(server.file);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = OFF");
  try {
    const model = db.prepare("select i.id, i.submission_id, s.seq, s.number from instances i join submissions s on s.id = i.submission_id where i.status = 'ended' order by i.created_at limit 1").get() as { id: string; submission_id: string; seq: number; number: string };
    const have = (db.prepare("select count(*) as n from instances where status = 'ended'").get() as { n: number }).n;
    const need = Math.max(0, count - have);
    const step = 20_000;
    for (let from = 0; from < need; from += step) copy(db, model, from, Math.min(step, need - from));
    // What was loaded lies on the disk before anything is measured.
    db.pragma("synchronous = FULL");
    db.pragma("wal_checkpoint(TRUNCATE)");
    return need;
  } finally {
    db.close();
  }
}

function copy(db: Database.Database, model: { id: string; submission_id: string; seq: number; number: string }, from: number, count: number): void {
  const columns = (table: string): string[] => (db.pragma(`table_info(${table})`) as { name: string }[]).map((one) => one.name);
  /** The rows of the model in one table, once for each copy: `changed` gives the expressions of what differs. */
  const multiply = (table: string, where: string, changed: { readonly [column: string]: string }): void => {
    const own = columns(table);
    const sql = `with recursive k(n) as (select @from union all select n + 1 from k where n + 1 < @to)
      insert into ${table} (${own.join(", ")}) select ${own.map((one) => changed[one] ?? `m.${one}`).join(", ")} from k, ${table} m where ${where}`;
    db.prepare(sql).run({ from, to: from + count, instance: model.id, submission: model.submission_id, seq: model.seq, base: seqBase });
  };
  const seqBase = (db.prepare("select max(seq) as n from submissions").get() as { n: number }).n + 1 - from;
  const id = (column: string): string => `'0' || substr(m.${column}, 2, 23) || printf('%012x', k.n) || substr(m.${column}, 37)`;
  db.transaction(() => {
    multiply("submissions", "m.seq = @seq", { seq: "@base + k.n", id: id("id"), number: "m.number || '-' || k.n", instance_id: id("instance_id") });
    multiply("submission_people", "m.seq = @seq", { seq: "@base + k.n" });
    multiply("instances", "m.id = @instance", { id: id("id"), submission_id: id("submission_id"), envelope: `replace(replace(m.envelope, @instance, ${id("id")}), @submission, ${id("submission_id")})` });
    multiply("instance_history", "m.instance_id = @instance", { instance_id: id("instance_id") });
    multiply("tasks", "m.instance_id = @instance", { id: id("id"), instance_id: id("instance_id"), submission_id: id("submission_id") });
    multiply("task_holders", "m.task_id >= @instance and m.task_id < @instance || 'z'", { task_id: id("task_id") });
  })();
}

process.on("message", (message: string | { readonly finished: number }) => {
  const answer = (value: unknown): void => void process.send?.(value);
  if (message === "bare") void bare().then(answer);
  else if (message === "count") void server.store.first<{ n: number }>({ sql: "select count(*) as n from audit_rows where action = 'task.approve'", bindings: [] }).then((row) => answer({ decisions: Number(row?.n), cpu: process.cpuUsage() }));
  else if (message === "stop") void server.stop().then(() => process.exit(0));
  else if (typeof message === "object") answer(loadFinished(message.finished));
});
process.send?.({ url: server.url, initiator: await server.session("worker"), decider: await server.session("head") });

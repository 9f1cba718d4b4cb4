import { application, gasSample, preparation, site, type TicketPeople } from "./hotWorkTicket.ts";
import { People } from "./people.ts";

interface TaskLine {
  readonly id: string;
  readonly version: number;
  readonly submissionId: string;
  readonly node: { readonly id: string; readonly kind: string };
}

interface Submitted {
  readonly id: string;
  readonly number: string;
}

interface Instance {
  readonly id: string;
  readonly seq: number;
  readonly life?: { readonly state: string };
}

const signature = { meaning: "同意", strokes: [[0, 0, 20, 12, 44, 3, 60, 16]] };
const gps = { ...site, accuracyM: 6 };

async function areaId(people: People, code: string): Promise<string> {
  const { client } = await people.as("admin");
  const { areas } = await client.get<{ areas: readonly { id: string; code: string }[] }>("/api/v1/org");
  const area = areas.find((one) => one.code === code);
  if (!area) throw new Error(`no area ${code}`);
  return area.id;
}

/** The person's open task of a submission; undefined when none waits for them. */
async function taskOf(people: People, login: string, submissionId: string): Promise<TaskLine | undefined> {
  const { client } = await people.as(login);
  const { items } = await client.get<{ items: readonly TaskLine[] }>("/api/v1/tasks?mine=true&state=open&limit=200");
  return items.find((task) => task.submissionId === submissionId);
}

async function decide(people: People, login: string, submissionId: string, command: "submit" | "approve", more: object = {}): Promise<void> {
  const task = await taskOf(people, login, submissionId);
  if (!task) throw new Error(`no task of ${submissionId} waits for ${login}`);
  const { client } = await people.as(login);
  await client.post(`/api/v1/tasks/${encodeURIComponent(task.id)}/commands`, { command, version: task.version, signature, gps, ...more });
}

async function instanceOf(people: People, login: string, submissionId: string): Promise<Instance> {
  const { client } = await people.as(login);
  const { instance } = await client.get<{ instance: Instance }>(`/api/v1/submissions/${submissionId}`);
  return instance;
}

/** Files a hot-work ticket beside T-103 and takes it to "working", as the people of the plant would. */
async function hotWork(people: People): Promise<string> {
  const ids: TicketPeople = { worker: await people.idOf("worker"), guardian: await people.idOf("guardian"), leader: await people.idOf("leader"), gas: await people.idOf("gas") };
  const { client: worker } = await people.as("worker");
  const plan = await worker.upload("作业方案.txt", "T-103 喷淋支管焊接作业方案：隔离、检测、监护、应急。");
  const submitted = await worker.post<Submitted>("/api/v1/submissions", { form: "permit-hot-work", data: application(ids, await areaId(people, "A1"), plan, Date.now()) });
  const prepared = preparation(ids, Date.now());
  await decide(people, "leader", submitted.id, "submit", { data: prepared });
  for (const login of ["head", "safety", "director", "deputy", "shift"]) if (await taskOf(people, login, submitted.id)) await decide(people, login, submitted.id, "approve", { comment: "现场核对无误" });
  const { client: leader } = await people.as("leader");
  const before = await instanceOf(people, "leader", submitted.id);
  await leader.post(`/api/v1/instances/${before.id}/commands`, { command: "event", event: "start", version: before.seq, signature, gps, data: { gasTests: [...prepared.gasTests, gasSample(ids, Date.now())], guardianPresent: true, conditionsConfirmed: true } });
  return submitted.number;
}

/** A worker's report that waits for triage. */
async function hazard(people: People): Promise<string> {
  const { client } = await people.as("worker");
  const photo = await client.uploadPhoto("guard.png");
  const { number } = await client.post<Submitted>("/api/v1/submissions", { form: "hazard-report-snap", data: { photos: [{ file: photo }], place: { area: await areaId(people, "PH"), text: "泵房 P-103 联轴器" }, desc: "P-103 联轴器护罩松动，有一颗螺栓脱落", kind: "unsafe-condition", urgent: false, anonymous: false } });
  return number;
}

/** Fills the demo with work in progress, over the public interface, once: a plant that has tickets already keeps them. */
export async function tellStory(baseUrl: string, passwordOf: (login: string) => string): Promise<void> {
  const people = new People(baseUrl, passwordOf);
  const { client } = await people.as("admin");
  const present = await client.get<{ items: readonly unknown[] }>("/api/v1/permits?limit=1");
  if (present.items.length > 0) return;
  const ticket = await hotWork(people);
  const report = await hazard(people);
  console.log(`demo: hot-work ticket ${ticket} is live beside T-103; hazard report ${report} waits for triage`);
}

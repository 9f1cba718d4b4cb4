/** What the demo's applicant and work leader write on the hot-work ticket beside tank T-103. */
export interface TicketPeople {
  readonly worker: string;
  readonly guardian: string;
  readonly leader: string;
  readonly gas: string;
}

/** Where the terminal stands; approvers sign on site. */
export const site = { lat: 39.0021, lng: 121.6012 } as const;

const minute = 60_000;
const iso = (ms: number): string => new Date(ms).toISOString();

/** The application. Special grade: inside the dike of a major-hazard tank. `file` is the uploaded work plan. */
export function application(people: TicketPeople, area: string, file: string, now: number): object {
  return {
    applyUnit: "demo-tank-farm", applyTime: iso(now), place: { area, point: { x: 52, y: 86 }, ...site, accuracyM: 5, text: "T-103 北侧管线" }, content: "T-103 北侧消防喷淋支管焊接", workUnit: "demo-repair", isContractor: false,
    planStart: iso(now + 2 * minute), planEnd: iso(now + 240 * minute), otherWork: ["none"],
    hotPoint: "T-103 罐壁北侧 1.8 m，喷淋支管", method: ["electric-weld", "grinding"], env: "dike-of-major-hazard-tank", dike: "DK-A1", flammableInside: false, pressurised: false, o2Equipment: false, plantStopped: false,
    outdoor: true, windLevel: 3, largeVessel: false, onShell: false, isolation: "blind", blindsCount: 2, extinguishers: 4, blankets: 2, hose: "DN65 水带 2 盘", dustArea: false, unitUnstable: false, selfDecomposing: false,
    level: "special", plan: { file }, videoDevice: "VC-01", videoExProof: true, contGasMeter: "GD-20",
    workLeader: people.leader, workers: [people.worker], guardians: [people.guardian], fitForWork: true,
    jsa: [
      { step: "清理现场、隔离", hazard: "残留油气", consequence: "火灾爆炸", L: 1, E: 3, C: 40, measure: "加盲板，检测合格后作业", owner: people.leader },
      { step: "焊接支管", hazard: "火花飞溅", consequence: "引燃可燃物", L: 3, E: 3, C: 15, measure: "围挡、灭火毯，监护人全程在场", owner: people.guardian },
    ],
    jsaTime: iso(now - 20 * minute),
  };
}

function measures(confirmedBy: string, now: number): object {
  const applies = ["HW01", "HW02", "HW03", "HW04", "HW08", "HW09", "HW10", "HW11", "HW12", "HW13", "HW14", "HW15"];
  const rows = applies.map((code) => [code, { applies: true, confirmedBy, time: iso(now) }] as const);
  const others = ["HW05", "HW06", "HW07", "HW16"].map((code) => [code, { applies: false, reason: "不涉及" }] as const);
  return Object.fromEntries<object>([...rows, ...others]);
}

/** A passing sample, taken just now: 1 %LEL of gasoline. */
export function gasSample(people: TicketPeople, now: number): object {
  return { time: iso(now), point: "T-103 罐壁 10 m 内", position: "middle", gas: "gasoline", measureUnit: "lel", value: 1, lelPct: 1.4, o2Pct: 20.9, tester: people.gas, device: "GD-11" };
}

/** What the work leader adds: samples, measures, briefing, opinion. */
export function preparation(people: TicketPeople, now: number): { readonly gasTests: readonly object[]; readonly [field: string]: unknown } {
  const signed = [people.worker, people.guardian].map((by) => ({ by, at: iso(now), method: "session" }));
  return { gasTests: [gasSample(people, now)], measures: measures(people.leader, now), briefer: people.leader, briefed: signed, briefTime: iso(now), leaderOpinion: "现场条件具备，同意作业" };
}

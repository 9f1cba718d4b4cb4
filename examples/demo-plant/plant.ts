/**
 * The demo tank farm: areas, gateways and tags. Coordinates are metres on the
 * site grid, x to the east, y to the south, so the plan can be drawn as is.
 */
export interface PlantArea {
  readonly code: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly risk: 1 | 2 | 3 | 4;
  readonly hazardClass: string;
  readonly bounds: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
}

/** How a signal moves: it returns to `mean` and wanders by `noise` around it. */
export interface Signal {
  readonly mean: number;
  readonly noise: number;
  readonly step: number; // resolution of the instrument
}

export interface PlantTag {
  readonly id: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly measurement: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly area: string;
  readonly gateway: string;
  readonly asset: string;
  readonly medium: string;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly periodS: number;
  readonly safety: boolean;
  readonly mayBeConstant: boolean;
  readonly holdS: number;
  readonly labels?: string; // "a;b": what kind of point it is to rules
  readonly design?: string; // "baseline=1.8 mm/s": values of its own
  readonly signal: Signal;
}

interface Tank {
  readonly no: number;
  readonly area: string;
  readonly medium: "gasoline" | "methanol" | "benzene";
  readonly zh: string;
  readonly x: number;
  readonly y: number;
  readonly fill: number;
}

export const areas: readonly PlantArea[] = [
  { code: "A1", title: { zh: "防火堤 A1 · 汽油组", en: "Dike A1 · gasoline" }, risk: 1, hazardClass: "major-hazard-level-2", bounds: { x: 0, y: 0, w: 120, h: 110 } },
  { code: "A2", title: { zh: "防火堤 A2 · 甲醇组", en: "Dike A2 · methanol" }, risk: 2, hazardClass: "major-hazard-level-3", bounds: { x: 130, y: 0, w: 70, h: 110 } },
  { code: "A3", title: { zh: "防火堤 A3 · 苯组", en: "Dike A3 · benzene" }, risk: 2, hazardClass: "major-hazard-level-3", bounds: { x: 210, y: 0, w: 70, h: 110 } },
  { code: "PH", title: { zh: "泵房", en: "Pump house" }, risk: 2, hazardClass: "explosion-zone-2", bounds: { x: 0, y: 125, w: 120, h: 40 } },
  { code: "LD", title: { zh: "装车站台", en: "Loading bay" }, risk: 2, hazardClass: "explosion-zone-2", bounds: { x: 130, y: 125, w: 70, h: 40 } },
  { code: "VR", title: { zh: "油气回收", en: "Vapour recovery" }, risk: 3, hazardClass: "explosion-zone-2", bounds: { x: 210, y: 125, w: 70, h: 40 } },
];

const tanks: readonly Tank[] = [
  { no: 101, area: "A1", medium: "gasoline", zh: "汽油", x: 30, y: 30, fill: 78 },
  { no: 102, area: "A1", medium: "gasoline", zh: "汽油", x: 85, y: 30, fill: 61 },
  { no: 103, area: "A1", medium: "gasoline", zh: "汽油", x: 30, y: 80, fill: 72 },
  { no: 104, area: "A1", medium: "gasoline", zh: "汽油", x: 85, y: 80, fill: 38 },
  { no: 105, area: "A2", medium: "methanol", zh: "甲醇", x: 165, y: 30, fill: 54 },
  { no: 106, area: "A2", medium: "methanol", zh: "甲醇", x: 165, y: 80, fill: 47 },
  { no: 107, area: "A3", medium: "benzene", zh: "苯", x: 245, y: 30, fill: 66 },
  { no: 108, area: "A3", medium: "benzene", zh: "苯", x: 245, y: 80, fill: 29 },
];

const gatewayOf: { readonly [area: string]: string } = { A1: "GW-01", A2: "GW-02", A3: "GW-03", PH: "GW-04", LD: "GW-05", VR: "GW-06" };
export const gateways: readonly { readonly id: string; readonly zh: string; readonly en: string }[] = [
  { id: "GW-01", zh: "A1 网关", en: "Gateway A1" },
  { id: "GW-02", zh: "A2 网关", en: "Gateway A2" },
  { id: "GW-03", zh: "A3 网关", en: "Gateway A3" },
  { id: "GW-04", zh: "泵房网关", en: "Gateway pump house" },
  { id: "GW-05", zh: "装车网关", en: "Gateway loading bay" },
  { id: "GW-06", zh: "油气回收网关", en: "Gateway vapour recovery" },
  { id: "GW-07", zh: "视频分析", en: "Video analysis" },
  { id: "GW-08", zh: "人员定位", en: "Personnel location" },
];

type Given = Pick<PlantTag, "id" | "title" | "measurement" | "unit" | "min" | "max" | "area" | "x" | "y" | "periodS" | "signal"> & Partial<PlantTag>;

function tag(given: Given): PlantTag {
  return { gateway: gatewayOf[given.area] ?? "GW-01", asset: "", medium: "", z: 1, safety: false, mayBeConstant: false, holdS: 0, ...given };
}

const steady = (mean: number, noise: number, step: number): Signal => ({ mean, noise, step });

function tankTags(tank: Tank): PlantTag[] {
  const asset = `T-${tank.no}`;
  const base = { area: tank.area, asset, medium: tank.medium, x: tank.x, y: tank.y, z: 2 };
  const named = (id: string, zh: string, en: string) => ({ id, title: { zh: `${asset} ${zh}`, en: `${asset} ${en}` } });
  return [
    tag({ ...base, ...named(`LT-${tank.no}A`, "液位 A", "level A"), measurement: "level", unit: "%", min: 0, max: 100, periodS: 5, signal: steady(tank.fill, 0.02, 0.01) }),
    tag({ ...base, ...named(`LT-${tank.no}B`, "液位 B", "level B"), measurement: "level", unit: "%", min: 0, max: 100, periodS: 5, signal: steady(tank.fill + 0.2, 0.02, 0.01) }),
    tag({ ...base, ...named(`PT-${tank.no}`, "罐顶压力", "vapour pressure"), measurement: "pressure", unit: "kPa", min: -2, max: 10, periodS: 1, signal: steady(1.2, 0.03, 0.001) }),
    tag({ ...base, ...named(`PT-${tank.no}N`, "氮封压力", "nitrogen pressure"), measurement: "pressure", unit: "kPa", min: 0, max: 1000, periodS: 1, signal: steady(420, 1.5, 0.1) }),
    tag({ ...base, ...named(`TT-${tank.no}T`, "上部温度", "top temperature"), measurement: "temperature", unit: "Cel", min: -20, max: 120, periodS: 5, signal: steady(27, 0.05, 0.01) }),
    tag({ ...base, ...named(`TT-${tank.no}B`, "下部温度", "bottom temperature"), measurement: "temperature", unit: "Cel", min: -20, max: 120, periodS: 5, signal: steady(24, 0.04, 0.01) }),
    tag({ ...base, ...named(`FT-${tank.no}I`, "进料流量", "inlet flow"), measurement: "flow", unit: "m3/h", min: 0, max: 400, periodS: 1, signal: steady(80 + tank.no % 7, 1.2, 0.1) }),
    tag({ ...base, ...named(`FT-${tank.no}O`, "出料流量", "outlet flow"), measurement: "flow", unit: "m3/h", min: 0, max: 400, periodS: 1, signal: steady(76 + tank.no % 5, 1.2, 0.1) }),
    tag({ ...base, ...named(`LS-${tank.no}HH`, "高高液位开关", "high-high level switch"), measurement: "state", unit: "", min: 0, max: 1, periodS: 60, mayBeConstant: true, signal: steady(0, 0, 1) }),
    ...["1", "2"].map((side) => tag({ ...base, ...named(`XV-${tank.no}${side}`, `根部阀 ${side}`, `root valve ${side}`), measurement: "state", unit: "", min: 0, max: 1, periodS: 60, mayBeConstant: true, signal: steady(1, 0, 1) })),
  ];
}

/** Gas detectors on a ring of points around each area, numbered 12nn in A1, 13nn in A2 and so on. */
function gasTags(area: PlantArea, index: number): PlantTag[] {
  const count = area.code === "A1" ? 16 : 12;
  const { x, y, w, h } = area.bounds;
  return Array.from({ length: count }, (_, k) => {
    const angle = (2 * Math.PI * k) / count;
    const no = (12 + index) * 100 + k + 1;
    const toxic = k % 4 === 3;
    const at = detectorAt[`GT-${no}`] ?? { x: Math.round(x + w / 2 + (w / 2 - 6) * Math.cos(angle)), y: Math.round(y + h / 2 + (h / 2 - 6) * Math.sin(angle)) };
    const id = `${toxic ? "AT" : "GT"}-${no}`;
    return tag({
      id,
      title: toxic ? { zh: `${id} 硫化氢`, en: `${id} hydrogen sulfide` } : { zh: `${id} 可燃气体`, en: `${id} combustible gas` },
      measurement: toxic ? "toxic" : "combustible",
      unit: toxic ? "mg/m3" : "%[LEL]",
      min: 0,
      max: 100,
      area: area.code,
      medium: toxic ? "H2S" : area.code === "A2" ? "methanol" : area.code === "A3" ? "benzene" : "gasoline",
      ...at,
      periodS: 1,
      safety: true,
      mayBeConstant: true,
      signal: toxic ? steady(0.4, 0.08, 0.01) : steady(2.2, 0.35, 0.1),
    });
  });
}

/** The detectors the incident scripts name stand beside the tank they watch. */
const detectorAt: { readonly [id: string]: { readonly x: number; readonly y: number } } = {
  "GT-1201": { x: 48, y: 22 },
  "GT-1202": { x: 102, y: 40 },
  "GT-1203": { x: 46, y: 82 },
  "GT-1205": { x: 14, y: 58 },
  "GT-1206": { x: 62, y: 96 },
};

function pumpTags(no: number): PlantTag[] {
  const area = no <= 12 ? "PH" : no <= 16 ? "LD" : "VR";
  const bounds = areas.find((one) => one.code === area)?.bounds ?? { x: 0, y: 0, w: 10, h: 10 };
  const asset = `P-${100 + no}`;
  const base = { area, asset, x: bounds.x + 8 + ((no * 17) % (bounds.w - 16)), y: bounds.y + 8 + ((no * 7) % (bounds.h - 16)) };
  const named = (prefix: string, zh: string, en: string) => ({ id: `${prefix}-${100 + no}`, title: { zh: `${asset} ${zh}`, en: `${asset} ${en}` } });
  return [
    tag({ ...base, ...named("VT", "振动", "vibration"), measurement: "vibration", unit: "mm/s", min: 0, max: 25, periodS: 10, labels: "group2-rigid", design: "baseline=1.8 mm/s", signal: steady(1.8, 0.12, 0.01) }),
    tag({ ...base, ...named("TB", "轴承温度", "bearing temperature"), measurement: "temperature", unit: "Cel", min: 0, max: 150, periodS: 5, labels: "bearing", signal: steady(52, 0.15, 0.01) }),
    tag({ ...base, ...named("II", "电流", "current"), measurement: "current", unit: "A", min: 0, max: 120, periodS: 5, signal: steady(46, 0.4, 0.1) }),
    tag({ ...base, ...named("PD", "出口压力", "discharge pressure"), measurement: "pressure", unit: "kPa", min: 0, max: 1600, periodS: 1, signal: steady(620, 2.5, 0.1) }),
    tag({ ...base, ...named("XS", "运行状态", "running"), measurement: "state", unit: "", min: 0, max: 1, periodS: 60, mayBeConstant: true, signal: steady(1, 0, 1) }),
  ];
}

function siteTags(): PlantTag[] {
  const wind = (id: string, area: string, x: number, y: number): PlantTag[] => [
    tag({ id: `WS-${id}`, title: { zh: `风速 ${id}`, en: `Wind speed ${id}` }, measurement: "wind-speed", unit: "m/s", min: 0, max: 40, area, x, y, z: 10, periodS: 10, signal: steady(5.4, 0.5, 0.1) }),
    tag({ id: `WD-${id}`, title: { zh: `风向 ${id}`, en: `Wind direction ${id}` }, measurement: "wind-direction", unit: "deg", min: 0, max: 360, area, x, y, z: 10, periodS: 10, signal: steady(225, 4, 1) }),
  ];
  const oxygen = ["A1", "A2", "PH", "VR"].map((area, k) => {
    const bounds = areas.find((one) => one.code === area)?.bounds ?? { x: 0, y: 0, w: 0, h: 0 };
    return tag({ id: `OT-${101 + k}`, title: { zh: `OT-${101 + k} 氧含量`, en: `OT-${101 + k} oxygen` }, measurement: "oxygen", unit: "%", min: 0, max: 25, area, x: bounds.x + 10, y: bounds.y + bounds.h - 8, periodS: 1, safety: true, signal: steady(20.9, 0.02, 0.01) });
  });
  return [...wind("1", "A1", 110, 5), ...wind("2", "LD", 190, 130), ...oxygen];
}

/** Cameras and badges send events, not numbers. */
function eventTags(): PlantTag[] {
  const cameras = areas.flatMap((area, k) =>
    [1, 2].map((side) => {
      const id = `CAM-${String(2 * k + side).padStart(2, "0")}`;
      return tag({ id, title: { zh: `${id} ${area.title.zh}`, en: `${id} ${area.title.en}` }, measurement: "video-event", unit: "", min: 0, max: 1, area: area.code, x: area.bounds.x + (side === 1 ? 4 : area.bounds.w - 4), y: area.bounds.y + 4, z: 6, periodS: 60, gateway: "GW-07", mayBeConstant: true, holdS: 5, signal: steady(0, 0, 1) });
    }),
  );
  const badges = Array.from({ length: 24 }, (_, k) => {
    const id = `LOC-${String(k + 1).padStart(2, "0")}`;
    return tag({ id, title: { zh: `定位卡 ${k + 1}`, en: `Badge ${k + 1}` }, measurement: "position", unit: "", min: 0, max: 1, area: areas[k % areas.length]?.code ?? "A1", x: 10 + ((k * 37) % 260), y: 20 + ((k * 23) % 130), periodS: 10, gateway: "GW-08", mayBeConstant: true, signal: steady(0, 0, 1) });
  });
  return [...cameras, ...badges];
}

/** Every tag of the plant, in a fixed order. */
export const tags: readonly PlantTag[] = [
  ...tanks.flatMap(tankTags),
  ...areas.flatMap(gasTags),
  ...Array.from({ length: 20 }, (_, k) => pumpTags(k + 1)).flat(),
  ...siteTags(),
  ...eventTags(),
];

/** Equipment of the demo plant as the register takes it; `area` is the code. */
export interface PlantAsset {
  readonly id: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly kind: "tank" | "pump" | "gas-meter" | "camera" | "other";
  readonly area?: string;
  readonly calibrationDue?: string;
  readonly exProof?: boolean;
}

const day = 86_400_000;

/** `now` in epoch ms: the meters were calibrated some months ago, one of them too long ago. */
export function plantAssets(now: number): readonly PlantAsset[] {
  const due = (days: number): string => new Date(now + days * day).toISOString();
  return [
    ...[101, 102, 103, 104].map((no): PlantAsset => ({ id: `T-${no}`, title: { zh: `T-${no} 汽油储罐`, en: `T-${no} gasoline tank` }, kind: "tank", area: "A1" })),
    ...[105, 106].map((no): PlantAsset => ({ id: `T-${no}`, title: { zh: `T-${no} 甲醇储罐`, en: `T-${no} methanol tank` }, kind: "tank", area: "A2" })),
    ...[107, 108].map((no): PlantAsset => ({ id: `T-${no}`, title: { zh: `T-${no} 苯储罐`, en: `T-${no} benzene tank` }, kind: "tank", area: "A3" })),
    ...["A1", "A2", "A3"].map((area): PlantAsset => ({ id: `DK-${area}`, title: { zh: `${area} 罐组防火堤`, en: `Dike of tank group ${area}` }, kind: "other", area })),
    { id: "GD-11", title: { zh: "GD-11 四合一检测仪", en: "GD-11 four-gas meter" }, kind: "gas-meter", calibrationDue: due(120), exProof: true },
    { id: "GD-12", title: { zh: "GD-12 四合一检测仪", en: "GD-12 four-gas meter" }, kind: "gas-meter", calibrationDue: due(-12), exProof: true },
    { id: "GD-20", title: { zh: "GD-20 连续检测仪", en: "GD-20 continuous meter" }, kind: "gas-meter", calibrationDue: due(60), exProof: true },
    { id: "VC-01", title: { zh: "VC-01 防爆布控球", en: "VC-01 explosion-proof camera" }, kind: "camera", exProof: true },
    { id: "VC-02", title: { zh: "VC-02 普通摄像机", en: "VC-02 ordinary camera" }, kind: "camera", exProof: false },
  ];
}

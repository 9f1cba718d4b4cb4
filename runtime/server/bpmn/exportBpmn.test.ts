import { canonicalJson, type FlowDefinition } from "@safeloop/engine";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomFlow } from "../../../engine/testing/index.ts";
import { shippedPacks } from "../../../scripts/loadPack.ts";
import { exportBpmn } from "./exportBpmn.ts";
import { importBpmn } from "./importBpmn.ts";
import { anyFlow } from "./testing/anyFlow.testkit.ts";
import { edgesOf, nodeOf, readFlow } from "./testing/files.testkit.ts";
import { layoutOf } from "./write/layout.ts";
import { guardXml } from "./xml/guardXml.ts";

const templateFlows = shippedPacks().flatMap((pack) => pack.flows);
const hotWork = templateFlows.find((flow) => flow.id === "permit-hot-work") as FlowDefinition;

async function comesBack(flow: FlowDefinition): Promise<void> {
  const xml = await exportBpmn(flow);
  const report = await importBpmn(xml, { check: () => [] });
  if (!report.flow) throw new Error(JSON.stringify(report.issues));
  expect(canonicalJson(report.flow)).toBe(canonicalJson(flow));
  expect(report.issues.filter((one) => one.code.startsWith("BPMN_"))).toEqual([]);
  expect(report.notMapped.filter((one) => one.type !== "message" && !one.type.endsWith("EventDefinition"))).toEqual([]);
}

describe("export, then import, gives an equal definition", () => {
  test.each(templateFlows.map((flow) => [flow.id, flow] as const))("of template %s", async (_, flow) => comesBack(flow));

  test("of every sound flow", { timeout: 60_000 }, async () => {
    await fc.assert(fc.asyncProperty(randomFlow, comesBack), { numRuns: 300 });
  });

  test("of every draft, however unfinished or odd", { timeout: 60_000 }, async () => {
    await fc.assert(fc.asyncProperty(anyFlow, comesBack), { numRuns: 500 });
  });

  test("and exporting again gives the same file", async () => {
    await fc.assert(fc.asyncProperty(randomFlow, async (flow) => {
      const xml = await exportBpmn(flow);
      expect(await exportBpmn((await readFlow(xml)).flow)).toBe(xml);
    }), { numRuns: 50 });
  });
});

describe("the file", () => {
  test("is standard BPMN with a shape for each node and an edge for each line", async () => {
    const xml = await exportBpmn(hotWork);
    const count = (tag: string) => xml.split(`<${tag} `).length - 1;
    expect(guardXml(xml)).toEqual([]);
    expect(count("bpmndi:BPMNShape")).toBe(hotWork.nodes.length);
    expect(count("bpmndi:BPMNEdge")).toBe(hotWork.edges.length);
    expect(count("bpmn:sequenceFlow")).toBe(hotWork.edges.length);
    const ids = [...xml.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1] ?? "");
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z_][\w.-]*$/);
  });

  test("says in plain BPMN what BPMN can say", async () => {
    const plain = (flow: FlowDefinition) => exportBpmn(flow).then((xml) => xml.replace(/<bpmn:extensionElements>[\s\S]*?<\/bpmn:extensionElements>/g, ""));
    await fc.assert(fc.asyncProperty(randomFlow, async (flow) => {
      const { flow: read } = await readFlow(await plain(flow));
      // Without our settings a foreign reader still finds every node and line, splits as splits and joins as joins.
      const outline = (one: FlowDefinition) => [...one.nodes.map((node) => `${node.kind === "approval" ? "fill" : node.kind} ${node.id}`), ...edgesOf(one)].toSorted();
      expect(outline(read)).toEqual(outline(flow));
      expect(read.edges.map((edge) => [edge.id, edge.when, edge.default])).toEqual(flow.edges.map((edge) => [edge.id, edge.when, edge.default]));
      for (const node of flow.nodes) if (node.kind === "join") expect(nodeOf(read, node.id)).toMatchObject({ of: node.of });
    }), { numRuns: 100 });
  });

  test("no two nodes lie on each other, and lines lead to the right but for those that go back", () => {
    fc.assert(fc.property(randomFlow, (flow) => {
      const places = layoutOf(flow);
      expect(new Set(places.map((one) => `${one.column}/${one.row}`)).size).toBe(flow.nodes.length);
      const at = new Map(flow.nodes.map((node, i) => [node.id, places[i]?.column ?? 0]));
      for (const edge of flow.edges) expect((at.get(edge.to) ?? 0) > (at.get(edge.from) ?? 0), edge.id).toBe(true);
    }), { numRuns: 100 });
    fc.assert(fc.property(anyFlow, (flow) => {
      expect(new Set(layoutOf(flow).map((one) => `${one.column}/${one.row}`)).size).toBe(flow.nodes.length);
    }));
  });
});

describe("a file of ours, changed in a modeller", () => {
  const node = hotWork.nodes.find((one) => one.kind === "approval");
  const id = node?.id ?? "";

  test("a new name is taken, all settings stay", async () => {
    const xml = (await exportBpmn(hotWork)).replace(new RegExp(`(<bpmn:userTask id="${id}" name=")[^"]*`), "$1New name");
    const read = nodeOf((await readFlow(xml)).flow, id);
    expect(read).toEqual({ ...node, title: { zh: "New name", en: "New name" } });
  });

  test("a shape made another type is read by its new type, with a warning", async () => {
    const xml = (await exportBpmn(hotWork)).replace(new RegExp(`<bpmn:userTask (id="${id}"[\\s\\S]*?)</bpmn:userTask>`), "<bpmn:sendTask $1</bpmn:sendTask>");
    const report = await readFlow(xml);
    expect(nodeOf(report.flow, id)).toMatchObject({ kind: "notify" });
    expect(report.issues).toContainEqual(expect.objectContaining({ code: "BPMN_SETTINGS_IGNORED", params: { element: id } }));
  });

  test("a second line drawn out of a step gets a split; lines of ours stay as they were", async () => {
    const last = hotWork.nodes.find((one) => one.kind === "end")?.id ?? "";
    const xml = (await exportBpmn(hotWork)).replace("</bpmn:process>", `<bpmn:sequenceFlow id="added" sourceRef="${id}" targetRef="${last}" /></bpmn:process>`);
    const { flow } = await readFlow(xml);
    expect(nodeOf(flow, `${id}-split`)).toMatchObject({ kind: "parallel" });
    expect(flow.edges.find((edge) => edge.id === "added")).toMatchObject({ from: `${id}-split` });
    expect(flow.nodes).toEqual(expect.arrayContaining([...hotWork.nodes]));
  });

  test.each([["{", "BPMN_SETTINGS_IGNORED"], ["[1]", "BPMN_SETTINGS_IGNORED"], ['{"kind":"approval","__proto__":{"x":1}}', "DEF_KEY_FORBIDDEN"], [`{"kind":"approval","fields":${"[".repeat(200)}${"]".repeat(200)}}`, "DEF_TOO_DEEP"]])("settings that are %s are not trusted", async (json, code) => {
    const xml = (await exportBpmn(hotWork)).replace(new RegExp(`(<bpmn:userTask id="${id}"[\\s\\S]*?<safeloop:settings>)[^<]*`), `$1${json}`);
    const report = await importBpmn(xml);
    expect(report.issues.map((one) => one.code)).toContain(code);
    expect(report.flow === undefined).toBe(code.startsWith("DEF_"));
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  test("settings of any JSON never make the import throw", async () => {
    const xml = await exportBpmn(hotWork);
    await fc.assert(fc.asyncProperty(fc.json(), async (json) => {
      const escaped = json.replace(/[<&]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
      const report = await importBpmn(xml.replace(/(<safeloop:settings>)[^<]*/, (_, open: string) => open + escaped));
      expect(report.issues.map((one) => one.code)).toContain(report.flow ? "BPMN_SETTINGS_IGNORED" : "DEF_KEY_FORBIDDEN");
    }), { numRuns: 100 });
  });
});

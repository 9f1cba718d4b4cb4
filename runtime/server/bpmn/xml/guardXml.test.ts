import { describe, expect, test } from "vitest";
import { importBpmn } from "../importBpmn.ts";
import { file, process, simple } from "../testing/files.testkit.ts";
import { bpmnLimits, guardXml } from "./guardXml.ts";

const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i === 0 ? "" : i};`.repeat(10)}">`).join("")}]><definitions>&lol9;</definitions>`;
const external = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]><definitions><process id="p" name="&secret;"/></definitions>`;
const codesOf = (xml: unknown) => guardXml(xml).map((one) => one.code);

describe("what no parser gets to see", () => {
  test.each<readonly [name: string, xml: unknown, code: string]>([
    ["a billion laughs", laughs, "BPMN_DOCTYPE"],
    ["an external entity", external, "BPMN_DOCTYPE"],
    ["a parameter entity in lower case", `<!doctype x [<!entity % p "x">]><x/>`, "BPMN_DOCTYPE"],
    ["a declaration hidden behind a quote", `<x a='"'><!DOCTYPE y></x>`, "BPMN_DOCTYPE"],
    ["more than 2 MB", process(`<task id="t" name="${"安".repeat(700_000)}"/>`), "BPMN_TOO_LARGE"],
    ["more than 5,000 elements", process("<task/>".repeat(5_000)), "BPMN_TOO_MANY_ELEMENTS"],
    ["101 levels", "<a>".repeat(101) + "</a>".repeat(101), "BPMN_TOO_DEEP"],
    ["a tag that is not closed", "<definitions a='>", "BPMN_XML"],
    ["a comment that is not closed", "<definitions><!-- ", "BPMN_XML"],
    ["no text at all", 42, "BPMN_XML"],
  ])("%s", async (_, xml, code) => {
    expect(codesOf(xml)).toEqual([code]);
    expect(await importBpmn(xml as string)).toEqual({ processes: [], mapped: [], notMapped: [], issues: guardXml(xml) });
  });

  test("the limits themselves are allowed, and `<` in comments, CDATA and attributes is no element", () => {
    expect(codesOf("<a>".repeat(bpmnLimits.depth) + "</a>".repeat(bpmnLimits.depth))).toEqual([]);
    expect(codesOf(`<r>${"<a/>".repeat(bpmnLimits.elements - 1)}</r>`)).toEqual([]);
    expect(codesOf(`<r a="1 > 0"><!-- ${"<a>".repeat(200)} --><![CDATA[${"<a>".repeat(200)}]]></r>`)).toEqual([]);
    expect(codesOf(simple)).toEqual([]);
  });
});

describe("what is no BPMN", () => {
  test.each<readonly [string, string, string]>([
    ["another document", "<html/>", "BPMN_XML"],
    ["text", "hello", "BPMN_XML"],
    ["nothing", "", "BPMN_XML"],
    ["a cut file", simple.slice(0, 200), "BPMN_XML"],
    ["no process", file(""), "BPMN_NO_PROCESS"],
  ])("%s", async (_, xml, code) => {
    const report = await importBpmn(xml);
    expect(report.flow).toBeUndefined();
    expect(report.issues.map((one) => one.code)).toContain(code);
  });

  test("a file at the limits is read in time", async () => {
    const tasks = Array.from({ length: 1_600 }, (_, i) => `<task id="t${i}" name="t"/>`).join("");
    const chain = Array.from({ length: 1_599 }, (_, i) => `<sequenceFlow id="f${i}" sourceRef="t${i}" targetRef="t${i + 1}"/>`).join("");
    const begun = performance.now();
    const report = await importBpmn(process(tasks + chain));
    expect(report.flow?.nodes).toHaveLength(1_602);
    expect(report.issues.map((one) => one.code)).toContain("FLOW_LIMIT");
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

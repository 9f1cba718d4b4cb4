import { describe, expect, test } from "vitest";
import { importBpmn } from "./importBpmn.ts";
import { edgesOf, elements, errorsOf, file, kindsOf, lines, nodeOf, process, readFlow, simple } from "./testing/files.testkit.ts";

/** Everything a reader may meet, in one process of two. */
const everything = file(`
  <message id="m" name="go"/><signal id="sg" name="alarm"/><error id="er"/><category id="cat"/><dataStore id="store"/><globalUserTask id="gt"/>
  <collaboration id="c"><participant id="pool1" name="Pool" processRef="p"/><participant id="pool2" processRef="q"/><messageFlow id="mf" sourceRef="a" targetRef="qa"/></collaboration>
  <process id="p">
    <documentation>why</documentation>
    <laneSet id="ls"><lane id="lane1" name="Anybody"><flowNodeRef>a</flowNodeRef><childLaneSet id="ls2"><lane id="lane2" name="Safety officer"><flowNodeRef>b</flowNodeRef></lane></childLaneSet></lane></laneSet>
    <dataObject id="data"/><dataObjectReference id="dataRef" dataObjectRef="data"/><dataStoreReference id="storeRef" dataStoreRef="store"/>
    <startEvent id="s"><signalEventDefinition id="sDef" signalRef="sg"/></startEvent>
    <userTask id="a"><multiInstanceLoopCharacteristics id="loop"/><potentialOwner id="owner"/></userTask>
    <userTask id="b"/><boundaryEvent id="bound" attachedToRef="b"><timerEventDefinition id="boundDef"><timeDuration>PT8H</timeDuration></timerEventDefinition></boundaryEvent>
    <subProcess id="onEvent" triggeredByEvent="true"><startEvent id="oeStart"><messageEventDefinition id="oeDef"/></startEvent><task id="oeTask"/></subProcess>
    <adHocSubProcess id="free"><task id="freeTask"/></adHocSubProcess>
    <intermediateThrowEvent id="toLink"><linkEventDefinition id="linkDef" name="L"/></intermediateThrowEvent>
    <endEvent id="z"><terminateEventDefinition id="zDef"/></endEvent>
    ${lines("s>a>b>free>z", "free>toLink")}
    <textAnnotation id="note"><text>read me</text></textAnnotation><association id="assoc" sourceRef="a" targetRef="note"/><group id="grp"/>
  </process>
  <process id="q"><userTask id="qa"/></process>`);

describe("the report", () => {
  test("nothing is dropped: every element stands in `mapped` or `notMapped`, never in both", async () => {
    const report = await readFlow(everything);
    const ids = [...everything.matchAll(/\sid="(\w+)"/g)].map((match) => match[1] ?? "").filter((id) => !["definitions", "c", "p", "q", "ls", "ls2"].includes(id));
    const mapped = new Set(report.mapped.map((one) => one.element));
    const notMapped = new Set(report.notMapped.map((one) => one.element));
    expect(ids.filter((id) => mapped.has(id) === notMapped.has(id))).toEqual([]);
    expect([...mapped, ...notMapped].filter((id) => !ids.includes(id))).toEqual(["p/documentation"]);
    for (const one of report.notMapped) expect([one.reasonZh, one.reasonEn].every((reason) => reason.length > 5), one.element).toBe(true);
    for (const one of report.mapped) expect(one.kind === "edge" ? report.flow.edges.some((edge) => edge.id === one.node) : report.flow.nodes.some((node) => node.id === one.node), one.element).toBe(true);
  });

  test("says why, where only a redrawing helps", async () => {
    const { notMapped } = await readFlow(everything);
    const why = (id: string) => notMapped.find((one) => one.element === id)?.reasonEn;
    expect(why("oeTask")).toContain("event sub-process");
    expect(why("freeTask")).toContain("ad-hoc");
    expect(why("qa")).toContain("process q");
    expect(why("toLink")).toContain("link event");
    expect(why("lane1")).toContain("a");
    expect(why("mf")).toContain("One pool");
    expect(why("f4")).toContain("One of its ends");
  });

  test("elements without an id get one from their parent", async () => {
    const report = await readFlow(process(`<startEvent id="s"><messageEventDefinition/></startEvent><endEvent id="z"><errorEventDefinition/></endEvent>${lines("s>z")}`));
    expect(report.notMapped.map((one) => one.element)).toEqual(["s/messageEventDefinition"]);
    expect(report.mapped.filter((one) => one.type === "errorEventDefinition")).toMatchObject([{ element: "z/errorEventDefinition", node: "z" }]);
  });

  test("what the parser could not read is told: a type it does not know, an id twice, a reference into nowhere", async () => {
    const { issues } = await readFlow(process(`<startEvent id="s"/><teleport id="t"/><task id="s"/>${lines("s>nowhere")}`));
    const told = issues.filter((one) => one.code === "BPMN_UNREADABLE_PART").map((one) => String(one.params["message"]));
    for (const part of ["bpmn:Teleport", "duplicate ID", "nowhere"]) expect(told.some((one) => one.includes(part)), part).toBe(true);
  });

  test("settings of other tools are named by their namespace", async () => {
    const xml = process(`<userTask id="a"><extensionElements><x:form xmlns:x="urn:other" key="1"/></extensionElements></userTask>`);
    expect((await readFlow(xml)).issues).toContainEqual(expect.objectContaining({ code: "BPMN_FOREIGN_SETTINGS", params: { namespaces: ["urn:other"] } }));
  });
});

describe("which process is read", () => {
  const two = file(`<process id="small"><task id="a"/></process><process id="big"><task id="b"/><task id="c"/></process>`);
  test("the one with most flow nodes, or the one asked for", async () => {
    expect(await readFlow(two)).toMatchObject({ process: "big", processes: ["small", "big"] });
    expect(await readFlow(two, { process: "small" })).toMatchObject({ process: "small", flow: { id: "small" } });
    expect(await importBpmn(two, { process: "other" })).toMatchObject({ issues: [{ code: "BPMN_PROCESS_UNKNOWN", params: { processes: ["small", "big"] } }] });
  });
  test("an unnamed process is called like its pool", async () => {
    const { flow } = await readFlow(file(`<collaboration id="c"><participant id="x" name="采购部" processRef="p"/></collaboration><process id="p"><task id="a"/></process>`));
    expect(flow.title).toEqual({ zh: "采购部", en: "采购部" });
  });
});

describe("what each element becomes", () => {
  test.each<readonly [element: string, kind: string, part: object]>([
    [`<task id="x"/>`, "fill", { candidates: [] }],
    [`<userTask id="x"/>`, "fill", {}],
    [`<manualTask id="x"/>`, "fill", {}],
    [`<sendTask id="x" name="Tell"/>`, "notify", { message: { zh: "Tell", en: "Tell" } }],
    [`<receiveTask id="x"/>`, "wait", { until: { event: "x", key: null } }],
    [`<serviceTask id="x"/>`, "act", { act: { do: "webhook", event: "x" } }],
    [`<scriptTask id="x"><script>1+1</script></scriptTask>`, "act", {}],
    [`<businessRuleTask id="x"/>`, "act", {}],
    [`<callActivity id="x" calledElement="other"/>`, "subflow", { flow: { id: "other", hash: "to-be-chosen" } }],
    [`<subProcess id="x"/>`, "subflow", {}],
    [`<intermediateCatchEvent id="x"><timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition></intermediateCatchEvent>`, "wait", { until: { duration: "PT2H" } }],
    ["<intermediateCatchEvent id=\"x\"><timerEventDefinition><timeDate>${begin}</timeDate></timerEventDefinition></intermediateCatchEvent>", "wait", { until: { dateField: "begin" } }],
    [`<intermediateCatchEvent id="x"><signalEventDefinition/></intermediateCatchEvent>`, "wait", { until: { event: "x", key: null } }],
    [`<intermediateThrowEvent id="x" name="sent"><messageEventDefinition/></intermediateThrowEvent>`, "act", { act: { do: "webhook", event: "sent" } }],
    [`<intermediateThrowEvent id="x"><escalationEventDefinition/></intermediateThrowEvent>`, "notify", {}],
    [`<intermediateThrowEvent id="x" name="Half"/>`, "notify", {}],
  ])("%s", async (element, kind, part) => {
    const report = await readFlow(process(elements("startEvent s", "endEvent z") + element + lines("s>x>z")));
    expect(nodeOf(report.flow, "x")).toMatchObject({ kind, ...part });
    expect(edgesOf(report.flow)).toEqual(["s>x", "x>z"]);
    expect(errorsOf(report)).not.toContain("FLOW_INVALID");
  });

  test("a script nobody can run is kept as text, and the node says that it must be set", async () => {
    const { mapped } = await readFlow(process(`<scriptTask id="x"><script>drop table</script></scriptTask>`));
    expect(mapped.find((one) => one.element === "x")).toMatchObject({ kind: "act", text: "drop table", needsSetting: { en: expect.stringContaining("webhook") } });
  });

  test("ends: error rejects, cancel cancels, terminate ends all", async () => {
    const end = (id: string, cause: string) => `<endEvent id="${id}">${cause}</endEvent>`;
    const { flow } = await readFlow(process(elements("startEvent s", "exclusiveGateway g") + end("e", "<errorEventDefinition/>") + end("c", "<cancelEventDefinition/>") + end("t", "<terminateEventDefinition/>") + lines("s>g>e", "g>c", "g>t")));
    expect(nodeOf(flow, "e")).toMatchObject({ outcome: "rejected" });
    expect(nodeOf(flow, "c")).toMatchObject({ outcome: "cancelled" });
    expect(nodeOf(flow, "t")).toMatchObject({ outcome: "approved", terminate: true });
  });

  test("a lane named like a role sets who does its open steps", async () => {
    const lanes = `<laneSet id="ls"><lane id="l" name="安全员"><flowNodeRef>a</flowNodeRef></lane></laneSet>`;
    const report = await readFlow(process(lanes + elements("startEvent s", "userTask a", "endEvent z") + lines("s>a>z")));
    expect(nodeOf(report.flow, "a")).toMatchObject({ candidates: [{ kind: "role", role: "safety-officer", at: "initiatorOrg" }] });
    expect(report.mapped).toContainEqual(expect.objectContaining({ element: "l", kind: "candidates", node: "a" }));
  });
});

describe("shapes", () => {
  const ends = elements("startEvent s", "endEvent z");
  test("a gateway that joins and splits becomes a join and a split", async () => {
    const { flow } = await readFlow(process(ends + elements("parallelGateway p", "task a", "task b", "parallelGateway m", "task c", "task d", "parallelGateway j") + lines("s>p>a>m>c>j>z", "p>b>m>d>j")));
    expect(nodeOf(flow, "m-join")).toMatchObject({ kind: "join", of: "p", mode: "all" });
    expect(nodeOf(flow, "m")).toMatchObject({ kind: "parallel" });
    expect(nodeOf(flow, "j")).toMatchObject({ kind: "join", of: "m" });
    expect(edgesOf(flow)).toContain("m-join>m");
  });

  test("lines that part and meet at tasks get gateways, and flows keep their ids", async () => {
    const report = await readFlow(process(ends + elements("task a", "task b", "task c", "task d") + lines("s>a>b>d>z", "a>c>d")));
    expect(kindsOf(report.flow)).toEqual(expect.arrayContaining(["parallel a-split", "join d-join"]));
    expect(nodeOf(report.flow, "d-join")).toMatchObject({ of: "a-split", mode: "all" });
    expect(report.flow.edges.map((edge) => edge.id)).toEqual(expect.arrayContaining(["f0", "f1", "f2", "f3", "f4", "f5"]));
    expect(report.flow.edges.find((edge) => edge.id === "f1")).toMatchObject({ from: "a-split", to: "b" });
    expect(errorsOf(report)).not.toContain("FLOW_SHAPE");
  });

  test("conditions behind a task make an inclusive split with its default", async () => {
    const { flow } = await readFlow(process(ends + `<task id="a" default="f3"/>` + elements("task b", "task c") + lines("s>a>b[${n > 1}]>z", "a>c>z")));
    expect(nodeOf(flow, "a-split")).toMatchObject({ kind: "inclusive" });
    expect(flow.edges.find((edge) => edge.id === "f1")).toMatchObject({ when: { ">": [{ var: "n" }, 1] } });
    expect(flow.edges.find((edge) => edge.id === "f3")).toMatchObject({ default: true });
  });

  test("a condition nobody can read stays in the report", async () => {
    const { mapped, flow } = await readFlow(process(ends + elements("exclusiveGateway g") + lines("s>g>z[${svc.ask(1)}]")));
    expect(mapped.find((one) => one.element === "f1")).toMatchObject({ kind: "edge", node: "f1", text: "${svc.ask(1)}", needsSetting: { zh: expect.any(String) } });
    expect(flow.edges.find((edge) => edge.id === "f1")?.when).toBeUndefined();
  });

  test("lines that meet at an end are joined where that nests, and end apart where only that does", async () => {
    const gate = (more: string) => process(ends + elements("exclusiveGateway g default=f1", "task a", "task b", "task c", "exclusiveGateway m") + more);
    const nested = await readFlow(gate(lines("s>g>a>z", "g>b[${x}]>z")));
    expect(kindsOf(nested.flow)).toContain("join z-join");
    const apart = await readFlow(gate(lines("s>g>a>z", "g>b[${x}]>m>z", "g>c[${y}]>m")));
    expect(kindsOf(apart.flow)).toEqual(expect.arrayContaining(["end z", "end z-copy", "join m"]));
    expect(errorsOf(apart)).not.toContain("FLOW_SHAPE");
    expect(apart.mapped.filter((one) => one.element === "z").map((one) => one.node)).toEqual(["z", "z-copy"]);
  });

  test("an expanded sub-process becomes a block, every line of it kept", async () => {
    const inner = `<subProcess id="sub" name="Inner">${elements("startEvent is", "task ia", "endEvent iz")}<sequenceFlow id="i0" sourceRef="is" targetRef="ia"/><sequenceFlow id="i1" sourceRef="ia" targetRef="iz"/></subProcess>`;
    const report = await readFlow(process(ends + inner + lines("s>sub>z")));
    expect(edgesOf(report.flow).toSorted()).toEqual(["ia>sub-exit", "s>sub", "sub-exit>z", "sub>ia"]);
    expect(nodeOf(report.flow, "sub-exit")).toMatchObject({ kind: "join", of: "sub", mode: "any", title: { zh: "Inner" } });
    expect(report.flow.edges.find((edge) => edge.id === "i0")).toMatchObject({ default: true });
    expect(errorsOf(report)).not.toContain("FLOW_SHAPE");
  });

  test("a sub-process without start and end has first and last steps", async () => {
    const { flow } = await readFlow(process(`${ends}<subProcess id="sub"><task id="x"/><task id="y"/></subProcess>${lines("s>sub>z")}`));
    expect(nodeOf(flow, "sub")).toMatchObject({ kind: "parallel" });
    expect(edgesOf(flow)).toEqual(expect.arrayContaining(["sub>x", "sub>y", "x>sub-exit", "y>sub-exit"]));
  });

  test("a process without start and end gets them", async () => {
    const { flow } = await readFlow(process(elements("task a", "task b") + lines("a>b")));
    expect(kindsOf(flow)).toEqual(["fill a", "fill b", "end b-end", "start a-start"]);
    expect(edgesOf(flow)).toEqual(expect.arrayContaining(["a-start>a", "a>b", "b>b-end"]));
  });

  test("a line that goes back is read as drawn, and the issues say so", async () => {
    const report = await readFlow(process(ends + elements("task a", "exclusiveGateway g default=f2") + lines("s>a>g>z", "g>a[${again}]")));
    expect(report.flow.edges).toHaveLength(5);
    expect(errorsOf(report)).toContain("FLOW_SHAPE");
    expect(errorsOf(report)).not.toContain("FLOW_INVALID");
  });

  test("a boundary event is kept with its lines; nothing leads to it", async () => {
    const report = await readFlow(process(`${ends}${elements("task a", "task late")}<boundaryEvent id="b" attachedToRef="a"><timerEventDefinition><timeDuration>PT8H</timeDuration></timerEventDefinition></boundaryEvent>${lines("s>a>z", "b>late>z")}`));
    expect(nodeOf(report.flow, "b")).toMatchObject({ kind: "wait", until: { duration: "PT8H" } });
    expect(edgesOf(report.flow)).toContain("b>late");
    expect(errorsOf(report)).toContain("FLOW_UNREACHABLE");
  });
});

describe("ids and names", () => {
  test("ids of other tools become ids of ours, each once", async () => {
    const { flow } = await readFlow(process(elements("task _1-a", "task 1-a", `task n1-a`, `task ${"x".repeat(60)}`, "task 安全", "task 检查")));
    const ids = flow.nodes.map((node) => node.id);
    expect(ids).toContain("n1-a");
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z][A-Za-z0-9-]{0,39}$/);
  });
  test("`constructor` is an id like any other", async () => {
    const { flow } = await readFlow(process(elements("startEvent toString", "task constructor", "endEvent valueOf") + lines("toString>constructor>valueOf")));
    expect(kindsOf(flow)).toEqual(["start toString", "fill constructor", "end valueOf"]);
  });
  test("a simple file reads as drawn", async () => {
    const { flow } = await readFlow(simple);
    expect(flow).toMatchObject({ id: "leave", title: { zh: "Leave", en: "Leave" }, form: { id: "form-to-choose" } });
    expect(kindsOf(flow)).toEqual(["start s", "fill a", "end z"]);
  });
});

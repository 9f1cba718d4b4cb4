import type { FlowDefinition, MayActView, TaskView } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { maySkipBack, needsOf, offered, placesOf, withMissing } from "./decision.ts";

const task = { node: { id: "safety", title: { zh: "安全", en: "Safety" }, kind: "approval" } } as unknown as TaskView;
const flow = { nodes: [{ id: "safety", kind: "approval", evidence: { signature: true, comment: ["approve"] }, returns: { afterRepair: "choose" } }] } as unknown as FlowDefinition;

describe("what a decision asks", () => {
  it("is the step's evidence for an approval", () => {
    expect(needsOf("approve", task, flow)).toMatchObject({ signature: true, comment: true, password: false, target: false });
  });
  it("is a reason and a target for a return, whatever the step says", () => {
    expect(needsOf("return", task, null)).toMatchObject({ comment: true, target: true, signature: false });
    expect(needsOf("return", task, flow)).toMatchObject({ signature: false }); // the server keeps none
  });
  it("is the opinion itself where one was asked for advice", () => {
    expect(needsOf("advise", task, flow)).toMatchObject({ comment: true, signature: false });
  });
  it("grows by what the server still misses", () => {
    expect(withMissing(needsOf("approve", task, null), ["signature", "gps"])).toMatchObject({ signature: true, gps: true, comment: false });
  });
  it("leaves the way after a repair open only where the step lets one choose", () => {
    expect([maySkipBack(task, flow), maySkipBack(task, null)]).toEqual([true, false]);
  });
});

const no = (code: string) => ({ allowed: false, code, why: `why ${code}` });
const yes = { allowed: true };
const words = (mayAct: MayActView, more: Partial<TaskView> = {}) => {
  const { bar, more: rest, takeBack } = placesOf({ kind: "approval", seat: {}, mayAct, ...more } as unknown as TaskView);
  return { bar: bar.map((one) => one.command), more: rest.map((one) => `${one.command}${one.allowed ? "" : ` (${one.why})`}`), takeBack: takeBack?.allowed };
};

describe("the commands offered", () => {
  it("are the allowed ones and those whose refusal tells something", () => {
    const found = offered({ approve: no("SEAT_WAITING"), transfer: yes, claim: no("NOT_ALLOWED") });
    expect(found.map((one) => [one.command, one.allowed])).toEqual([["approve", false], ["transfer", true]]);
  });
  it("leave out what the step can never take", () => {
    expect(offered({ claim: no("NOT_CLAIMABLE"), unclaim: no("NOT_CLAIMED"), undelegate: no("NOT_DELEGATED"), reduceSigner: no("NOT_ADDED"), takeBack: no("NOTHING_TO_TAKE_BACK") })).toEqual([]);
  });
});

describe("where a command goes", () => {
  it("is the bar for decisions and the menu for the rest, refused ones with their reason", () => {
    expect(words({ approve: yes, reject: yes, return: yes, transfer: no("TRANSFER_LIMIT"), delegate: yes, addSigner: yes, claim: yes })).toEqual({ bar: ["approve", "return", "reject"], more: ["claim", "transfer (why TRANSFER_LIMIT)", "delegate", "addSigner"], takeBack: undefined });
  });
  it("leads with taking the delegation back while the decision waits for advice", () => {
    expect(words({ approve: no("SEAT_DELEGATED"), reject: no("SEAT_DELEGATED"), undelegate: yes, transfer: yes }, { seat: { delegatee: {} } as TaskView["seat"] })).toMatchObject({ bar: ["undelegate", "approve", "reject"] });
  });
  it("is one opinion box for who was asked for advice", () => {
    expect(words({ approve: no("NOT_ENTITLED"), advise: yes, transfer: no("NOT_ENTITLED") })).toEqual({ bar: ["advise"], more: [], takeBack: undefined });
  });
  it("is the way back alone once the task is decided", () => {
    expect(words({ approve: no("SEAT_DECIDED"), transfer: no("SEAT_DECIDED"), takeBack: yes })).toEqual({ bar: [], more: [], takeBack: true });
    expect(words({ takeBack: no("TAKE_BACK_TOUCHED") })).toEqual({ bar: [], more: [], takeBack: false });
  });
  it("is nowhere for what the kind of step or the seat never takes, and refusals of the whole task are said once", () => {
    const waiting = no("SEAT_WAITING");
    const all = { approve: waiting, submit: waiting, reject: waiting, return: waiting, undelegate: waiting, advise: waiting, claim: waiting, transfer: yes, delegate: waiting, addSigner: waiting };
    expect(words(all)).toEqual({ bar: ["approve", "return", "reject"], more: ["transfer"], takeBack: undefined });
    expect(words(all, { kind: "fill" })).toMatchObject({ bar: ["submit", "return"] });
  });
  it("is the signer himself for removing one", () => {
    expect(words({ reduceSigner: yes })).toEqual({ bar: [], more: [], takeBack: undefined });
  });
});

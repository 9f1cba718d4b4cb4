import { fillInputs, type Pack } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { shippedPacks } from "../scripts/loadPack.ts";

const gas = shippedPacks().find((pack) => pack.manifest.id === "safeloop-city-gas")!;
const flowOf = (pack: Pack) => pack.flows.find((one) => one.id === "permit-gas-line-live")!;
const every = (pack: Pack) => flowOf(pack).life?.states.flatMap((state) => state.tasks ?? []).find((task) => task.id === "gas-record")?.every;
const firstRole = (pack: Pack) => JSON.stringify(flowOf(pack).nodes.find((node) => node.id === "site-leader"));

describe("the parameters of the city gas pack", () => {
  it("have defaults: a test every two hours, the team leader first", () => {
    const { pack, issues } = fillInputs(gas, {});
    expect([issues, every(pack)]).toEqual([[], "PT2H"]);
    expect(firstRole(pack)).toContain('"role":"team-leader"');
  });
  it("shorten the interval and name another role", () => {
    const { pack, issues } = fillInputs(gas, { "retest-every": "PT45M", "site-leader": "shift-leader" });
    expect([issues, every(pack)]).toEqual([[], "PT45M"]);
    expect(firstRole(pack)).toContain('"role":"shift-leader"');
    expect(JSON.stringify([pack.forms, pack.flows, pack.rules])).not.toContain("$input");
  });
  it("cannot lengthen the interval, nor do without it", () => {
    expect(fillInputs(gas, { "retest-every": "PT121M" }).issues.map((one) => [one.code, one.params["id"]])).toEqual([["PACK_INPUT_BAD", "retest-every"]]);
    expect(fillInputs(gas, { "retest-every": "PT0S" }).issues.map((one) => one.code)).toEqual(["PACK_INPUT_BAD"]);
  });
});

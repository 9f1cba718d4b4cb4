import { afterEach, describe, expect, it, vi } from "vitest";
import type { AlarmView } from "../api/types.ts";
import { toSay, voiceFor } from "./alarmVoice.ts";
import { type Line, Speaker } from "./speaker.ts";

const now = Date.parse("2026-07-14T00:10:00Z");
const alarm = (id: string, part: Partial<AlarmView> = {}): AlarmView => ({ id, generation: 1, priority: "P2", state: "unack", masked: false, raisedAt: "2026-07-14T00:09:30Z", announcedAt: null, clearedAt: null, ...part }) as AlarmView;
const said = (alarms: readonly AlarmView[], seen: readonly string[] = []): readonly [readonly string[], number] => {
  const { say, more } = toSay(alarms, new Set(seen), now);
  return [say.map((one) => one.alarm.id), more];
};

describe("the voice says", () => {
  it("new P1 and P2 alarms, and nothing lower, acknowledged or masked", () => {
    expect(said([alarm("p2"), alarm("p3", { priority: "P3" }), alarm("acked", { state: "ack" }), alarm("masked", { masked: true })])).toEqual([["p2"], 0]);
  });

  it("each announcement once, and a re-announced alarm again", () => {
    expect(said([alarm("a")], ["a:1"])).toEqual([[], 0]);
    expect(said([alarm("a", { generation: 2 })], ["a:1"])).toEqual([["a"], 0]);
  });

  it("P1 first and every one of them; of the others a few, and how many more", () => {
    const many = ["b", "c", "d", "e"].map((id) => alarm(id));
    const [ids, more] = said([...many, ...["x", "y", "z", "w"].map((id) => alarm(id, { priority: "P1" }))]);
    expect([[...ids].sort(), more]).toEqual([["w", "x", "y", "z"], 4]);
    expect(said(many)[1]).toBe(1);
  });

  it("nothing of what is older than five minutes and over; what goes on is said however old", () => {
    const old = { raisedAt: "2026-07-14T00:04:59Z" };
    expect(said([alarm("over", { ...old, state: "rtn-unack", clearedAt: "2026-07-14T00:06:00Z" })])).toEqual([[], 0]);
    expect(said([alarm("going on", old)])).toEqual([["going on"], 0]);
  });
});

describe("the voice", () => {
  const voices = [{ lang: "en-US", localService: false }, { lang: "zh-CN", localService: false }, { lang: "zh_HK", localService: true }];
  it("is one of the language that needs no network, where there is one", () => expect(voiceFor(voices, "zh-CN")).toBe(voices[2]));
  it("is missing rather than of another language", () => expect(voiceFor([voices[1] ?? { lang: "", localService: true }], "en")).toBeUndefined());
});

describe("the speaker", () => {
  afterEach(() => vi.useRealTimers());
  const start = (): { readonly spoken: string[]; end(isHeard?: boolean): void; readonly heard: boolean[]; readonly speaker: Speaker } => {
    const [spoken, heard]: [string[], boolean[]] = [[], []];
    let ended: (isHeard: boolean) => void = () => undefined;
    const speaker = new Speaker({ speak: (text, end) => { spoken.push(text); ended = end; }, hush: () => ended(false) }, (isHeard) => heard.push(isHeard));
    return { spoken, heard, speaker, end: (isHeard = true) => ended(isHeard) };
  };
  const line = (text: string, isUrgent = false): Line => ({ text, isUrgent });

  it("says one line after the other, the urgent ones first and each to its end", () => {
    const { spoken, speaker, end } = start();
    for (const one of [line("a", true), line("b"), line("c", true)]) speaker.say(one);
    expect(spoken).toEqual(["a"]);
    end();
    end();
    expect(spoken).toEqual(["a", "c", "b"]);
  });

  it("interrupts what is not urgent, and says that again afterwards", () => {
    const { spoken, heard, speaker, end } = start();
    speaker.say(line("b"));
    speaker.say(line("p1", true));
    end();
    expect([spoken, heard]).toEqual([["b", "p1", "b"], [true]]);
  });

  it("tells what was not heard and goes on, also when the browser never says that it has ended", () => {
    vi.useFakeTimers();
    const { spoken, heard, speaker, end } = start();
    for (const one of [line("a"), line("b"), line("c")]) speaker.say(one);
    end(false);
    vi.advanceTimersByTime(20_000);
    expect([spoken, heard]).toEqual([["a", "b", "c"], [false, true]]);
    speaker.stop();
    end();
    expect(spoken.length).toBe(3);
  });
});

import { ajvFor } from "@safeloop/engine/ajv";
import { formOf, type JsonValue, validateSubmission } from "@safeloop/engine";
import { Ajv2020 } from "ajv/dist/2020.js";
import { line, ratio, type Rates } from "./figures.ts";
import { sixtyAnswers, sixtyFields, wrongAnswers } from "./sixtyFields.ts";

const documents = Array.from({ length: 500 }, (_, n) => (n % 5 === 0 ? wrongAnswers(n) : sixtyAnswers(n)) as JsonValue);
const rounds = 6;
const perRound = 60;

function rateOf(judge: (data: JsonValue) => boolean): number {
  const started = process.cpuUsage();
  for (let k = 0; k < perRound; k++) for (const data of documents) judge(data);
  const { user, system } = process.cpuUsage(started);
  return (perRound * documents.length) / ((user + system) / 1_000_000);
}

/** Forms by id, as the server finds them for each request. */
const published = new Map([[sixtyFields.id, sixtyFields]]);

function oursOf(data: JsonValue): boolean {
  const definition = published.get("sixty-fields");
  return definition !== undefined && ajvFor(formOf(definition))(data);
}

/** P11: judging a 60-field document, look-up of the published form included, against ajv compiled once. */
export function benchValidate(): { readonly lines: readonly string[]; readonly holds: boolean } {
  const ajv = new Ajv2020({ strict: false });
  const bare = ajv.compile(sixtyFields.schema);
  for (const data of documents) if (oursOf(data) !== bare(data)) throw new Error("P11: verdicts differ; there is no figure");
  const whole = (data: JsonValue): boolean => validateSubmission(formOf(sixtyFields), data, { now: "2026-01-01T00:00:00Z" }, { isValid: ajvFor(formOf(sixtyFields)) }).issues.length === 0;
  for (const data of documents) if (whole(data) !== bare(data)) throw new Error("P11: verdicts of the whole judgement differ; there is no figure");
  const [ours, peer, full]: [number[], number[], number[]] = [[], [], []];
  for (let k = 0; k < rounds; k++) {
    peer.push(rateOf((data) => bare(data)));
    ours.push(rateOf(oursOf));
    full.push(rateOf(whole));
  }
  const unit = "documents/cpu-s";
  const [oursRates, peerRates]: [Rates, Rates] = [{ name: "published form, look-up and verdict", unit, rounds: ours }, { name: "bare ajv, compiled once", unit, rounds: peer }];
  const verdict = ratio("P11 verdict against bare ajv", oursRates, peerRates, 0.8);
  return { lines: [line(oursRates), line(peerRates), line({ name: "whole submission judged, issues included", unit, rounds: full }), verdict.text], holds: verdict.holds };
}

import { blockTree, type FlowNode, type I18nText, type TreeItem as Item } from "@safeloop/engine";
import { type CardFace, drawCard, sizeOf, type Standing } from "./card.ts";
import { cardRows, isVoid } from "./cardRows.ts";
import { lookOf } from "./looks.ts";
import type { Moment } from "./moments.ts";
import { type FlowLayout, type Placed, placeFlow } from "./place.ts";
import { type Scene, sceneOf } from "./play.ts";
import type { Row } from "./row.ts";
import { modeOf, settingsOf } from "./settings.ts";
import { storyOf } from "./story.ts";
import { drawStory, storySize } from "./storyBox.ts";
import { box, escaped, fonts, ink, text, widthOf } from "./svg.ts";
import { backRoom, drawBack, drawWire } from "./wires.ts";
import { say } from "./words.ts";

const margin = 22;
const headRoom = 102; // title and caption

/** The picture of one idiom: a real case, run to its moment, and what the engine says then. */
export function drawMoment(moment: Moment): string {
  const scene = sceneOf(moment);
  const items = blockTree(scene.played.run.def);
  const faces = new Map(scene.played.run.def.nodes.map((node) => [node.id, faceOf(scene, node, items)]));
  const layout = placeFlow(items, (id) => sizeOf(known(faces, id)));
  const story = storyOf(scene);
  const back = wayBack(scene);
  const top = headRoom + (back ? backRoom : 0);
  const width = Math.max(layout.width, storySize(story).width, captionWidth(scene)) + 2 * margin;
  const height = top + layout.height + 24 + storySize(story).height + margin;
  const left = Math.round((width - layout.width) / 2);
  const parts = [heading(scene), `<g transform="translate(${left} ${top})">`, ...flowParts(scene, layout, faces, back), "</g>", drawStory(story, margin, top + layout.height + 24, width - 2 * margin)];
  return frame(scene, width, height, parts);
}

function known<T>(map: ReadonlyMap<string, T>, id: string): T {
  const found = map.get(id);
  if (found === undefined) throw new Error(`${id} is not in the picture`);
  return found;
}

function faceOf(scene: Scene, node: FlowNode, items: readonly Item[]): CardFace {
  const visits = scene.played.run.instance.visits.filter((visit) => visit.node === node.id);
  const seats = Math.max(node.kind === "approval" ? node.candidates.length : 0, ...visits.map((visit) => visit.seats.length + (visit.removed?.length ?? 0)));
  return { node, mode: modeOf(node, seats), settings: settingsOf(node, seats), rows: [...cardRows(scene, node), ...arrivalRow(scene, node, items)], standing: standingOf(scene, node) };
}

function standingOf({ played }: Scene, node: FlowNode): Standing {
  const { visits } = played.run.instance;
  if (node.kind === "parallel" || node.kind === "inclusive") return Object.hasOwn(played.run.instance.tokens.arrived, node.id) ? "past" : "ahead";
  const mine = visits.filter((visit) => visit.node === node.id);
  if (mine.length === 0) return "ahead";
  return mine.some((visit) => visit.state !== "closed") ? "now" : mine.every(isVoid) ? "fallen" : "past";
}

/** At the last step of a branch: how the branch has come to its join. */
function arrivalRow({ played }: Scene, node: FlowNode, items: readonly Item[]): readonly Row[] {
  for (const item of items) {
    if (item.kind === "node") continue;
    const at = item.branches.findIndex(({ items: inside }) => { const last = inside[inside.length - 1]; return last?.kind === "node" && last.node.id === node.id; });
    const arrived = played.run.instance.tokens.arrived[item.split.id]?.[`b${at}`];
    if (arrived === "failed") return [{ kind: "state", depth: 0, state: { zh: "本分支失败", en: "Branch failed" }, look: lookOf("rejected") }];
    if (arrived === "ok") return [{ kind: "state", depth: 0, state: { zh: "本分支已到汇合", en: "Branch has arrived" }, look: lookOf("approved") }];
  }
  return [];
}

interface Back { readonly from: string; readonly to: string; readonly word: I18nText }

/** The latest way back: from the step it cut off last to where it is asked again. */
function wayBack({ played }: Scene): Back | undefined {
  const { repairs, visits } = played.run.instance;
  const last = repairs[repairs.length - 1];
  const cut = last && visits.filter((visit) => isVoid(visit) && visit.closedBy?.command === last.command && visit.reason !== "done");
  const from = cut?.[cut.length - 1]?.node;
  return last && from !== undefined ? { from, to: last.to, word: say("inbox", `command.${last.command}`) } : undefined;
}

function flowParts(scene: Scene, { placed, wires }: FlowLayout, faces: ReadonlyMap<string, CardFace>, back: Back | undefined): readonly string[] {
  const places = new Map(placed.map((one) => [one.id, one]));
  const at = (id: string): Placed => known(places, id);
  const isReached = (id: string): boolean => ["now", "past"].includes(known(faces, id).standing);
  return [
    ...wires.map((wire) => drawWire(wire, at, isReached(wire.from) && isReached(wire.to))),
    ...placed.map(({ id, x, y }) => drawCard(known(faces, id), x, y)),
    ...(back ? [drawBack(at(back.from), at(back.to), back.word)] : []),
  ];
}

const captionWidth = ({ moment: { caption } }: Scene): number => Math.max(widthOf(caption.zh, 15), widthOf(caption.en, 12.5));

function heading({ title, moment: { caption } }: Scene): string {
  return text(margin, 36, title.zh, { size: 19, fill: "text", isBold: true }) + text(margin + widthOf(title.zh, 19) + 10, 36, title.en, { size: 14, fill: "text2" })
    + text(margin, 60, caption.zh, { size: 15, fill: "text" }) + text(margin, 78, caption.en, { size: 12.5, fill: "text2" });
}

function frame({ title, moment: { caption } }: Scene, width: number, height: number, parts: readonly string[]): string {
  const said = `<title>${escaped(`${title.zh} ${title.en}`)}</title><desc>${escaped(`${caption.zh} / ${caption.en}`)}</desc>`;
  const ground = box(0.5, 0.5, width - 1, height - 1, { fill: "page", line: "line", radius: 12 });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family='${fonts}' fill="${ink("text")}">\n${[said, ground, ...parts].join("\n")}\n</svg>\n`;
}

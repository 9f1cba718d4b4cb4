import type { FlowNode, I18nText } from "@safeloop/engine";
import type { Element } from "../../xml/moddle.ts";

type WithoutHead<N> = N extends FlowNode ? Omit<N, "id" | "title"> : never;
/** A node but for its id and title. */
export type NodeBody = WithoutHead<FlowNode>;

/** What an entry of the registry knows of the element it draws. */
export interface Seen {
  readonly element: Element;
  readonly id: string; // of the node to be
  readonly title: I18nText;
  readonly ins: number; // sequence flows in and out, as drawn
  readonly outs: number;
}

/** The node that stands for an element. */
export interface Body {
  readonly node: NodeBody;
  /** What must be set before it can be published. */
  readonly needsSetting?: I18nText;
  /** What the file says and we cannot read, e.g. a script. */
  readonly text?: string;
  /** Children the node accounts for, e.g. its timer. */
  readonly stands?: readonly Element[];
  /** Of a gateway: how lines that meet there wait for each other. */
  readonly meets?: "all" | "any";
}

/** Why an element has no node. */
export interface NoBody {
  readonly reason: I18nText;
}

/** One BPMN type: which of our kinds it may carry by our extension, and what it is without. */
export interface ElementKind {
  readonly type: string;
  readonly carries: readonly string[] | "any";
  draw(seen: Seen): Body | NoBody;
}

export const both = (zh: string, en: string): I18nText => ({ zh, en });

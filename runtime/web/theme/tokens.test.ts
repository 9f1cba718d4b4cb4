import { describe, expect, it } from "vitest";
import { contrast } from "./contrast.ts";
import { darkTokens, lightTokens, type Tokens, variableOf } from "./tokens.ts";

type Pair = readonly [keyof Tokens, keyof Tokens];
const textPairs: readonly Pair[] = [
  ["text", "card"], ["text", "page"], ["text2", "card"], ["text2", "page"], ["text3", "card"], ["text3", "page"],
  ["primaryText", "primaryTint"], ["primaryText", "card"], ["onPrimary", "primary"], ["good", "goodTint"], ["good", "card"],
  ["unknown", "unknownTint"], ["unknown", "card"], ["risk1Text", "risk1Tint"], ["risk2Text", "risk2Tint"],
  ["risk3Text", "risk3Tint"], ["risk4Text", "risk4Tint"], ["risk1Text", "card"], ["onRisk2", "risk2"], ["onRisk3", "risk3"],
  ["onBrand", "brand"], ["onBrand2", "brand"], ["onBrandAccent", "brandAccent"],
];
const graphicPairs: readonly Pair[] = [["border", "card"], ["primary", "card"], ["primary", "page"], ["risk1", "card"], ["risk4", "card"], ["onRisk1", "risk1"], ["onRisk4", "risk4"]];

describe.each([["light", lightTokens], ["dark", darkTokens]] as const)("%s tokens", (_name, tokens) => {
  it.each(textPairs)("%s on %s reads at 4.5:1 or better", (front, ground) => {
    expect(contrast(tokens[front], tokens[ground])).toBeGreaterThanOrEqual(4.5);
  });
  it.each(graphicPairs)("%s on %s shows at 3:1 or better", (front, ground) => {
    expect(contrast(tokens[front], tokens[ground])).toBeGreaterThanOrEqual(3);
  });
});

describe("the CSS variables", () => {
  it("are named after the token in kebab case", () => {
    expect(variableOf("risk1Tint")).toBe("--sl-risk-1-tint");
  });
});

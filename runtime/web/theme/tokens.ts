/**
 * The colours of the product (screens 4). Everything that draws takes them
 * from here: antd through `antdTheme`, style sheets and SVG through the
 * variables of `tokens.css`, which a test keeps equal to this file.
 */
export interface Tokens {
  readonly page: string;
  readonly card: string;
  readonly sunken: string;
  readonly line: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly border: string;
  readonly primary: string;
  readonly primaryText: string;
  readonly primaryTint: string;
  readonly onPrimary: string;
  readonly good: string;
  readonly goodTint: string;
  readonly unknown: string;
  readonly unknownTint: string;
  readonly risk1: string;
  readonly risk1Text: string;
  readonly risk1Tint: string;
  readonly risk2: string;
  readonly risk2Text: string;
  readonly risk2Tint: string;
  readonly risk3: string;
  readonly risk3Text: string;
  readonly risk3Tint: string;
  readonly risk4: string;
  readonly risk4Text: string;
  readonly risk4Tint: string;
  readonly onRisk1: string;
  readonly onRisk2: string;
  readonly onRisk3: string;
  readonly onRisk4: string;
  readonly ink: string;
  readonly brand: string;
  readonly brandLine: string;
  readonly onBrand: string;
  readonly onBrand2: string;
  readonly brandAccent: string;
  readonly onBrandAccent: string;
  readonly shade: string;
  readonly shadow: string;
}

export const lightTokens: Tokens = {
  page: "#F4F6F8", card: "#FFFFFF", sunken: "#F4F6F8", line: "#E1E6EC",
  text: "#1B2430", text2: "#4A5666", text3: "#5E6B7D", border: "#7F8B9B",
  primary: "#0A6C7D", primaryText: "#07515E", primaryTint: "#E6F3F5", onPrimary: "#FFFFFF",
  good: "#2B7A0B", goodTint: "#EFF8EA", unknown: "#6B2FB3", unknownTint: "#F5EEFC",
  risk1: "#E02020", risk1Text: "#B81414", risk1Tint: "#FFF0F0",
  risk2: "#FA8C16", risk2Text: "#9A4A00", risk2Tint: "#FFF4E6",
  risk3: "#FADB14", risk3Text: "#735C00", risk3Tint: "#FFFBE0",
  risk4: "#1677FF", risk4Text: "#0B4FC0", risk4Tint: "#EAF2FF",
  onRisk1: "#FFFFFF", onRisk2: "#1B2430", onRisk3: "#1B2430", onRisk4: "#FFFFFF",
  ink: "#1B2430", brand: "#0C3944", brandLine: "#2C6B76", onBrand: "#FFFFFF", onBrand2: "#B9D3D8", brandAccent: "#4FC3D4", onBrandAccent: "#0E141B",
  shade: "rgba(20,30,45,.45)", shadow: "0 6px 20px rgba(20,30,45,.14)",
};

export const darkTokens: Tokens = {
  page: "#0E141B", card: "#17202A", sunken: "#121A23", line: "#2A3643",
  text: "#E6EBF2", text2: "#A6B3C2", text3: "#8E9DAE", border: "#5C6B7C",
  primary: "#4FC3D4", primaryText: "#8ADCE8", primaryTint: "#12343C", onPrimary: "#0E141B",
  good: "#7DD35B", goodTint: "#1B2F1C", unknown: "#C08CFF", unknownTint: "#2A2140",
  risk1: "#FF5A52", risk1Text: "#FF7A73", risk1Tint: "#3A1C20",
  risk2: "#FFA940", risk2Text: "#FFA940", risk2Tint: "#38270F",
  risk3: "#FFE14D", risk3Text: "#FFE14D", risk3Tint: "#332E12",
  risk4: "#69A8FF", risk4Text: "#69A8FF", risk4Tint: "#152A47",
  onRisk1: "#0E141B", onRisk2: "#0E141B", onRisk3: "#0E141B", onRisk4: "#0E141B",
  ink: "#0E141B", brand: "#0A2A32", brandLine: "#2C6B76", onBrand: "#FFFFFF", onBrand2: "#B9D3D8", brandAccent: "#4FC3D4", onBrandAccent: "#0E141B",
  shade: "rgba(0,0,0,.6)", shadow: "0 6px 20px rgba(0,0,0,.5)",
};

/** The CSS variable of a token: `primaryTint` is `--sl-primary-tint`. */
export function variableOf(name: keyof Tokens): string {
  return `--sl-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/([a-z])(\d)/g, "$1-$2")}`;
}

/** `var(--sl-primary-tint)`: what an inline style or SVG attribute writes. */
export function token(name: keyof Tokens): string {
  return `var(${variableOf(name)})`;
}

function block(selector: string, tokens: Tokens): string {
  const lines = (Object.keys(tokens) as (keyof Tokens)[]).map((name) => `  ${variableOf(name)}: ${tokens[name]};`);
  return `${selector} {\n${lines.join("\n")}\n}\n`;
}

/** The whole of `tokens.css`. */
export function tokensCss(): string {
  return `/* Written from tokens.ts; a test keeps them equal. */\n${block(":root", lightTokens)}${block(':root[data-theme="dark"]', darkTokens)}`;
}

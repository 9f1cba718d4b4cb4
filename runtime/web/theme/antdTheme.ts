import { theme, type ThemeConfig } from "antd";
import type { ThemeMode } from "./mode.ts";
import { darkTokens, lightTokens, type Tokens } from "./tokens.ts";

function tokenMap(t: Tokens): NonNullable<ThemeConfig["token"]> {
  return {
    colorPrimary: t.primary, colorLink: t.primary, colorInfo: t.primary,
    colorBorder: t.border, colorBorderSecondary: t.line, colorSplit: t.line,
    colorBgLayout: t.page, colorBgContainer: t.card, colorBgElevated: t.card,
    colorText: t.text, colorTextSecondary: t.text2, colorTextTertiary: t.text3, colorTextPlaceholder: t.text3,
    colorError: t.risk1Text, colorWarning: t.risk2Text, colorSuccess: t.good,
    colorTextLightSolid: t.onPrimary,
    borderRadius: 6, borderRadiusLG: 8, borderRadiusSM: 4, controlHeight: 32, fontSize: 14,
    fontFamily: "inherit", // by language, see base.css
    boxShadowSecondary: t.shadow, motionDurationFast: "0.12s", motionDurationMid: "0.18s", motionDurationSlow: "0.24s",
  };
}

/**
 * antd's theme for a mode, made of the product's tokens and nothing else.
 * `still`: antd is told to move nothing. Our style sheet alone would only take
 * the time of its transitions away; those that never end leave a spinner in the
 * button that was refused, and its name is read out as "loading".
 */
export function antdTheme(mode: ThemeMode, still: boolean): ThemeConfig {
  const t = mode === "dark" ? darkTokens : lightTokens;
  return {
    algorithm: mode === "dark" ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: { ...tokenMap(t), motion: !still },
    components: {
      Table: { headerBg: t.sunken, headerColor: t.text2, headerSplitColor: "transparent", rowSelectedBg: t.primaryTint, rowSelectedHoverBg: t.primaryTint, cellPaddingBlockMD: 8, cellPaddingBlockSM: 5, cellFontSize: 14 },
      Card: { headerHeight: 44, bodyPadding: 16, boxShadowTertiary: "none" },
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", defaultColor: t.text, fontWeight: 400 },
      Tabs: { itemSelectedColor: t.primaryText, itemColor: t.text2, inkBarColor: t.primary },
      Tag: { borderRadiusSM: 4 },
    },
  };
}

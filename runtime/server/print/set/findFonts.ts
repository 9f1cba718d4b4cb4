import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** A font file; of a collection (.ttc) the name of the one meant. */
export interface FontSource {
  readonly file: string;
  readonly name?: string;
}

/** Fonts to set a page with, the preferred one first; later ones lend the characters it lacks. */
export interface FontChoice {
  readonly regular: readonly FontSource[];
  readonly bold: FontSource | undefined; // undefined: the regular one
}

/** Folder of the font that `npm ci` installs (Noto Sans Hans, OFL), or nothing where somebody left it out. */
function packagedFolder(): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve("@embedpdf/fonts-sc")), "..", "fonts");
  } catch {
    return undefined;
  }
}

/** Where distributions put Chinese fonts; all of these are free ones. */
const system: readonly FontSource[] = [
  { file: "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", name: "NotoSansCJKsc-Regular" },
  { file: "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc", name: "NotoSansCJKsc-Regular" },
  { file: "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", name: "NotoSansCJKsc-Regular" },
  { file: "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", name: "WenQuanYiMicroHei" },
  { file: "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", name: "WenQuanYiZenHei" },
  { file: "/usr/share/fonts/truetype/arphic/uming.ttc", name: "UMingCN" },
];

function settingOf(setting: string): FontSource {
  const [file = "", name] = setting.split("#", 2);
  return name === undefined ? { file } : { file, name };
}

/** Every font that is there: the one set by `PRINT_FONT`, the installed package, the system's. */
export function findFonts(setting: string | undefined): FontChoice {
  const folder = packagedFolder();
  const packaged = folder === undefined ? [] : [{ file: join(folder, "NotoSansHans-Regular.otf") }];
  const bold = folder === undefined ? undefined : { file: join(folder, "NotoSansHans-Bold.otf") };
  const regular = [...(setting === undefined ? [] : [settingOf(setting)]), ...packaged, ...system].filter(({ file }) => existsSync(file));
  return { regular, bold: setting === undefined && bold !== undefined && existsSync(bold.file) ? bold : undefined };
}

import type { CodeTable } from "../table.ts";

/** Codes of printed forms and of what a printed code is asked for. */
export const printCodes = {
  FORM_PRINT_SHAPE: { status: 422, params: ["what"], zh: "打印版式的“{what}”缺失或格式不对。请按打印版式的结构改正。", en: "“{what}” of the print layout is missing or has the wrong shape. Correct it as the print layout asks." },
  FORM_PRINT_FIELD: { status: 422, params: ["field"], zh: "字段“{field}”不能放在这一块里。表格行内的字段放进表格块，签名放进签名块，照片放进照片块。", en: "The field “{field}” cannot stand in this block. Fields of a row go into a table block, signatures into a signatures block, photos into a photos block." },
  FORM_PRINT_BLOCK: { status: 422, params: ["block"], zh: "打印版式里没有标识为“{block}”的块。请改用现有的块。", en: "The print layout has no block with the id “{block}”. Use one that exists." },
  PRINT_COPY_UNKNOWN: { status: 422, params: ["copy"], zh: "这张表单没有名为“{copy}”的联。请从现有的联中选择。", en: "This form has no copy “{copy}”. Choose one that exists." },
  PRINT_NO_FONT: { status: 503, params: [], zh: "这台服务器上没有可用的中文字体，不能打印。请用 npm ci 装全依赖，或把中文字体文件的路径写入 PRINT_FONT 后重启。", en: "This server has no usable Chinese font, so it cannot print. Install all dependencies with npm ci, or set PRINT_FONT to the path of a Chinese font file and restart." },
  PRINT_CODE_UNKNOWN: { status: 404, params: [], zh: "这个核验码不是本系统签发的，或者不完整。请重新扫描纸面上的二维码；仍然如此，这张纸不能作为凭据。", en: "This code was not issued by this system, or is incomplete. Scan the code on the paper once more; if it stays so, the paper is no evidence." },
} as const satisfies CodeTable;

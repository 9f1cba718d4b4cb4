export { ajvFor, ajvValidator, type FastValidator } from "./ajvFor.ts";
export { makeAjv, PatternFault } from "./makeAjv.ts";

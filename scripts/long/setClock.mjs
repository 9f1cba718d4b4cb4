// Loaded before the server: its wall clock shows what the file says it is off by,
// as libfaketime does for a whole process; time that cannot be set runs on.
import { readFileSync, watchFile } from "node:fs";

const file = process.env.SET_CLOCK_FILE;
const Real = Date;
let offset = 0;
const read = () => (offset = Number(readFileSync(file, "utf8")) || 0);
read();
watchFile(file, { interval: 20 }, read).unref();

globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + offset);
    else super(...given);
  }

  static now() {
    return Real.now() + offset;
  }
};

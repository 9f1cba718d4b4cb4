export { directoryOf, type DirectoryData } from "./directoryOf.ts";
export { person, smallPlant, unit, type PersonOptions } from "./people.ts";
export { ms, TestClock } from "./clock.ts";

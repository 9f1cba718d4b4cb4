import fc from "fast-check";

/**
 * Laws run from one seed, so that a change is judged by the same cases twice.
 * `FC_SEED=random` (as in `npm run test:long -- laws`) looks for new ones;
 * what it finds becomes a named case.
 */
const wanted = process.env["FC_SEED"];
if (wanted !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted ?? 20_261_126) });

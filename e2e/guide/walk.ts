import { approverStep } from "./approverStep.ts";
import { backStep } from "./backStep.ts";
import { fieldStep } from "./fieldStep.ts";
import { limitStep } from "./limitStep.ts";
import { ruleStep } from "./ruleStep.ts";
import type { Step } from "./step.ts";
import { useStep } from "./useStep.ts";

/** The guide in its order: the source of its test, its pictures and its headings. */
export const walk: readonly Step[] = [fieldStep, approverStep, ruleStep, useStep, limitStep, backStep];

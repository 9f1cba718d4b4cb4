import { _, type CodeKeywordDefinition } from "ajv";
import { mergeEvaluated } from "ajv/dist/compile/util.js";

/**
 * ajv 8.20's own `prefixItems` leaves its flag unset for an empty list and so
 * skips every array keyword after it: `[]` passes `contains`. This one starts
 * from true.
 */
export const prefixItems: CodeKeywordDefinition = {
  keyword: "prefixItems",
  type: "array",
  schemaType: "array",
  before: "items",
  code(cxt) {
    const { gen, data, keyword, it } = cxt;
    const list = cxt.schema as readonly unknown[];
    const valid = gen.var("valid", true);
    const length = gen.const("len", _`${data}.length`);
    if (it.opts.unevaluated && list.length > 0 && it.items !== true) it.items = mergeEvaluated.items(gen, list.length, it.items);
    list.forEach((_schema, index) => {
      gen.if(_`${length} > ${index}`, () => void cxt.subschema({ keyword, schemaProp: index, dataProp: index }, valid));
      cxt.ok(valid);
    });
  },
};

import type { CodeTable } from "../table.ts";

/** Codes of expressions: authoring first, then what a run may meet. */
const logicCodes = {
  LOGIC_SHAPE: { status: 422, params: ["keys"], zh: "表达式在此处有多个键（{keys}）。一个运算只能有一个键，请拆开。", en: "The expression has several keys here ({keys}). An operation has exactly one; split it." },
  LOGIC_OPERATOR_UNKNOWN: { status: 422, params: ["operator"], zh: "没有名为“{operator}”的运算。请改用运算表中的名称。", en: "There is no operator named “{operator}”. Use one from the operator table." },
  LOGIC_ARITY: { status: 422, params: ["operator", "least", "most", "given"], zh: "运算“{operator}”需要 {least} 到 {most} 个参数，这里给了 {given} 个。请补齐或删去。", en: "“{operator}” takes {least} to {most} arguments and got {given}. Add or remove some." },
  LOGIC_PATH_COMPUTED: { status: 422, params: ["operator"], zh: "“{operator}”的路径是算出来的，无法事先检查。请直接写出字段的 x-id；按键取值请用 lookup。", en: "The path of “{operator}” is computed, so it cannot be checked beforehand. Write the field's x-id; to read by key use lookup." },
  LOGIC_TOO_DEEP: { status: 422, params: ["limit"], zh: "表达式嵌套超过 {limit} 层。请拆成几个计算字段。", en: "The expression is nested deeper than {limit}. Split it into computed fields." },
  LOGIC_TOO_LARGE: { status: 422, params: ["limit"], zh: "表达式超过 {limit} 个节点。请拆成几个计算字段，或改用常量表。", en: "The expression has more than {limit} nodes. Split it into computed fields or use a table." },
  LOGIC_BUDGET: { status: 422, params: ["what"], zh: "“{what}”的计算量超出上限，结果按“未知”处理。请简化表达式或减少行数。", en: "Evaluating “{what}” went over its budget; the result counts as unknown. Simplify the expression or use fewer rows." },
  LOGIC_FAULT: { status: 422, params: ["what", "fault"], zh: "“{what}”的表达式运行失败（{fault}），结果按“未知”处理。请检查表达式。", en: "The expression of “{what}” failed ({fault}); the result counts as unknown. Check the expression." },
} as const satisfies CodeTable;

/** Codes of form definitions. */
const definitionCodes = {
  FORM_SHAPE: { status: 422, params: ["what"], zh: "表单定义的“{what}”缺失或格式不对。请按表单定义的结构补全。", en: "“{what}” of the form definition is missing or has the wrong shape. Complete it as the form definition asks." },
  FORM_TOO_LARGE: { status: 422, params: ["bytes", "limit"], zh: "表单定义有 {bytes} 字节，上限 {limit} 字节。请拆成几个表单，或把长选项移到数据表。", en: "The form definition is {bytes} bytes; the limit is {limit}. Split the form, or move long option lists to a table." },
  FORM_TOO_DEEP: { status: 422, params: ["limit"], zh: "表单定义嵌套超过 {limit} 层。请减少嵌套。", en: "The form definition is nested deeper than {limit}. Flatten it." },
  FORM_TOO_MANY_PROPERTIES: { status: 422, params: ["limit"], zh: "表单的字段超过 {limit} 个。请拆成几个表单。", en: "The form has more than {limit} properties. Split the form." },
  FORM_KEY_FORBIDDEN: { status: 422, params: ["key"], zh: "不能使用键名“{key}”。请改名。", en: "The key “{key}” is not allowed. Rename it." },
  FORM_KEYWORD_REFUSED: { status: 422, params: ["keyword"], zh: "表单不支持关键字“{keyword}”。请用普通的 $ref 与 $defs。", en: "Forms do not support the keyword “{keyword}”. Use plain $ref and $defs." },
  FORM_KEYWORD_BAD: { status: 422, params: ["keyword", "expected"], zh: "关键字“{keyword}”的值不对，应为{expected}。", en: "The value of keyword “{keyword}” is wrong; it must be {expected}." },
  FORM_REF_REMOTE: { status: 422, params: ["ref"], zh: "引用“{ref}”指向表单之外。只能引用本表单内的 #/$defs/…。", en: "The reference “{ref}” points outside the form. Only #/$defs/… of the same form may be used." },
  FORM_REF_UNRESOLVED: { status: 422, params: ["ref"], zh: "引用“{ref}”在本表单内不存在。请改正或补上 $defs。", en: "The reference “{ref}” leads nowhere in this form. Correct it or add the definition." },
  FORM_REF_CYCLE: { status: 422, params: ["ref"], zh: "引用“{ref}”绕回了自己。请断开循环。", en: "The reference “{ref}” leads back to itself. Break the cycle." },
  FORM_REF_EXPANSION: { status: 422, params: ["limit"], zh: "引用展开后超过 {limit} 个节点。请减少重复引用。", en: "With its references written out the schema has more than {limit} nodes. Use fewer nested references." },
  FORM_PATTERN_BAD: { status: 422, params: ["pattern", "construct", "hint"], zh: "正则“{pattern}”使用了不能保证线性时间的写法：{construct}。{hint}", en: "The pattern “{pattern}” uses a construct without a linear-time match: {construct}. {hint}" },
  FORM_FORMAT_UNKNOWN: { status: 422, params: ["format"], zh: "没有名为“{format}”的格式。请改用支持的格式，或用 pattern。", en: "There is no format named “{format}”. Use a supported format or a pattern." },
  FORM_XID_MISSING: { status: 422, params: ["key"], zh: "字段“{key}”没有 x-id。每个字段都要有不变的 x-id。", en: "The property “{key}” has no x-id. Every property needs an immutable x-id." },
  FORM_XID_BAD: { status: 422, params: ["xid"], zh: "x-id“{xid}”不合规：以字母开头，只含字母、数字、_、-，最长 40 个字符，且不能是保留名。", en: "The x-id “{xid}” is not allowed: begin with a letter, use letters, digits, _ and -, at most 40 characters, and no reserved name." },
  FORM_XID_TAKEN: { status: 422, params: ["xid", "other"], zh: "x-id“{xid}”已被 {other} 使用。请换一个。", en: "The x-id “{xid}” is already used at {other}. Choose another." },
  FORM_KIND_UNKNOWN: { status: 422, params: ["kind"], zh: "没有名为“{kind}”的字段类型。", en: "There is no field kind named “{kind}”." },
  FORM_KIND_SCHEMA: { status: 422, params: ["kind", "expected"], zh: "字段类型“{kind}”的 schema 类型应为 {expected}。", en: "A field of kind “{kind}” must have the schema type {expected}." },
  FORM_TARGET_UNKNOWN: { status: 422, params: ["target"], zh: "规则的目标“{target}”不是本表单的字段或分区。请选择现有字段。", en: "The rule's target “{target}” is no field or section of this form. Choose one that exists." },
  FORM_FIELD_UNKNOWN: { status: 422, params: ["field"], zh: "“{field}”不是本表单的字段（按 x-id）。请选择现有字段。", en: "“{field}” is no field of this form (by x-id). Choose one that exists." },
  FORM_LIMIT_UNKNOWN: { status: 422, params: ["limit"], zh: "表单没有名为“{limit}”的限值。请先在 limits 中定义。", en: "The form has no limit named “{limit}”. Define it under limits first." },
  FORM_REGISTER_FACT: { status: 422, params: ["register", "fact", "facts"], zh: "台账“{register}”没有“{fact}”一项。可写：{facts}。", en: "The register “{register}” keeps no “{fact}”. It keeps: {facts}." },
  FORM_TABLE_UNKNOWN: { status: 422, params: ["table"], zh: "表单没有名为“{table}”的常量表。请先在 tables 中定义。", en: "The form has no table named “{table}”. Define it under tables first." },
  FORM_RULE_SHAPE: { status: 422, params: ["effect", "needs"], zh: "“{effect}”规则缺少“{needs}”。请补上。", en: "A “{effect}” rule needs “{needs}”. Add it." },
  FORM_RULE_ID_TAKEN: { status: 422, params: ["id"], zh: "规则编号“{id}”重复。请换一个。", en: "The rule id “{id}” is used twice. Choose another." },
  FORM_LOGIC_CYCLE: { status: 422, params: ["cycle"], zh: "这些字段互相依赖、无法求值：{cycle}。请断开其中一条规则。", en: "These fields depend on each other in a circle: {cycle}. Break one of the rules." },
} as const satisfies CodeTable;

/** Codes of submitted answers. */
const answerCodes = {
  FORM_DATA_SHAPE: { status: 422, params: [], zh: "提交的内容应是一个对象，键为字段名。", en: "The submitted data must be an object of fields by key." },
  FORM_DATA_TOO_DEEP: { status: 422, params: ["limit"], zh: "提交的内容嵌套超过 {limit} 层。", en: "The submitted data is nested deeper than {limit}." },
  FORM_DATA_TOO_LARGE: { status: 422, params: ["limit"], zh: "提交的内容超过 {limit} 个值。请分成几份提交。", en: "The submitted data holds more than {limit} values. Send it in parts." },
  FORM_DATA_UNKNOWN: { status: 422, params: ["key"], zh: "表单没有字段“{key}”。请删去，或刷新到最新的表单。", en: "The form has no field “{key}”. Remove it, or reload the current form." },
  FORM_COMPUTED_SENT: { status: 422, params: ["field"], zh: "“{field}”由系统计算，不能填写。请去掉它再提交。", en: "“{field}” is computed by the system and cannot be sent. Leave it out." },
  FORM_FIELD_FORBIDDEN: { status: 403, params: ["field"], zh: "您现在不能修改“{field}”。请恢复原值，或找有权限的人修改。", en: "You may not change “{field}” now. Restore its value, or ask someone who may." },
  FORM_REQUIRED: { status: 422, params: ["field"], zh: "“{field}”必须填写。", en: "“{field}” is required. Fill it in." },
  FORM_OPTION: { status: 422, params: ["field", "allowed"], zh: "“{field}”现在只能选：{allowed}。", en: "“{field}” allows only these now: {allowed}." },
  FORM_CHECK_FAILED: { status: 422, params: ["check", "message", "messageEn"], zh: "{message}（检查 {check}）", en: "{messageEn} (check {check})" },
  FORM_CHECK_UNKNOWN: { status: 422, params: ["check", "message", "messageEn"], zh: "无法判断，按不通过处理：{message}（检查 {check}）。请补全所需信息。", en: "Cannot be judged, so it does not pass: {messageEn} (check {check}). Supply what it needs." },
} as const satisfies CodeTable;

/** Codes of JSON Schema keywords, in plain words. */
const schemaCodes = {
  VALUE_TYPE: { status: 422, params: ["expected"], zh: "类型不对，应为{expected}。", en: "Wrong type; it must be {expected}." },
  VALUE_ENUM: { status: 422, params: ["allowed"], zh: "只能是以下之一：{allowed}。", en: "It must be one of: {allowed}." },
  VALUE_CONST: { status: 422, params: ["allowed"], zh: "只能是：{allowed}。", en: "It must be: {allowed}." },
  VALUE_TOO_SMALL: { status: 422, params: ["limit", "op"], zh: "数值应{op} {limit}。", en: "The number must be {op} {limit}." },
  VALUE_TOO_LARGE: { status: 422, params: ["limit", "op"], zh: "数值应{op} {limit}。", en: "The number must be {op} {limit}." },
  VALUE_MULTIPLE: { status: 422, params: ["of"], zh: "数值应是 {of} 的整数倍。请检查小数位数。", en: "The number must be a multiple of {of}. Check the decimals." },
  VALUE_TOO_SHORT: { status: 422, params: ["limit"], zh: "至少 {limit} 个字符。", en: "At least {limit} characters are needed." },
  VALUE_TOO_LONG: { status: 422, params: ["limit"], zh: "最多 {limit} 个字符。请缩短。", en: "At most {limit} characters are allowed. Shorten it." },
  VALUE_PATTERN: { status: 422, params: ["pattern"], zh: "格式不符合要求（{pattern}）。", en: "It does not match the required pattern ({pattern})." },
  VALUE_TEXT_LIMIT: { status: 422, params: ["limit"], zh: "文本超过 {limit} 个字符，无法匹配。请缩短。", en: "The text is longer than {limit} characters and is not matched. Shorten it." },
  VALUE_FORMAT: { status: 422, params: ["format"], zh: "不是有效的 {format}。", en: "It is not a valid {format}." },
  VALUE_ITEMS_FEW: { status: 422, params: ["limit"], zh: "至少要有 {limit} 项。", en: "At least {limit} items are needed." },
  VALUE_ITEMS_MANY: { status: 422, params: ["limit"], zh: "最多 {limit} 项。", en: "At most {limit} items are allowed." },
  VALUE_ITEMS_REPEAT: { status: 422, params: [], zh: "各项不能重复。", en: "Items must not repeat." },
  VALUE_MISSING: { status: 422, params: ["key"], zh: "缺少“{key}”。", en: "“{key}” is missing." },
  VALUE_EXTRA: { status: 422, params: ["key"], zh: "不应有“{key}”。", en: "“{key}” is not allowed here." },
  VALUE_REFUSED: { status: 422, params: ["keyword"], zh: "此处不允许有值（{keyword}）。", en: "No value is allowed here ({keyword})." },
  VALUE_SCHEMA: { status: 422, params: ["keyword"], zh: "不符合规则“{keyword}”。", en: "It breaks the rule “{keyword}”." },
} as const satisfies CodeTable;

/** Codes of forms, of their expressions and of submitted answers. */
export const formsCodes = { ...logicCodes, ...definitionCodes, ...answerCodes, ...schemaCodes } as const satisfies CodeTable;

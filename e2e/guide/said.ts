import type { I18nText } from "@safeloop/engine";

const said = (zh: string, en: string): I18nText => ({ zh, en });

/** What the guide tells its reader to type: it stands in the guide word for word. */
export const typed = {
  form: said("随手拍", "Snap"),
  field: said("有人受伤", "Somebody is hurt"),
  fieldInEnglish: said("Somebody is hurt", "Somebody is hurt"),
  whyForm: said("上报时要说明有没有人受伤", "A report says whether somebody is hurt"),
  role: said("厂长", "Plant director"),
  whyFlow: said("上报先请厂长看", "The director sees a report first"),
  ruleId: said("somebody-hurt", "somebody-hurt"),
  rule: said("上报有人受伤", "A report: somebody is hurt"),
  ruleInEnglish: said("A report: somebody is hurt", "A report: somebody is hurt"),
  message: said("上报的隐患里有人受伤", "Somebody is hurt, says a report"),
  messageInEnglish: said("Somebody is hurt, says a report", "Somebody is hurt, says a report"),
  whyRule: said("有人受伤要马上知道", "To know at once when somebody is hurt"),
  report: said("泵房地面有油，一人滑倒扭伤", "Oil on the pump house floor, a man slipped and hurt himself"),
  gas: said("动火气体分析", "gas test"),
  looser: said("0.3", "0.3"),
  whyBack: said("先不请厂长看", "The director need not see it"),
} as const;

/** Names that templates, roles and the demo plant give. */
export const named = {
  form: said("隐患随手拍", "Snap a hazard"),
  flow: said("随手拍分诊", "Snap triage"),
  before: said("哪一类", "Which kind"),
  start: said("上报", "Report"),
  place: said("泵房", "Pump house"),
  what: said("怎么了", "What is wrong"),
  gasRule: said("动火气体分析超限", "Hot work: gas test above its limit"),
  clause: said("GB 30871", "GB 30871"),
  pack: said("隐患与风险", "Hazards and risk"),
  director: said("王建国", "王建国"),
} as const;

import type { I18nText } from "../model/text.ts";

/** Sentences of notices. Each names the paper and says what to do. */
export const notices = {
  opened: (step: I18nText, number: string): I18nText => ({ zh: `${number} 的“${step.zh}”等您办理`, en: `${number}: "${step.en}" waits for you` }),
  superseded: (step: I18nText, number: string): I18nText => ({ zh: `${number} 的“${step.zh}”已不需您办理`, en: `${number}: "${step.en}" no longer needs you` }),
  remind: (step: I18nText, number: string): I18nText => ({ zh: `${number} 的“${step.zh}”即将到期，请尽快办理`, en: `${number}: "${step.en}" is due soon` }),
  overdue: (step: I18nText, number: string): I18nText => ({ zh: `${number} 的“${step.zh}”已超时，请立即办理`, en: `${number}: "${step.en}" is overdue; act now` }),
  escalated: (step: I18nText, number: string): I18nText => ({ zh: `${number} 的“${step.zh}”超时未办，已升级给您`, en: `${number}: "${step.en}" is overdue and was escalated to you` }),
  urged: (step: I18nText, number: string): I18nText => ({ zh: `${number} 的“${step.zh}”有人催办`, en: `${number}: you are urged to act on "${step.en}"` }),
  blocked: (step: I18nText, number: string): I18nText => ({ zh: `${number} 卡在“${step.zh}”：找不到办理人或条件无法判断，请管理员处理`, en: `${number} is stuck at "${step.en}": nobody found, or a condition cannot be judged; an administrator must act` }),
  ended: (number: string, outcome: string): I18nText => ({ zh: `${number} 已结束：${outcome}`, en: `${number} has ended: ${outcome}` }),
  suspended: (number: string, reason: I18nText): I18nText => ({ zh: `${number} 已暂停：${reason.zh}`, en: `${number} is suspended: ${reason.en}` }),
  resumed: (number: string): I18nText => ({ zh: `${number} 已恢复`, en: `${number} goes on again` }),
  causeHeld: (number: string, reason: I18nText): I18nText => ({ zh: `${number}：出现停工原因“${reason.zh}”，解除前不能开工或复工`, en: `${number}: "${reason.en}"; work may not start or resume until it is over` }),
  causeOver: (number: string, reason: I18nText, left: number): I18nText => ({ zh: `${number} 的停工原因已解除：${reason.zh}${left === 0 ? "，确认条件后可恢复" : `，还有 ${left} 项原因`}`, en: `${number}: cause over: ${reason.en}${left === 0 ? "; it may resume once conditions are confirmed" : `; ${left} more still hold`}` }),
  delegated: (step: I18nText, number: string): I18nText => ({ zh: `${number} 的“${step.zh}”请您出具意见`, en: `${number}: your advice is asked for at "${step.en}"` }),
  advised: (step: I18nText, number: string, text: string): I18nText => ({ zh: `${number} 的“${step.zh}”已有委派意见，等您决定：${text}`, en: `${number}: advice given at "${step.en}", the decision is yours: ${text}` }),
  cc: (number: string, by: string, text: string): I18nText => ({ zh: `${by} 把 ${number} 抄送给您${text === "" ? "" : `：${text}`}`, en: `${by} has sent you a copy of ${number}${text === "" ? "" : `: ${text}`}` }),
  comment: (number: string, text: string): I18nText => ({ zh: `${number} 有新留言：${text}`, en: `${number}: new comment: ${text}` }),
  life: (number: string, event: I18nText, state: I18nText): I18nText => ({ zh: `${number}：${event.zh}，现为“${state.zh}”`, en: `${number}: ${event.en}, now "${state.en}"` }),
  lifeDue: (number: string, event: I18nText, minutes: number): I18nText => ({ zh: `${number}：${minutes} 分钟后“${event.zh}”`, en: `${number}: "${event.en}" in ${minutes} minutes` }),
} as const;

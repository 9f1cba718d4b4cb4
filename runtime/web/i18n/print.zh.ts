import type { Words } from "./i18n.ts";

/** Words of printing, and of the page a printed code leads to. */
const print: Words = {
  print: "打印", whole: "整张", asked: "打印", busy: "正在排版", pop: "浏览器拦住了新窗口。允许本站打开窗口后再点打印。",
  verify: {
    title: "纸面核验", ask: "核验这张纸", again: "再核一次", checking: "正在核验",
    live: "作业票有效，作业中", notLive: "现在不能凭此作业", same: "纸面与系统记录一致", changed: "打印之后记录有变化",
    liveText: "本页只说明作业票的状态，不替代现场检测、监护和联锁。", notLiveText: "作业票的状态是“{{state}}”。不论纸面上写着什么，都不要作业。",
    sameText: "从打印到现在，内容、审批和签字都没有变。", changedText: "纸面不是最新的，最近一次变化在 {{at}}。以系统记录为准，请重新打印。",
    unknown: "这张纸不能作为凭据", state: "现在的状态", number: "编号", form: "表单", printed: "纸面指纹", present: "记录指纹", at: "核验时间", compare: "纸面右上角印着指纹的前 8 位，请对一下。",
  },
};
export default print;

import type { CodeTable } from "../table.ts";

/** Codes of devices, tags, notices and webhooks. */
export const devicesCodes = {
  DEVICE_EXISTS: { status: 409, params: ["id"], zh: "设备 {id} 已经登记。要换密钥请用“重置密钥”。", en: "Device {id} is already registered. To replace its secret, reset the secret." },
  ASSET_EXISTS: { status: 409, params: ["id"], zh: "设备 {id} 已在台账中。请换一个编号，或编辑原有的。", en: "Equipment {id} is in the register already. Choose another number, or edit the present one." },
  TAG_EXISTS: { status: 409, params: ["id"], zh: "位号 {id} 已存在。请改用另一个位号，或编辑原有的。", en: "Tag {id} exists already. Choose another id, or edit the present one." },
  TAG_COMPUTED: { status: 409, params: ["id"], zh: "位号 {id} 由平台自动统计，随使用它的规则产生和消失，不能修改或删除。", en: "Tag {id} is counted by the platform; it comes and goes with the rules that use it and cannot be changed or deleted." },
  TAG_IN_USE: { status: 409, params: ["id", "rules"], zh: "位号 {id} 正被规则 {rules} 使用，不能删除。请先改这些规则。", en: "Tag {id} is used by rules {rules} and cannot be deleted. Change those rules first." },
  TAG_AREA_UNKNOWN: { status: 422, params: ["area"], zh: "没有编号或标识为 {area} 的区域。请先在“区域”中建立它。", en: "There is no area {area}. Create it under Areas first." },
  TAG_SIGNAL: { status: 422, params: ["id"], zh: "位号 {id} 的 4–20 mA 信号需要量程，且单位不能是电流。请填写量程上下限，或去掉 signal。", en: "The 4–20 mA signal of tag {id} needs a range and a unit that is no current. Give the range, or leave signal out." },
  TAG_RANGE: { status: 422, params: ["min", "max"], zh: "量程下限 {min} 必须小于上限 {max}。", en: "The range minimum {min} must be below its maximum {max}." },
  CSV_HEADER: { status: 422, params: ["missing"], zh: "导入文件缺少列：{missing}。请按模板的表头填写。", en: "The import file lacks the columns {missing}. Use the header of the template." },
  CSV_CELL: { status: 422, params: ["column", "value"], zh: "列 {column} 的值“{value}”不能用。", en: "The value “{value}” in column {column} cannot be used." },
  CSV_TIME: { status: 422, params: ["value"], zh: "时间“{value}”不能确定。请写时区偏移（如 2026-09-21T08:30:00+08:00），或用 timeZone 参数指明时区；夏令时跳过或重复的时刻须写偏移。", en: "The time “{value}” cannot be told. Give its offset (as 2026-09-21T08:30:00+08:00), or name the zone with timeZone; a time that a clock change skips or repeats needs its offset." },
  CSV_ROWS: { status: 422, params: ["rows", "max"], zh: "文件有 {rows} 行，一次最多导入 {max} 行。请分批导入。", en: "The file has {rows} rows; at most {max} can be imported at once. Split it." },
  CHANNEL_KIND: { status: 422, params: ["kind", "kinds"], zh: "没有“{kind}”这种通知渠道。可用的有：{kinds}。", en: "There is no notification channel of kind \"{kind}\". There are: {kinds}." },
  CHANNEL_URL: { status: 422, params: [], zh: "不能向这个地址发送：须为 https 的公网地址，内网地址须由运维在 NOTIFY_LAN 中列出。请改正地址后重试。", en: "Nothing can be sent to this address: it must be public and https, or listed by the operator in NOTIFY_LAN. Correct the address and retry." },
  CHANNEL_NO_TARGET: { status: 422, params: [], zh: "这个渠道不知道怎样找到您，没有试发。请先在“我的账号”登记邮箱或允许本浏览器接收通知。", en: "This channel does not know how to reach you; nothing was sent. First give your e-mail address or allow this browser to take notices, under My account." },
  WEBHOOK_URL: { status: 422, params: ["url"], zh: "不能向 {url} 推送：地址须为 https，且不能指向本机或内网。", en: "Cannot deliver to {url}: it must be https and must not point to this machine or a private network." },
} as const satisfies CodeTable;

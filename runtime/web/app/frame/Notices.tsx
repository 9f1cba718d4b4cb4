import { BellOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Popover } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client.ts";
import type { NoticeView, Page } from "../../api/types.ts";
import { Age } from "../../components/Age.tsx";
import { useLocale } from "../../i18n/useLocale.ts";

const homes: { readonly [type: string]: string } = { submission: "/submissions/", permit: "/submissions/", alarm: "/alarms?selected=", task: "/inbox?task=" };

function hrefOf(notice: NoticeView): string | undefined {
  const home = notice.subject && homes[notice.subject.type];
  return home === undefined ? undefined : `${home}${encodeURIComponent(notice.subject?.id ?? "")}`;
}

function List({ notices }: { readonly notices: readonly NoticeView[] }): ReactNode {
  const { t } = useTranslation("frame");
  const { text } = useLocale();
  const client = useQueryClient();
  const read = useMutation({ mutationFn: (id: string) => api.post(`/notices/${encodeURIComponent(id)}/read`), onSuccess: () => client.invalidateQueries({ queryKey: ["notices"] }) });
  if (notices.length === 0) return <p className="sl-meta">{t("noNotices")}</p>;
  return (
    <ul className="sl-notices">
      {notices.map((notice) => (
        <li key={notice.id}>
          <a href={hrefOf(notice)}>{text(notice.message)}</a>
          <span className="sl-meta"><Age at={notice.at} /> <button type="button" className="sl-link" onClick={() => read.mutate(notice.id)}>{t("markRead")}</button></span>
        </li>
      ))}
    </ul>
  );
}

/** Unread notices of this person. */
export function Notices(): ReactNode {
  const { t } = useTranslation("frame");
  const { data } = useQuery({ queryKey: ["notices", "unread"], queryFn: () => api.get<Page<NoticeView>>("/notices", { unread: true, limit: 20 }) });
  const notices = data?.items ?? [];
  return (
    <Popover trigger="click" placement="bottomRight" title={t("notices")} content={<List notices={notices} />}>
      <Button type="text" className="sl-bell" icon={<span className="sl-bell-icon"><BellOutlined />{notices.length > 0 && <i />}</span>} aria-label={notices.length > 0 ? t("noticesUnread", { count: notices.length }) : t("notices")} />
    </Popover>
  );
}

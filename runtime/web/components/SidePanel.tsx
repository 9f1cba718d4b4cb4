import { Drawer } from "antd";
import type { ReactNode } from "react";

/** Panel of 480 px for looking and editing; the list behind stays. Esc closes it. */
export function SidePanel({ title, open, onClose, children, extra, footer }: { readonly title: ReactNode; readonly open: boolean; readonly onClose: () => void; readonly children: ReactNode; readonly extra?: ReactNode; readonly footer?: ReactNode }): ReactNode {
  return <Drawer title={title} open={open} onClose={onClose} size={480} mask={false} extra={extra} footer={footer} destroyOnHidden>{children}</Drawer>;
}

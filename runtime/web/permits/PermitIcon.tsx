import { ApartmentOutlined, BuildOutlined, ClusterOutlined, ColumnHeightOutlined, ContainerOutlined, FireOutlined, LockOutlined, NodeIndexOutlined, SafetyCertificateOutlined, StopOutlined, ThunderboltOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";

/** By a word in the id of the form; a kind of one's own has the icon of every permit. The title beside it says the kind. */
const icons: readonly (readonly [RegExp, ReactNode])[] = [
  [/hot-work/, <FireOutlined key="i" />], [/confined-space/, <ContainerOutlined key="i" />], [/height/, <ColumnHeightOutlined key="i" />], [/lifting/, <ApartmentOutlined key="i" />], [/temporary-power/, <ThunderboltOutlined key="i" />],
  [/excavation/, <BuildOutlined key="i" />], [/blind/, <StopOutlined key="i" />], [/road/, <NodeIndexOutlined key="i" />], [/loto/, <LockOutlined key="i" />], [/gas-line/, <ClusterOutlined key="i" />],
];

export function PermitIcon({ formId }: { readonly formId: string }): ReactNode {
  return <span className="sl-permit-icon" aria-hidden="true">{icons.find(([word]) => word.test(formId))?.[1] ?? <SafetyCertificateOutlined />}</span>;
}

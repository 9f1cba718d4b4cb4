import {
  AlignLeftOutlined, ApartmentOutlined, AudioOutlined, BarcodeOutlined, BorderInnerOutlined, BorderOuterOutlined, CalendarOutlined, CameraOutlined, CheckSquareOutlined, DownCircleOutlined, EnvironmentOutlined,
  ExperimentOutlined, FieldNumberOutlined, FieldTimeOutlined, FileOutlined, FileTextOutlined, FontSizeOutlined, HeatMapOutlined, HourglassOutlined, IdcardOutlined, LineChartOutlined, LinkOutlined, NumberOutlined, OrderedListOutlined,
  PaperClipOutlined, SignatureOutlined, TableOutlined, TeamOutlined, ToolOutlined, UnorderedListOutlined, UserOutlined, VideoCameraOutlined,
} from "@ant-design/icons";
import type { FieldKind } from "@safeloop/engine";
import type { ComponentType } from "react";

type Icon = ComponentType<{ readonly "aria-hidden"?: boolean; readonly className?: string }>;

/** One icon a field kind; a new kind does not compile until it has its own. */
export const fieldIcons: { readonly [kind in FieldKind]: Icon } = {
  text: FontSizeOutlined,
  paragraph: AlignLeftOutlined,
  number: NumberOutlined,
  integer: FieldNumberOutlined,
  boolean: CheckSquareOutlined,
  choice: DownCircleOutlined,
  choices: UnorderedListOutlined,
  date: CalendarOutlined,
  "date-time": FieldTimeOutlined,
  duration: HourglassOutlined,
  person: UserOutlined,
  people: TeamOutlined,
  "org-unit": ApartmentOutlined,
  place: EnvironmentOutlined,
  asset: ToolOutlined,
  tag: LineChartOutlined,
  photo: CameraOutlined,
  video: VideoCameraOutlined,
  audio: AudioOutlined,
  file: PaperClipOutlined,
  signature: SignatureOutlined,
  checklist: OrderedListOutlined,
  "repeat-table": TableOutlined,
  matrix: BorderInnerOutlined,
  reference: LinkOutlined,
  certificate: IdcardOutlined,
  "risk-matrix": HeatMapOutlined,
  "gas-test": ExperimentOutlined,
  "ticket-number": BarcodeOutlined,
  note: FileTextOutlined,
  section: BorderOuterOutlined,
  page: FileOutlined,
};

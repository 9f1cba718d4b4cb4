import { FormView, startI18n, allWords } from "@safeloop/web";
import type { JsonObject } from "@safeloop/engine";
import { type ReactNode, useState } from "react";
import { createRoot } from "react-dom/client";
import { form } from "./manyFields.ts";
import { offline } from "./offline.ts";
import "@safeloop/web/nonce";

function Page(): ReactNode {
  const [data, setData] = useState<JsonObject>({});
  return <FormView definition={form} data={data} onChange={setData} services={offline} />;
}

startI18n(allWords);
createRoot(document.getElementById("root") ?? document.body).render(<Page />);

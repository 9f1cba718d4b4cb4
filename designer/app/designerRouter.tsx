import { createMemoryHistory, createRootRoute, createRoute, createRouter } from "@safeloop/web";
import { DefinitionList } from "./DefinitionList.tsx";
import { DesignerApp } from "./DesignerApp.tsx";

/**
 * Serves the links of the daily frame only: each leads out of the designer, so
 * following one loads that page. Places inside the designer are `usePlace`.
 */
function leavingHistory(): ReturnType<typeof createMemoryHistory> {
  return Object.assign(createMemoryHistory({ initialEntries: ["/designer"] }), { push: (path: string): void => location.assign(path) });
}

const root = createRootRoute({ component: DesignerApp });
const list = createRoute({ getParentRoute: () => root, path: "$", component: DefinitionList });

export const designerRouter = createRouter({ routeTree: root.addChildren([list]), history: leavingHistory() });

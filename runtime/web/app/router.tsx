import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { FirstRunPage } from "../session/FirstRunPage.tsx";
import { InvitePage } from "../session/InvitePage.tsx";
import { SignInPage } from "../session/SignInPage.tsx";
import { Frame } from "./frame/Frame.tsx";
import { NotFound } from "./NotFound.tsx";
import { PageFault } from "./PageFault.tsx";
import { withPermission } from "./PermissionGate.tsx";
import { pageRoutes } from "./routes.tsx";

const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: PageFault });
const signIn = createRoute({ getParentRoute: () => root, path: "/sign-in", component: SignInPage });
const firstRun = createRoute({ getParentRoute: () => root, path: "/setup", component: FirstRunPage });
const invite = createRoute({ getParentRoute: () => root, path: "/invite", component: InvitePage });
const frame = createRoute({ getParentRoute: () => root, id: "frame", component: Frame });

const pages = pageRoutes.map(({ path, permission, load }) =>
  createRoute({ getParentRoute: () => frame, path, component: withPermission(lazyRouteComponent(load), permission), errorComponent: PageFault }),
);
/** Until a start page is registered, the root leads to the inbox. */
const home = pageRoutes.some((page) => page.path === "/")
  ? []
  : [createRoute({ getParentRoute: () => frame, path: "/", beforeLoad: () => { throw redirect({ to: "/inbox" } as never); } })];

/** The daily app's router. Filters, selection and zoom live in the URL's search. */
export const router = createRouter({ routeTree: root.addChildren([signIn, firstRun, invite, frame.addChildren([...pages, ...home])]), defaultPreload: "intent", defaultPreloadStaleTime: 0 });

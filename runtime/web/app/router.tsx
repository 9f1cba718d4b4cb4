import { createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { type FunctionComponent, lazy, Suspense } from "react";
import { Loading } from "../components/Loading.tsx";
import { FirstRunPage } from "../session/FirstRunPage.tsx";
import { InvitePage } from "../session/InvitePage.tsx";
import { SignInPage } from "../session/SignInPage.tsx";
import { Frame } from "./frame/Frame.tsx";
import { NotFound } from "./NotFound.tsx";
import { PageFault } from "./PageFault.tsx";
import { withPermission } from "./PermissionGate.tsx";
import type { PageRoute } from "./pageRoute.ts";
import { pageRoutes } from "./routes.tsx";

const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: PageFault });
const signIn = createRoute({ getParentRoute: () => root, path: "/sign-in", component: SignInPage });
const firstRun = createRoute({ getParentRoute: () => root, path: "/setup", component: FirstRunPage });
const invite = createRoute({ getParentRoute: () => root, path: "/invite", component: InvitePage });
const VerifyPage = lazy(() => import("../print/VerifyPage.tsx"));
const verify = createRoute({ getParentRoute: () => root, path: "/verify/$code", component: () => <Suspense fallback={<Loading rows={5} />}><VerifyPage /></Suspense>, errorComponent: PageFault });
const frame = createRoute({ getParentRoute: () => root, id: "frame", component: Frame });

/** A page in its own chunk, fetched ahead when its link is pointed at. The router's own helper calls `use` only while loading, which React reports as a fault. */
function lazyPage(load: PageRoute["load"]): FunctionComponent & { readonly preload: () => Promise<unknown> } {
  const Page = lazy(load);
  return Object.assign(() => <Page />, { preload: load });
}

const pages = pageRoutes.map(({ path, permission, load }) =>
  createRoute({ getParentRoute: () => frame, path, component: withPermission(lazyPage(load), permission), errorComponent: PageFault }),
);
/** The daily app's router. Filters, selection and zoom live in the URL's search. */
export const router = createRouter({ routeTree: root.addChildren([signIn, firstRun, invite, verify, frame.addChildren(pages)]), defaultPreload: "intent", defaultPreloadStaleTime: 0 });

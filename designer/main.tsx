import "@safeloop/web/nonce";
import "./app/designer.css";
import { makeQueryClient, RouterProvider, SessionGate, startI18n, ThemeProvider } from "@safeloop/web";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { designerRouter } from "./app/designerRouter.tsx";
import { designerWords } from "./i18n/designerWords.ts";

startI18n(designerWords);
const place = document.getElementById("root");
if (place === null) throw new Error("the page has no #root");
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={makeQueryClient()}>
      <ThemeProvider>
        <SessionGate>
          <RouterProvider router={designerRouter} />
        </SessionGate>
      </ThemeProvider>
    </QueryClientProvider>
  </StrictMode>,
);

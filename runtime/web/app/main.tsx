import "../theme/nonce.ts";
import "../theme/mode.ts";
import "../theme/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { makeQueryClient } from "../api/queryClient.ts";
import { allWords } from "../i18n/allWords.ts";
import { startI18n } from "../i18n/i18n.ts";
import { ThemeProvider } from "../theme/ThemeProvider.tsx";
import { router } from "./router.tsx";

startI18n(allWords);
const place = document.getElementById("root");
if (place === null) throw new Error("the page has no #root");
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={makeQueryClient()}>
      <ThemeProvider>
        <RouterProvider router={router} />
      </ThemeProvider>
    </QueryClientProvider>
  </StrictMode>,
);

import { calendarListSchema, type CalendarList } from "@safeloop/engine";
import type { MakeSlice } from "../context.ts";

/** The work calendars of the installation, for pickers. They come as files, with the packs or from the site. */
export const calendarsSlice: MakeSlice = (ctx) => ({
  name: "calendars",
  routes: [
    {
      method: "GET", url: "/api/v1/calendars", summary: "Work calendars of the installation", policy: { kind: "session" }, schema: { response: { 200: calendarListSchema } },
      handler: async () => ({ body: { items: ctx.calendars.list.map(({ id, title }) => ({ id, title })) } satisfies CalendarList }),
    },
  ],
});

import { type RefObject, useEffect, useRef, useState } from "react";
import { isWall, wallHeight } from "../theme/mode.ts";

/** The height left on a wall below an element's upper edge, in the page's own pixels; followed as a banner comes and goes. Undefined elsewhere. */
export function useWallRoom<E extends HTMLElement>(): readonly [RefObject<E | null>, number | undefined] {
  const place = useRef<E>(null);
  const [room, setRoom] = useState<number | undefined>(undefined);
  useEffect(() => {
    const page = document.getElementById("content");
    if (!isWall() || page === null) return undefined;
    const measure = (): void => {
      const scale = innerHeight / wallHeight();
      if (place.current) setRoom(Math.floor(wallHeight() - (place.current.getBoundingClientRect().top + scrollY) / scale));
    };
    const watch = new ResizeObserver(measure);
    watch.observe(page);
    addEventListener("resize", measure);
    return () => {
      watch.disconnect();
      removeEventListener("resize", measure);
    };
  }, []);
  return [place, room];
}

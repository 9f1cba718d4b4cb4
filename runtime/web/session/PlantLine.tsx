import type { ReactNode } from "react";
import { token } from "../theme/tokens.ts";

interface Tank { readonly x: number; readonly w: number; readonly top: number; readonly name: string }
const tanks: readonly Tank[] = [{ x: 84, w: 132, top: 50, name: "T-101" }, { x: 276, w: 108, top: 76, name: "T-102" }, { x: 430, w: 116, top: 38, name: "T-103" }];

/** The line drawing under the claim: three tanks and their piping. */
export function PlantLine(): ReactNode {
  return (
    <svg className="sl-plant-line" viewBox="0 0 720 170" aria-hidden="true" fill="none" stroke={token("brandLine")} strokeWidth="1.5">
      <path d="M0 150H720M216 120h60M384 120h46M546 120h40M586 150V90h24v60M610 150V70h50v80M660 120h60" />
      {tanks.map(({ x, w, top, name }) => (
        <g key={name}>
          <path d={`M${x} ${top}V150M${x + w} ${top}V150`} /><ellipse cx={x + w / 2} cy={top} rx={w / 2} ry="11" />
          <text x={x + w / 2} y={(top + 160) / 2} textAnchor="middle" stroke="none" fill={token("brandLine")} fontSize="13">{name}</text>
        </g>
      ))}
    </svg>
  );
}

import { Popover } from "antd";
import { type ReactNode, useRef, useState } from "react";

interface TokenProps {
  readonly label: string;
  readonly children: ReactNode;
  /** What opens in place; Escape closes it and comes back to the word. */
  readonly content: ReactNode;
  /** A word that a problem is about is marked, and found by its place. */
  readonly place?: string;
  readonly isWrong?: boolean;
}

/** A word of the sentence that can be clicked: what it stands for is changed in place. */
export function Token({ label, children, content, place, isWrong = false }: TokenProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const word = useRef<HTMLButtonElement>(null);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    setOpen(false);
    word.current?.focus();
  };
  return (
    <Popover trigger="click" open={isOpen} onOpenChange={setOpen} destroyOnHidden content={<div className="dz-token-editor" role="group" aria-label={label} onKeyDown={onKeyDown}>{content}</div>}>
      <button ref={word} type="button" className={isWrong ? "dz-token is-wrong" : "dz-token"} aria-expanded={isOpen} title={label} {...(place === undefined ? {} : { "data-place": place })}>{children}</button>
    </Popover>
  );
}

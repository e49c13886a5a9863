import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode } from "react";

interface Props {
  title: string;
  description?: ReactNode;
  open: boolean;
  /** Whether closing gives the focus back to what had it before; false where the page itself knows better. */
  returnsFocus?: boolean;
  onClose: () => void;
  children: ReactNode;
}

export function Dialog({ title, description, open, returnsFocus = true, onClose, children }: Props) {
  return (
    <Base.Root onOpenChange={(next) => (next ? undefined : onClose())} open={open}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className="fixed inset-x-0 bottom-0 z-50 mx-auto grid max-h-[92dvh] grid-cols-1 w-full max-w-xl gap-5 overflow-y-auto rounded-t-lg border border-line bg-raised p-6 shadow-float transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0 sm:top-[12vh] sm:bottom-auto sm:max-h-[80dvh] sm:rounded-lg"
          finalFocus={returnsFocus}
        >
          <header className="grid gap-1.5">
            <Base.Title className="text-lg font-semibold tracking-tight">{title}</Base.Title>
            {description ? <Base.Description className="text-ink-2">{description}</Base.Description> : null}
          </header>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <footer className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">{children}</footer>;
}

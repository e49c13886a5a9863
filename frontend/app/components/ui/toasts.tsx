import { useEffect } from "react";
import { create } from "zustand";
import { CheckIcon } from "./icons";

const shown = create<{ message: string | null }>(() => ({ message: null }));

/** Says in one line that something was done. What needs an answer belongs in a dialog or beside its field. */
export function toast(message: string) {
  shown.setState({ message });
}

export function Toasts() {
  const message = shown((state) => state.message);
  useEffect(() => {
    const timer = message === null ? undefined : setTimeout(() => shown.setState({ message: null }), 6_000);
    return () => clearTimeout(timer);
  }, [message]);
  return (
    <div
      className="no-print pointer-events-none fixed inset-x-4 bottom-20 z-50 flex justify-center sm:bottom-6"
      role="status"
    >
      {message === null ? null : (
        <p className="flex items-center gap-2 rounded-lg border border-line bg-raised px-4 py-3 shadow-float">
          <span className="text-pass">
            <CheckIcon />
          </span>
          {message}
        </p>
      )}
    </div>
  );
}

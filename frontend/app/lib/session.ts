import { create } from "zustand";

/** Whether the server said that the session is over. The page stays as it is, so that typed text is not lost. */
export const useSession = create<{ ended: boolean }>(() => ({ ended: false }));

export function markSessionEnded() {
  useSession.setState({ ended: true });
}

export function markSessionStarted() {
  useSession.setState({ ended: false });
}

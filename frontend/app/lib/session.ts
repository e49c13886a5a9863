import { createStore, useStore } from "zustand";

/** Whether the server said that the session is over. The page stays as it is, so that typed text is not lost. */
export const session = createStore<{ ended: boolean }>(() => ({ ended: false }));

/** Apart from the store, so that the scripts of public pages can call the API without React. */
export function useSessionEnded(): boolean {
  return useStore(session, ({ ended }) => ended);
}

export function markSessionEnded() {
  session.setState({ ended: true });
}

export function markSessionStarted() {
  session.setState({ ended: false });
}

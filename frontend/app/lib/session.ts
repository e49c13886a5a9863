import { createStore } from "zustand/vanilla";

/**
 * Whether the server said that the session is over. The page stays as it is, so that typed text is not lost. It is a
 * store without a hook, because the scripts of public pages call the API without React.
 */
export const session = createStore<{ ended: boolean }>(() => ({ ended: false }));

export function markSessionEnded() {
  session.setState({ ended: true });
}

export function markSessionStarted() {
  session.setState({ ended: false });
}

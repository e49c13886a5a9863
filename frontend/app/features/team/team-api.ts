import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "~/lib/api";
import type { Role } from "~/lib/contract";
import { useIntent } from "~/lib/use-intent";

export const membersQuery = (account: string) =>
  queryOptions({ queryKey: ["members", account], queryFn: () => api.get("/v1/members", { account }) });

export const invitationsQuery = (account: string) =>
  queryOptions({ queryKey: ["invitations", account], queryFn: () => api.get("/v1/invitations", { account }) });

/** Who is in and who is asked belong together, and one's own role may have changed with them. */
function useReload(account: string) {
  const cache = useQueryClient();
  return () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: ["members", account] }),
      cache.invalidateQueries({ queryKey: ["invitations", account] }),
      cache.invalidateQueries({ queryKey: ["me", account] }),
    ]);
}

/** Shown at once, and taken back where the server refuses. */
export function useChangeRole(account: string) {
  const cache = useQueryClient();
  const reload = useReload(account);
  const { queryKey } = membersQuery(account);
  return useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role }) =>
      api.patch("/v1/members/{id}", { account, path: { id }, body: { role } }),
    onMutate: async ({ id, role }) => {
      await cache.cancelQueries({ queryKey });
      const before = cache.getQueryData(queryKey);
      cache.setQueryData(
        queryKey,
        (old) => old && { ...old, data: old.data.map((one) => (one.id === id ? { ...one, role } : one)) },
      );
      return { before };
    },
    onError: (_error, _change, context) => cache.setQueryData(queryKey, context?.before),
    onSettled: reload,
  });
}

export function useRemoveMember(account: string) {
  const reload = useReload(account);
  return useMutation({
    mutationFn: (id: string) => api.delete("/v1/members/{id}", { account, path: { id } }),
    onSettled: reload,
  });
}

export function useInvite(account: string) {
  const once = useIntent();
  const reload = useReload(account);
  return useMutation({
    mutationFn: (body: { emails: string[]; role: Role }) =>
      once(body, (idempotencyKey) => api.post("/v1/invitations", { account, body, idempotencyKey })),
    onSettled: reload,
  });
}

export function useResend(account: string) {
  const reload = useReload(account);
  return useMutation({
    mutationFn: (id: string) => api.post("/v1/invitations/{id}/resend", { account, path: { id } }),
    onSettled: reload,
  });
}

export function useRevoke(account: string) {
  const reload = useReload(account);
  return useMutation({
    mutationFn: (id: string) => api.delete("/v1/invitations/{id}", { account, path: { id } }),
    onSettled: reload,
  });
}

import { useQuery } from "@tanstack/react-query";
import { Loaded } from "~/components/ui/loaded";
import { Notice } from "~/components/ui/notice";
import { Page } from "~/components/ui/page";
import { Skeleton, SkeletonRows } from "~/components/ui/skeleton";
import { useMay, useMe } from "~/lib/account";
import { Invitations } from "./invitations";
import { InviteForm } from "./invite-form";
import { MembersTable } from "./members-table";
import { RolesTable } from "./roles-table";
import { SeatsCard } from "./seats";
import { invitationsQuery, membersQuery } from "./team-api";

export default function TeamPage() {
  const { account } = useMe();
  const mayManage = useMay("team");
  const members = useQuery(membersQuery(account.id));
  const invitations = useQuery({ ...invitationsQuery(account.id), enabled: mayManage });

  return (
    <Page lead="Keys made by a member belong to the account: they keep working when the member goes." title="Team">
      {mayManage ? null : (
        <Notice tone="info">
          Your role may see who is here, not change it. Ask an owner or admin of this account.
        </Notice>
      )}
      <Loaded query={members} skeleton={<SkeletonRows className="h-15" rows={3} />} what="your team">
        {({ data, seats }) => (
          <>
            <MembersTable members={data} />
            <SeatsCard seats={seats} />
            {mayManage ? <InviteForm seats={seats} /> : null}
          </>
        )}
      </Loaded>
      {mayManage ? (
        <Loaded query={invitations} skeleton={<Skeleton className="h-24 w-full" />} what="your invitations">
          {({ data }) => <Invitations invitations={data} />}
        </Loaded>
      ) : null}
      <RolesTable />
    </Page>
  );
}

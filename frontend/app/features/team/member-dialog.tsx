import { useNavigate } from "react-router";
import { Button } from "~/components/ui/button";
import { Dialog, DialogActions } from "~/components/ui/dialog";
import { toast } from "~/components/ui/toasts";
import { useMe } from "~/lib/account";
import type { Member, Role } from "~/lib/contract";
import { useChangeRole, useRemoveMember } from "./team-api";
import { TeamProblem } from "./team-problem";

/** What is asked about before it happens: a member goes, or somebody gives up a role of their own. */
export interface Parting {
  member: Member;
  /** The new role of one's own; null to leave, or to be removed. */
  role: Role | null;
}

const keys = "Keys made by a member belong to the account and keep working; revoke them under Keys if they should not.";

function words({ member, role }: Parting) {
  if (role !== null) {
    return {
      title: `Become ${role}?`,
      description: `You are ${member.role} now. What you give up you cannot take back; somebody else has to give it to you.`,
      button: `Become ${role}`,
    };
  }
  return member.you
    ? {
        title: "Leave this account?",
        description: `You cannot open it any more, and invitations you sent end. ${keys}`,
        button: "Leave",
      }
    : {
        title: `Remove ${member.email}?`,
        description: `They lose the account within two seconds, and invitations they sent end. ${keys}`,
        button: "Remove",
      };
}

export function MemberDialog({ parting, onClose }: { parting: Parting; onClose: () => void }) {
  const { account } = useMe();
  const navigate = useNavigate();
  const removing = useRemoveMember(account.id);
  const changing = useChangeRole(account.id);
  const { title, description, button } = words(parting);
  const { member, role } = parting;
  const error = removing.error ?? changing.error;
  const act = () => {
    if (role !== null) {
      changing.mutate({ id: member.id, role }, { onSuccess: onClose });
      return;
    }
    removing.mutate(member.id, {
      onSuccess: () => {
        toast(member.you ? "You have left the account" : `${member.email} is removed`);
        onClose();
        if (member.you) {
          navigate("/app");
        }
      },
    });
  };
  return (
    <Dialog description={description} onClose={onClose} open title={title}>
      {error ? <TeamProblem error={error} /> : null}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button busy={removing.isPending || changing.isPending} look="danger" onClick={act}>
          {button}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

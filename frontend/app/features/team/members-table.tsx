import { useState } from "react";
import { Tag } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { inputClass } from "~/components/ui/field";
import { Time } from "~/components/ui/time";
import { toast } from "~/components/ui/toasts";
import { useMe } from "~/lib/account";
import type { Member, Role } from "~/lib/contract";
import { MemberDialog, type Parting } from "./member-dialog";
import { givable, mayGive, roles } from "./roles";
import { useChangeRole } from "./team-api";
import { TeamProblem } from "./team-problem";

const cell = "px-4 py-3";
const head = `${cell} text-start text-sm font-medium text-ink-3`;

/** Who belongs to the account; roles change in place, leaving and removing ask first. */
export function MembersTable({ members }: { members: Member[] }) {
  const { account } = useMe();
  const changing = useChangeRole(account.id);
  const [parting, setParting] = useState<Parting>();
  const change = (member: Member, role: Role) => {
    if (member.you) {
      setParting({ member, role });
    } else {
      changing.mutate({ id: member.id, role }, { onSuccess: () => toast(`${member.email} is ${role} now`) });
    }
  };
  const owners = members.filter(({ role }) => role === "owner").length;
  return (
    <div className="grid gap-3">
      {changing.isError ? <TeamProblem error={changing.error} /> : null}
      <div className="rounded-lg border border-line bg-raised">
        <table className="stack-table w-full">
          <caption className="sr-only">Members, the first to join first</caption>
          <thead>
            <tr className="border-b border-line">
              {["Member", "Role", "Joined"].map((label) => (
                <th className={head} key={label} scope="col">
                  {label}
                </th>
              ))}
              <th className={head} scope="col">
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {members.map((member) => (
              <MemberRow
                key={member.id}
                last={member.role === "owner" && owners === 1}
                member={member}
                onChange={(role) => change(member, role)}
                onPart={() => setParting({ member, role: null })}
              />
            ))}
          </tbody>
        </table>
      </div>
      {parting ? <MemberDialog onClose={() => setParting(undefined)} parting={parting} /> : null}
    </div>
  );
}

interface RowProps {
  member: Member;
  /** The only owner there is. */
  last: boolean;
  onChange: (role: Role) => void;
  onPart: () => void;
}

function MemberRow({ member, last, onChange, onPart }: RowProps) {
  const mine = useMe().account.role;
  const reached = mayGive(mine, member.role);
  return (
    <tr>
      <th className={`${cell} text-start font-semibold`} data-label="Member" scope="row">
        <span className="flex min-w-0 flex-wrap items-center gap-2">
          <span className="min-w-0 break-all">{member.email}</span>
          {member.you ? <Tag>you</Tag> : null}
        </span>
      </th>
      <td className={cell} data-label="Role">
        {reached && !last ? <RoleSelect member={member} onChange={onChange} /> : member.role}
        {last ? <span className="block text-sm text-ink-3">The last owner stays one</span> : null}
      </td>
      <td className={cell} data-label="Joined">
        <Time at={member.joined_at} />
      </td>
      <td
        className={`${cell} items-center text-end`}
        data-label={(reached || member.you) && !last ? "Actions" : undefined}
      >
        {(reached || member.you) && !last ? (
          <Button
            aria-label={member.you ? "Leave this account" : `Remove ${member.email}`}
            look="quiet"
            onClick={onPart}
          >
            {member.you ? "Leave" : "Remove"}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

function RoleSelect({ member, onChange }: { member: Member; onChange: (role: Role) => void }) {
  const mine = useMe().account.role;
  return (
    <select
      aria-label={`Role of ${member.email}`}
      className={`${inputClass} max-w-40`}
      onChange={({ target }) => {
        const role = roles.find((one) => one === target.value);
        if (role !== undefined) {
          onChange(role);
        }
      }}
      value={member.role}
    >
      {givable(mine).map((role) => (
        <option key={role} value={role}>
          {role}
        </option>
      ))}
    </select>
  );
}

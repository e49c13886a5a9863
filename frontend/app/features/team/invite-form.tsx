import { type FormEvent, useState } from "react";
import { Status } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { AreaField, SelectField } from "~/components/ui/field";
import { Card } from "~/components/ui/page";
import { useMe } from "~/lib/account";
import type { InvitationOutcome, Role, Seats } from "~/lib/contract";
import { plural } from "~/lib/format";
import { emailsIn } from "./emails";
import { givable, roles } from "./roles";
import { isFull } from "./seats";
import { useInvite } from "./team-api";
import { TeamProblem } from "./team-problem";

const most = 50;

/** Takes many addresses at once, however they are written down; what could not be asked stays in the field. */
export function InviteForm({ seats }: { seats: Seats }) {
  const { account } = useMe();
  const inviting = useInvite(account.id);
  const [text, setText] = useState("");
  const [role, setRole] = useState<Role>("developer");
  const [wrong, setWrong] = useState<string>();
  const emails = emailsIn(text);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const complaint =
      emails.length === 0
        ? "Enter one address or more, like ada@example.com."
        : emails.length > most
          ? `At most ${most} addresses at once; these are ${emails.length}.`
          : undefined;
    setWrong(complaint);
    if (complaint === undefined && !inviting.isPending) {
      inviting.mutate(
        { emails, role },
        { onSuccess: ({ data }) => setText(data.filter(failed).map(address).join("\n")) },
      );
    }
  };
  return (
    <Card title="Invite people">
      <form className="grid gap-4" noValidate onSubmit={submit}>
        {inviting.isError ? <TeamProblem error={inviting.error} /> : null}
        {inviting.data ? <Outcomes outcomes={inviting.data.data} /> : null}
        <AreaField
          autoComplete="off"
          error={wrong}
          hint="One or many, with commas or one a line; pasting a list works. Each gets a link that works for seven days."
          label="E-mail addresses"
          onChange={(event) => setText(event.target.value)}
          rows={3}
          spellCheck={false}
          value={text}
        />
        <div className="flex flex-wrap items-end gap-3">
          <SelectField
            label="Role"
            onChange={({ target }) => setRole(roles.find((one) => one === target.value) ?? role)}
            value={role}
          >
            {givable(account.role).map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </SelectField>
          <Button busy={inviting.isPending} look={isFull(seats) ? "secondary" : "primary"} type="submit">
            {emails.length > 1 ? `Invite ${plural(emails.length, "person", "people")}` : "Invite"}
          </Button>
        </div>
      </form>
    </Card>
  );
}

const failed = ({ result }: InvitationOutcome) => result !== "invited" && result !== "already_invited";
const address = ({ email }: InvitationOutcome) => email;

function Outcomes({ outcomes }: { outcomes: InvitationOutcome[] }) {
  return (
    <div aria-label="What came of each address" role="status">
      <ul className="grid gap-1.5">
        {outcomes.map((outcome) => (
          <li className="flex flex-wrap gap-x-3" key={outcome.email}>
            <Status tone={outcome.result === "invited" ? "good" : failed(outcome) ? "bad" : "info"}>
              <span className="break-all">{outcome.email}</span>
            </Status>
            <span className="text-ink-2">{outcome.detail}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

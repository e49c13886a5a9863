import { CheckIcon } from "~/components/ui/icons";
import { Card } from "~/components/ui/page";
import { ScrollRegion } from "~/components/ui/scroll-region";
import { abilities, roles } from "./roles";

const cell = "px-4 py-2.5";

/** Who may do what, in one table and plain words. */
export function RolesTable() {
  return (
    <Card flush title="What each role may do">
      <ScrollRegion label="Roles, side by side">
        <table className="w-full">
          <thead>
            <tr className="border-b border-line">
              <th className={`${cell} text-start text-sm font-medium text-ink-3`} scope="col">
                May
              </th>
              {roles.map((role) => (
                <th className={`${cell} text-center text-sm font-medium text-ink-3`} key={role} scope="col">
                  {role}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {abilities.map(({ words, of }) => (
              <tr key={words}>
                <th className={`${cell} min-w-48 text-start font-normal`} scope="row">
                  {words}
                </th>
                {roles.map((role) => (
                  <td className={`${cell} relative text-center`} key={role}>
                    {of.includes(role) ? (
                      <>
                        <CheckIcon className="inline size-4 text-pass" />
                        <span className="sr-only">yes</span>
                      </>
                    ) : (
                      <span className="text-ink-3">no</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Card>
  );
}

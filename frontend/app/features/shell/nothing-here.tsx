import { Link } from "react-router";
import { buttonClass } from "~/components/ui/button";
import { Page } from "~/components/ui/page";
import { useMe } from "~/lib/account";

export default function NothingHere() {
  const { account } = useMe();
  return (
    <Page lead="The address may be mistyped, or what it showed is gone." title="There is nothing at this address">
      <p>
        <Link className={buttonClass({ look: "primary" })} to={`/app/${account.id}`}>
          Open the home page
        </Link>
      </p>
    </Page>
  );
}

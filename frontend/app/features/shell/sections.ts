import { CardIcon, ChartIcon, HomeIcon, KeyIcon, ListIcon, PeopleIcon } from "~/components/ui/icons";

/** What a phone has in reach of a thumb; the rest is in its account menu. */
export const tabs = [
  { path: "", label: "Home", Icon: HomeIcon },
  { path: "/usage", label: "Usage", Icon: ChartIcon },
  { path: "/requests", label: "Requests", Icon: ListIcon },
  { path: "/keys", label: "Keys", Icon: KeyIcon },
  { path: "/billing", label: "Billing", Icon: CardIcon },
];

export const sections = [...tabs, { path: "/team", label: "Team", Icon: PeopleIcon }];

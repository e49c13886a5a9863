import { CardIcon, ChartIcon, HomeIcon, KeyIcon, ListIcon } from "~/components/ui/icons";

export const sections = [
  { path: "", label: "Home", Icon: HomeIcon },
  { path: "/usage", label: "Usage", Icon: ChartIcon },
  { path: "/requests", label: "Requests", Icon: ListIcon },
  { path: "/keys", label: "Keys", Icon: KeyIcon },
  { path: "/billing", label: "Billing", Icon: CardIcon },
];

import { CardIcon, ChartIcon, HomeIcon, KeyIcon } from "~/components/ui/icons";

export const sections = [
  { path: "", label: "Home", Icon: HomeIcon },
  { path: "/usage", label: "Usage", Icon: ChartIcon },
  { path: "/keys", label: "Keys", Icon: KeyIcon },
  { path: "/billing", label: "Billing", Icon: CardIcon },
];

import type { ReactNode } from "react";

function icon(shape: ReactNode) {
  return function Icon({ className = "size-4" }: { className?: string }) {
    return (
      <svg
        aria-hidden="true"
        className={`shrink-0 ${className}`}
        fill="none"
        stroke="currentColor"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth="1.6"
        viewBox="0 0 16 16"
      >
        {shape}
      </svg>
    );
  };
}

export const CheckIcon = icon(<path d="m3 8.5 3.2 3.2L13 4.8" />);
export const CrossIcon = icon(<path d="m4 4 8 8m0-8-8 8" />);
export const WarnIcon = icon(<path d="M8 2.5 14.2 13H1.8L8 2.5ZM8 6.8v2.6m0 2v.1" />);
export const InfoIcon = icon(<path d="M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Zm0-6.6v3.4M8 5v.1" />);
export const CopyIcon = icon(<path d="M6 6h7v7H6zM10 6V3H3v7h3" />);
export const ChevronIcon = icon(<path d="m4.5 6.5 3.5 3.5 3.5-3.5" />);
export const HomeIcon = icon(<path d="M2.5 7.2 8 2.8l5.5 4.4v6H9.8V9.6H6.2v3.6H2.5z" />);
export const ChartIcon = icon(<path d="M2.5 13.5h11M4.5 11V8m3.5 3V3.5M11.5 11V6" />);
export const KeyIcon = icon(<path d="M5.2 13a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6Zm2-4.8L13 2.5M10.6 5l1.8 1.8" />);
export const ListIcon = icon(<path d="M6 4h7.500M6 8h7.500M6 12h7.500M2.500 4h.6m-.6 4h.6m-.6 4h.6" />);
export const CardIcon = icon(<path d="M2 4h12v8.5H2zM2 7h12M4.2 10h2.2" />);
export const PlusIcon = icon(<path d="M8 3v10M3 8h10" />);
export const MoreIcon = icon(<path d="M3.5 8h.01M8 8h.01M12.500 8h.01" strokeWidth="2.4" />);
export const PlayIcon = icon(<path d="m5 3.2 7.600 4.800L5 12.800z" fill="currentColor" />);
export const BookIcon = icon(
  <path d="M8 4.200C6.500 3 4.600 2.800 2.500 3v9.500c2.100-.2 4 0 5.500 1.200 1.500-1.200 3.400-1.400 5.500-1.200V3C11.400 2.800 9.500 3 8 4.200Zm0 0v9.500" />,
);
export const PeopleIcon = icon(
  <path d="M6 7.500a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400Zm-4.300 5.200c.5-2 2.100-3.100 4.300-3.100s3.800 1.100 4.300 3.100M10.600 3.300a2.200 2.200 0 0 1 0 4m1.200 2.500c1.400.4 2.300 1.400 2.600 2.900" />,
);
export const PersonIcon = icon(
  <path d="M8 8a2.600 2.600 0 1 0 0-5.200A2.600 2.600 0 0 0 8 8Zm-5 5.500c.6-2.300 2.500-3.500 5-3.500s4.400 1.200 5 3.500" />,
);

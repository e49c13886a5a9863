import { useRef } from "react";
import { createIntent } from "./intent";

export function useIntent() {
  return useRef(createIntent()).current;
}

import problems from "./problems.json";

export type ProblemCode = keyof typeof problems;

export interface ProblemPage {
  code: string;
  status: number;
  title: string;
  happened: string;
  causes: string[];
  next: string[];
}

/** One page per code of the API, because the `type` of an error is the address of its page. */
export const problemPages: ProblemPage[] = Object.entries(problems).map(([code, page]) => ({ code, ...page }));

export function problemPage(code: string): ProblemPage | undefined {
  return problemPages.find((page) => page.code === code);
}

import { expect, test } from "vitest";
import { emailsIn } from "./emails";

test("addresses are found between commas, semicolons, spaces and lines, each once", () => {
  expect(emailsIn("ada@x.example, grace@x.example;\n  ADA@x.example\tlin@x.example,")).toEqual([
    "ada@x.example",
    "grace@x.example",
    "lin@x.example",
  ]);
});

test("what a mail program copies loses the names", () => {
  expect(emailsIn("Ada Lovelace <ada@x.example>, Grace <grace@x.example>")).toEqual([
    "ada@x.example",
    "grace@x.example",
  ]);
});

test("what is no address stays, so that the answer can name it", () => {
  expect(emailsIn("ada(at)home")).toEqual(["ada(at)home"]);
  expect(emailsIn("  \n ")).toEqual([]);
});

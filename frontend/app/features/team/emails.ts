/** The addresses in a text that was typed or pasted: between commas, semicolons, spaces or lines, each once. */
export function emailsIn(text: string): string[] {
  const found = new Map<string, string>();
  for (const word of text.split(/[\s,;]+/)) {
    // Mail programs copy an address as `Ada Lovelace <ada@example.com>`.
    const inside = /<([^<>]+)>/.exec(word)?.[1] ?? word;
    if (inside !== "" && (inside === word || inside.includes("@")) && !found.has(inside.toLowerCase())) {
      found.set(inside.toLowerCase(), inside);
    }
  }
  const all = [...found.values()];
  return text.includes("<") ? all.filter((one) => one.includes("@")) : all;
}

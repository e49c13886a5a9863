/** Controls that work with JavaScript alone are hidden until it runs; without it the page reads the same, complete. */
export function all<E extends HTMLElement>(selector: string): E[] {
  const found = [...document.querySelectorAll<E>(selector)];
  for (const element of found) {
    element.hidden = false;
  }
  return found;
}

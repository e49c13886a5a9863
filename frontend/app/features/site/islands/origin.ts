/** Samples name the host that the reader is on. */
export function origin() {
  for (const place of document.querySelectorAll("[data-origin]")) {
    place.textContent = location.origin;
  }
}

// Runs in the head, before anything is painted: a chosen theme never flashes the other one.
try {
  const chosen = localStorage.getItem("sota-theme");
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.theme = chosen;
  }
} catch {
  // Storage is closed to us here; the system's theme stays.
}

// Shows the list anew when its first mail is another one.
const shown = document.querySelector("tbody").dataset.newest;
const address = new URL("/api/messages" + location.search, location.origin);
address.searchParams.set("limit", "1");
setInterval(async () => {
  const [newest] = await (await fetch(address)).json();
  if ((newest?.id ?? "") !== shown && document.activeElement.name !== "to") location.reload();
}, 1500);

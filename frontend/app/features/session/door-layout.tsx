import { Outlet } from "react-router";
import { Mark } from "~/components/ui/mark";

/** The frame of every page in front of the door: one column, nothing beside it. */
export default function DoorLayout() {
  return (
    <div className="mx-auto grid min-h-dvh w-full max-w-[25rem] grid-rows-[auto_1fr] px-5">
      <header className="py-6">
        <a className="inline-block rounded-sm py-1" href="/">
          <Mark />
          <span className="sr-only">, to the start page</span>
        </a>
      </header>
      <main className="grid content-start gap-6 pt-[8dvh] pb-16">
        <Outlet />
      </main>
    </div>
  );
}

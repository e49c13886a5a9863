import { Outlet } from "react-router";
import { Footer } from "./footer";
import { SiteNav } from "./site-nav";

/** Pages under this layout are complete without JavaScript and load no React. */
export const handle = { plain: true };

export default function SiteLayout() {
  return (
    <>
      <a
        className="fixed start-4 top-2 z-50 -translate-y-20 rounded-md bg-petrol px-4 py-2 font-semibold text-on-petrol focus:translate-y-0"
        href="#main"
      >
        Skip to content
      </a>
      <SiteNav />
      <main className="text-md/relaxed" id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Footer />
    </>
  );
}

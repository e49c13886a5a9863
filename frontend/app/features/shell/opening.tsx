import { Skeleton, SkeletonRows } from "~/components/ui/skeleton";

/** The frame of the dashboard before it is known who is there. */
export function Opening() {
  return (
    <main aria-busy="true" className="mx-auto grid w-full max-w-6xl gap-6 px-4 py-10 lg:ps-72 lg:pe-8">
      <title>Opening · SOTA Tools</title>
      <span className="sr-only" role="status">
        Opening the dashboard
      </span>
      <Skeleton className="h-8 w-40" />
      <Skeleton className="h-28 w-full" />
      <SkeletonRows rows={3} />
    </main>
  );
}

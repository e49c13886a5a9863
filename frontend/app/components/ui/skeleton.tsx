export function Skeleton({ className }: { className: string }) {
  return (
    <div aria-hidden="true" className={`animate-pulse rounded-md bg-line motion-reduce:animate-none ${className}`} />
  );
}

/** Rows of the height that the list will have. */
export function SkeletonRows({ rows, className = "h-13" }: { rows: number; className?: string }) {
  return (
    <div className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <div className={`flex items-center gap-6 px-4 ${className}`} key={row}>
          <Skeleton className="h-3 w-1/4" />
          <Skeleton className="h-3 w-1/6" />
          <Skeleton className="ms-auto h-3 w-16" />
        </div>
      ))}
    </div>
  );
}

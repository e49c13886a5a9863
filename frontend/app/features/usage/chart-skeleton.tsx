import { Skeleton } from "~/components/ui/skeleton";

const heights = ["h-10", "h-16", "h-8", "h-24", "h-14", "h-20", "h-12", "h-28", "h-16", "h-10"];

export function ChartSkeleton() {
  return (
    <div className="grid gap-4 rounded-lg border border-line bg-raised p-4">
      <Skeleton className="h-5 w-64 max-w-full" />
      <div className="flex h-64 items-end gap-2 border-b border-line-strong px-2">
        {heights.map((height, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: ten fixed bars
          <Skeleton className={`flex-1 ${height}`} key={index} />
        ))}
      </div>
    </div>
  );
}

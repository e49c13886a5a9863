import { buttonClass } from "~/components/ui/button";
import { Calls } from "./figures";
import { GetKey } from "./get-key";
import { ReportSheet } from "./report-sheet";
import { Width } from "./width";

export function Hero() {
  return (
    <Width className="grid items-center gap-x-12 gap-y-10 py-14 sm:py-20 lg:grid-cols-[1.05fr_1fr]">
      <div className="grid justify-items-start gap-5">
        <h1 className="text-5xl font-[650] tracking-[-0.035em]">
          Know <span className="highlight">exactly where</span> <br className="max-sm:hidden" />
          your agent breaks.
        </h1>
        <p className="max-w-lg text-lg text-ink-2">
          Send what your agent answered. Get back what it still remembers, by how long ago it heard it.
        </p>
        <div className="flex flex-wrap gap-3">
          <GetKey />
          <a className={buttonClass({ size: "lg" }, "text-base sm:text-md")} href="#request">
            See the request
          </a>
        </div>
        <p className="font-mono text-xs text-ink-3">
          Free: <Calls plan="free" /> calls a month · no card · test calls cost nothing
        </p>
      </div>
      <ReportSheet />
    </Width>
  );
}

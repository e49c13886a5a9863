import { GetKey } from "./get-key";
import { Width } from "./width";

export function Closing() {
  return (
    <section className="border-t border-line py-20 sm:py-24">
      <Width className="grid justify-items-start gap-6">
        <h2 className="text-4xl font-[650] tracking-[-0.03em]">Find out on turn 40, not in production.</h2>
        <GetKey />
      </Width>
    </section>
  );
}

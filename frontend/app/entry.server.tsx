import { renderToReadableStream } from "react-dom/server";
import { type EntryContext, ServerRouter } from "react-router";
import { noncePlaceholder } from "./lib/nonce-placeholder";

/** Runs at build time only: every page is rendered to a file, and each inline script of the shell gets the nonce. */
export default async function renderPage(request: Request, status: number, headers: Headers, context: EntryContext) {
  let failure: unknown;
  const page = await renderToReadableStream(
    <ServerRouter context={context} nonce={noncePlaceholder} url={request.url} />,
    {
      nonce: noncePlaceholder,
      onError: (error) => {
        failure = error;
      },
    },
  );
  await page.allReady;
  if (failure !== undefined) {
    throw failure;
  }
  headers.set("Content-Type", "text/html");
  return new Response(page, { status, headers });
}

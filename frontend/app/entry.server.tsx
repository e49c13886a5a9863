import { renderToReadableStream } from "react-dom/server";
import { type EntryContext, ServerRouter } from "react-router";
import { noncePlaceholder } from "./lib/nonce-placeholder";

/** Runs at build time only: every page becomes a file, and whatever the shell of the dashboard runs gets the nonce. */
export default async function renderPage(request: Request, status: number, headers: Headers, context: EntryContext) {
  const nonce = context.isSpaMode ? noncePlaceholder : undefined;
  let failure: unknown;
  const page = await renderToReadableStream(<ServerRouter context={context} nonce={nonce} url={request.url} />, {
    nonce,
    onError: (error) => {
      failure = error;
    },
  });
  await page.allReady;
  if (failure !== undefined) {
    throw failure;
  }
  headers.set("Content-Type", "text/html");
  return new Response(page, { status, headers });
}

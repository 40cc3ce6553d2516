import type { IncomingMessage, ServerResponse } from 'node:http';
import { ERRORS, type Problem } from '@drydock/protocol';

export interface PreviewProblem {
  readonly problem: Problem;
  /** Whether it may go away by itself: the page then looks again every two seconds. */
  readonly retry: boolean;
}

/** Answers a preview that cannot be shown: a page for browsers, JSON for the rest. */
export function answerProblem(
  request: IncomingMessage,
  answer: ServerResponse,
  { problem, retry }: PreviewProblem,
): void {
  if (answer.headersSent) {
    answer.destroy();
    return;
  }
  const wantsPage = (request.headers.accept ?? '').includes('text/html');
  const body = wantsPage ? page(problem, retry) : JSON.stringify({ error: problem });
  answer.writeHead(ERRORS[problem.code].status, {
    'content-type': wantsPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(retry && { 'retry-after': '2' }),
  });
  answer.end(request.method === 'HEAD' ? undefined : body);
}

function page({ code, message, hint }: Problem, retry: boolean): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${retry ? '<meta http-equiv="refresh" content="2">' : ''}
<title>${escapeHtml(message)}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center;
  background: light-dark(#f6f8fa, #12161c); color: light-dark(#1f2937, #d7dee8); }
main { max-width: 34rem; padding: 2rem; }
h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
p { margin: 0 0 .5rem; }
small { color: light-dark(#5b6675, #8d99a8); }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(message)}</h1>
<p>${escapeHtml(hint)}</p>
<small>${retry ? 'This page looks again every two seconds.' : ''} ${code}</small>
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

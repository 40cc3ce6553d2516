import type { IncomingMessage, ServerResponse } from 'node:http';
import { ERRORS, type Problem } from '@drydock/protocol';
import { LOOKS_AGAIN, languageOf, type PortText, type PreviewLanguage } from './port-texts.ts';

export interface PreviewProblem {
  readonly problem: Problem;
  /** Whether it may go away by itself: the page then looks again every two seconds. */
  readonly retry: boolean;
  /** For a page, what is known beyond the problem. */
  readonly text?: PortText;
}

/** Whether a person looks at the answer, and not a program. */
export function wantsPage(request: IncomingMessage): boolean {
  return (request.headers.accept ?? '').includes('text/html');
}

/** Answers a preview that cannot be shown: a page for browsers, JSON for the rest. */
export function answerProblem(
  request: IncomingMessage,
  answer: ServerResponse,
  { problem, retry, text }: PreviewProblem,
): void {
  if (answer.headersSent) {
    answer.destroy();
    return;
  }
  const isPage = wantsPage(request);
  const body = isPage
    ? page({
        text: text ?? { title: problem.message, hint: problem.hint, changes: [] },
        // The catalogue's own words are English.
        language: text ? languageOf(request.headers['accept-language']) : 'en',
        ...{ code: problem.code, retry },
      })
    : JSON.stringify({ error: problem });
  answer.writeHead(ERRORS[problem.code].status, {
    'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(retry && { 'retry-after': '2' }),
  });
  answer.end(request.method === 'HEAD' ? undefined : body);
}

/** Every look costs the sandbox a command: not while nobody sees the page, or the frame that it is in. */
const LOOK_AGAIN = `<noscript><meta http-equiv="refresh" content="2"></noscript>
<script>
const look = () => (document.hidden || innerWidth === 0 ? setTimeout(look, 500) : location.reload());
setTimeout(look, 2000);
</script>`;

interface PageContent {
  readonly text: PortText;
  readonly language: PreviewLanguage;
  readonly code: string;
  readonly retry: boolean;
}

function page({ text, language, code, retry }: PageContent): string {
  const { title, hint, changes } = text;
  const listed = changes.map(
    ({ of, code: change }) =>
      `<dt>${escapeHtml(of)}</dt><dd><code>${escapeHtml(change)}</code></dd>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${retry ? LOOK_AGAIN : ''}
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center;
  background: light-dark(#f6f8fa, #12161c); color: light-dark(#1f2937, #d7dee8); }
main { max-width: 36rem; padding: 2rem; }
h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
p { margin: 0 0 .5rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .35rem 1rem; margin: 1rem 0; }
dd { margin: 0; }
code { font-family: ui-monospace, monospace; font-size: .9em; }
small { color: light-dark(#5b6675, #8d99a8); }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(hint)}</p>
${listed.length > 0 ? `<dl>${listed.join('')}</dl>` : ''}
<small>${retry ? LOOKS_AGAIN[language] : ''} ${code}</small>
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

import type { ErrorAnswer } from '@drydock/protocol';
import { pageProblem } from '@drydock/protocol/page-problem';
import { ProblemError } from './problem-error.ts';

/** Where a file of the session's workspace is downloaded from; `fresh` is another for another content. */
export function fileUrl(session: string, path: string, fresh?: string): string {
  const query = new URLSearchParams({ path, ...(fresh !== undefined && { fresh }) });
  return `/api/sessions/${session}/file?${query}`;
}

/** A folder as a gzipped tar; the whole workspace without a path. */
export function archiveUrl(session: string, path?: string): string {
  const query = path === undefined ? '' : `?${new URLSearchParams({ path })}`;
  return `/api/sessions/${session}/archive${query}`;
}

export interface SentFile {
  readonly session: string;
  readonly path: string;
  readonly file: Blob;
  readonly replace: boolean;
  /** Bytes that are sent so far. */
  readonly onProgress: (sent: number) => void;
  readonly signal: AbortSignal;
}

/** Uploads one file. Throws ProblemError; CONNECTION_LOST also when it was aborted. */
export function sendFile({ session, path, file, ...rest }: SentFile): Promise<void> {
  const { replace, onProgress, signal } = rest;
  return new Promise((resolve, reject) => {
    // fetch does not tell how far it is.
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const end = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort);
    request.upload.onprogress = ({ loaded }) => onProgress(Math.min(loaded, file.size));
    request.onload = () => {
      end();
      if (request.status === 204) resolve();
      else reject(new ProblemError(problemIn(request)));
    };
    request.onerror = request.onabort = () => {
      end();
      reject(new ProblemError(pageProblem('CONNECTION_LOST')));
    };
    request.open('PUT', `${fileUrl(session, path)}${replace ? '&replace=yes' : ''}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    if (signal.aborted) abort();
    else request.send(file);
    if (signal.aborted) reject(new ProblemError(pageProblem('CONNECTION_LOST')));
  });
}

function problemIn({ responseText, status }: XMLHttpRequest): ErrorAnswer['error'] {
  try {
    const answer: Partial<ErrorAnswer> | null = JSON.parse(responseText);
    if (answer?.error) return answer.error;
  } catch {
    // A proxy on the way answers in its own form.
  }
  return pageProblem('SERVER_UNREACHABLE', `HTTP ${status}`);
}

import type {
  ErrorAnswer,
  LabAnswer,
  LabFiles,
  LabList,
  SessionInfo,
  SessionList,
} from '@drydock/protocol';
import { pageProblem } from '@drydock/protocol/page-problem';
import { ProblemError } from './problem-error.ts';

/** The REST half of the server. Every function throws ProblemError, or AbortError by its signal. */
export const api = {
  /** Titles are in the language where the labs have it. */
  labs: (language: string, signal?: AbortSignal) =>
    call<LabList>(`/api/labs?language=${encodeURIComponent(language)}`, { signal }),
  lab: (slug: string, language: string, signal?: AbortSignal) =>
    call<LabAnswer>(
      `/api/labs/${encodeURIComponent(slug)}?language=${encodeURIComponent(language)}`,
      { signal },
    ),
  labFiles: (slug: string) => call<LabFiles>(`/api/labs/${encodeURIComponent(slug)}/files`, {}),
  sessions: (signal?: AbortSignal) => call<SessionList>('/api/sessions', { signal }),
  session: (id: string, signal?: AbortSignal) =>
    call<SessionInfo>(`/api/sessions/${id}`, { signal }),
  startSession: (lab: string, signal?: AbortSignal) =>
    call<SessionInfo>('/api/sessions', { method: 'POST', body: { lab }, signal }),
};

interface Call {
  method?: string;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

async function call<Answer>(url: string, { method = 'GET', body, signal }: Call): Promise<Answer> {
  const init: RequestInit = { method, credentials: 'same-origin' };
  if (signal) init.signal = signal;
  if (body !== undefined) {
    init.headers = { 'content-type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  const response = await fetch(url, init).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ProblemError(pageProblem('SERVER_UNREACHABLE'), { cause });
  });
  // A proxy between page and server answers in its own form when the server is down.
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as Answer;
  if (isErrorAnswer(answer)) {
    throw new ProblemError(answer.error, { diagnostics: answer.diagnostics });
  }
  throw new ProblemError(pageProblem('SERVER_UNREACHABLE', `HTTP ${response.status}`));
}

function isErrorAnswer(answer: unknown): answer is ErrorAnswer {
  return typeof answer === 'object' && answer !== null && 'error' in answer;
}

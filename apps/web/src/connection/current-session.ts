import { pageProblem } from '@drydock/protocol/page-problem';
import type { OutputBridge } from './output-bridge.ts';
import { ProblemError } from './problem-error.ts';
import type { SessionClient } from './session-client.ts';

/** The live line to the session that the page shows. */
export interface Line {
  readonly client: SessionClient;
  readonly output: OutputBridge;
}

let current: Line | null = null;

/** Makes the line the page's own. Returns what takes it back. */
export function takeLine(line: Line): () => void {
  current = line;
  return () => {
    if (current === line) current = null;
  };
}

/** The page's line, or null before a session is joined. */
export function currentLine(): Line | null {
  return current;
}

/** The typed client of the page's session. Throws ProblemError CONNECTION_LOST when there is none. */
export function sessionClient(): SessionClient {
  if (!current) throw new ProblemError(pageProblem('CONNECTION_LOST'));
  return current.client;
}

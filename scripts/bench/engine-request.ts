import { type IncomingMessage, request } from 'node:http';
import type { Box } from './box.ts';

export interface EngineRequest {
  readonly box: Box;
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly signal?: AbortSignal;
}

/** Asks the engine what dockerode has no call for. Rejects with an Error unless the answer is 200. */
export function askEngine({ box, method, path, signal }: EngineRequest): Promise<IncomingMessage> {
  const { socket } = box.host.engine;
  return new Promise((resolve, reject) => {
    const asked = request(
      { socketPath: socket, method, path, ...(signal && { signal }) },
      (answer) => {
        if (answer.statusCode === 200) return resolve(answer);
        answer.resume();
        reject(new Error(`${method} ${path}: the engine answers ${answer.statusCode}.`));
      },
    );
    asked.once('error', reject);
    asked.end();
  });
}

import { type IncomingMessage, request } from 'node:http';
import type { Bench } from './bench.ts';
import type { Box } from './box.ts';

export interface EngineRequest {
  readonly box: Box;
  readonly bench: Bench;
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
}

/** Asks the engine what dockerode has no call for. Rejects with an Error unless the answer is 200. */
export function askEngine({ box, bench, method, path }: EngineRequest): Promise<IncomingMessage> {
  const { socket } = box.host.engine;
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath: socket, method, path, signal: bench.signal }, (answer) => {
      if (answer.statusCode === 200) return resolve(answer);
      answer.resume();
      reject(new Error(`${method} ${path}: the engine answers ${answer.statusCode}.`));
    });
    asked.once('error', reject);
    asked.end();
  });
}

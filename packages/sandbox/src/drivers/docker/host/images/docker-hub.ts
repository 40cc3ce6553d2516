import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';

export interface HubQuestion {
  readonly address?: string;
  /** Milliseconds. A firewall that drops packets would take minutes to be noticed. */
  readonly limit?: number;
}

/**
 * Whether Docker Hub can be reached from this box. Any answer counts: without a login it is a 401.
 * Rejects only when aborted.
 */
export async function dockerHubAnswers(
  signal?: AbortSignal,
  { address = 'https://registry-1.docker.io/v2/', limit = 4000 }: HubQuestion = {},
): Promise<boolean> {
  signal?.throwIfAborted();
  const get = address.startsWith('https:') ? getHttps : getHttp;
  // Not fetch: on Node 20 it may never settle after a reset, and its own time limit keeps no process alive.
  const answers = await new Promise<boolean>((resolve) => {
    const request = get(address, { agent: false, ...(signal && { signal }) });
    const late = setTimeout(() => request.destroy(), limit);
    request.once('response', (response) => {
      response.destroy();
      resolve(true);
    });
    // Whatever kept it from answering, the packages are the way then.
    request.once('error', () => resolve(false));
    request.once('close', () => {
      clearTimeout(late);
      resolve(false);
    });
  });
  signal?.throwIfAborted();
  return answers;
}

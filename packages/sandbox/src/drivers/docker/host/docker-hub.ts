/** Time enough for a slow line; a firewall that drops packets would take minutes otherwise. */
const LIMIT = 4000;

/** Whether Docker Hub can be reached from this box. Any answer counts: without a login it is a 401. */
export async function dockerHubAnswers(signal?: AbortSignal): Promise<boolean> {
  const limit = AbortSignal.timeout(LIMIT);
  try {
    await fetch('https://registry-1.docker.io/v2/', {
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
    return true;
  } catch {
    // Whatever kept it from answering, the packages are the way then.
    signal?.throwIfAborted();
    return false;
  }
}

import Docker from 'dockerode';

/** What became of asking an engine for its version. */
export type EngineProbe =
  | { readonly status: 'answers'; readonly version: string; readonly rootless: boolean }
  | { readonly status: 'absent' }
  /** The socket is there, and this user may not use it. */
  | { readonly status: 'forbidden' }
  /** Somebody accepts, and no sense comes back. */
  | { readonly status: 'silent'; readonly reason: string };

/** A busy engine takes seconds; one that takes longer is of no use for a class. */
const LIMIT = 5000;
/** The socket's file may outlive its engine. */
const NOBODY = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK', 'ENOTDIR']);

/** Asks the engine at a UNIX socket who it is. Rejects only when aborted. */
export async function probeEngine(
  socket: string,
  { limit = LIMIT, signal }: { limit?: number; signal?: AbortSignal | undefined } = {},
): Promise<EngineProbe> {
  const docker = new Docker({ socketPath: socket, timeout: limit });
  try {
    const { ServerVersion, SecurityOptions } = await docker.info();
    signal?.throwIfAborted();
    const rootless = (SecurityOptions as string[] | undefined)?.includes('name=rootless') ?? false;
    return { status: 'answers', version: ServerVersion, rootless };
  } catch (error) {
    signal?.throwIfAborted();
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== undefined && NOBODY.has(code)) return { status: 'absent' };
    if (code === 'EACCES' || code === 'EPERM') return { status: 'forbidden' };
    return { status: 'silent', reason: code === 'ECONNRESET' ? 'no answer in time' : message };
  }
}

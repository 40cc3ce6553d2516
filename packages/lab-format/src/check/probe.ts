/** What a check looks through: runs a command in the sandbox, in the workspace, as the learner. */
export interface Probe {
  /** Rejects when the sandbox does not answer, or after `timeout` milliseconds. */
  exec(request: {
    readonly command: readonly string[];
    readonly timeout?: number;
  }): Promise<ProbeResult>;
}

export interface ProbeResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export type CheckErrorCode = 'SANDBOX_ENGINE_DOWN' | 'HUB_UNAVAILABLE' | 'CHECK_FAILED';

/** The platform failed, and the check could not look. `code` is also in the protocol's error catalogue. */
export class CheckError extends Error {
  override readonly name = 'CheckError';
  readonly code: CheckErrorCode;

  constructor(code: CheckErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A command is for looking only; one that takes half a minute hangs. */
const LOOK_LIMIT_MS = 30_000;

/** The same probe, which runs the same command once only: for conditions that look at the same things. */
export function remembering(probe: Probe): Probe {
  const seen = new Map<string, Promise<ProbeResult>>();
  return {
    exec({ command, timeout = LOOK_LIMIT_MS }) {
      const key = JSON.stringify(command);
      const known = seen.get(key) ?? probe.exec({ command, timeout });
      seen.set(key, known);
      return known;
    },
  };
}

/** For a command that has ended as it never does by itself. */
export function broken(what: string, { exitCode, stderr }: ProbeResult): CheckError {
  const last = stderr.trim().split('\n').at(-1) ?? '';
  return new CheckError('CHECK_FAILED', `${what}: exit code ${exitCode}. ${last}`.slice(0, 500));
}

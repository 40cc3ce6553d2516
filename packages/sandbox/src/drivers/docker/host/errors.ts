export type HostErrorCode =
  | 'NOT_ROOT'
  | 'NO_SPACE'
  | 'ENGINE_REFUSED'
  | 'ENGINE_NOT_STARTED'
  | 'PACKAGES_UNAVAILABLE'
  | 'UNSUPPORTED_SYSTEM'
  | 'PORT_TAKEN'
  | 'IMAGE_BUILD_FAILED'
  | 'HUB_NOT_STARTED'
  | 'FIREWALL_NOT_LOADED'
  | 'PROXY_NOT_STARTED'
  | 'PROGRAM_MISSING'
  | 'STILL_IN_USE'
  | 'ISOLATION_UNKNOWN'
  | 'RUNTIME_MISSING'
  | 'BUSY';

/** Why the box cannot be made ready: `message` says what happened, `hint` what to do about it. */
export class HostError extends Error {
  override readonly name = 'HostError';
  readonly code: HostErrorCode;
  readonly hint: string;

  constructor(problem: HostProblem, options?: ErrorOptions) {
    super(problem.message, options);
    this.code = problem.code;
    this.hint = problem.hint;
  }
}

export interface HostProblem {
  readonly code: HostErrorCode;
  readonly message: string;
  readonly hint: string;
}

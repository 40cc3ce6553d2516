export type SandboxErrorCode =
  | 'SANDBOX_START_FAILED'
  | 'SANDBOX_GONE'
  | 'ENGINE_UNREACHABLE'
  | 'ENGINE_TIMEOUT'
  | 'FILE_NOT_FOUND'
  | 'FILE_TOO_LARGE'
  | 'FILE_BINARY'
  | 'FILE_CONFLICT'
  | 'FILE_EXISTS'
  | 'FOLDER_INTO_ITSELF'
  | 'FILE_IS_DIRECTORY'
  | 'FILE_NOT_WRITABLE'
  | 'PATH_OUTSIDE_WORKSPACE';

/** What a driver throws. `code` is also in the protocol's error catalogue. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  readonly code: SandboxErrorCode;

  constructor(code: SandboxErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

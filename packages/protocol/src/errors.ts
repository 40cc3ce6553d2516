/**
 * The error catalogue: every error that a user can meet, what happened and what to do about it.
 * `status` is the HTTP status where the error answers a request.
 */
export const ERRORS = {
  BAD_REQUEST: {
    status: 400,
    message: 'The request is not in the form that the server expects.',
    hint: 'Reload the page. If it happens again, tell the workshop host.',
  },
  BAD_MESSAGE: {
    status: 400,
    message: 'A message could not be understood and was ignored.',
    hint: 'Reload the page to get the current version.',
  },
  MESSAGE_TOO_LARGE: {
    status: 413,
    message: 'A message was larger than the server takes.',
    hint: 'Send less at once: files up to 5 MB, pastes in pieces.',
  },
  VERSION_MISMATCH: {
    status: 409,
    message: 'This page and the server speak different versions.',
    hint: 'Reload the page.',
  },
  RATE_LIMITED: {
    status: 429,
    message: 'Too many requests in a short time.',
    hint: 'Wait a minute and try again.',
  },
  ORIGIN_REFUSED: {
    status: 403,
    message: 'The connection came from another site and was refused.',
    hint: 'Open the lab from the address that the server printed.',
  },
  NOT_FOUND: {
    status: 404,
    message: 'There is nothing at this address.',
    hint: 'Go back to the list of labs.',
  },
  LAB_NOT_FOUND: {
    status: 404,
    message: 'There is no lab of this name.',
    hint: 'Choose one from the list of labs.',
  },
  LAB_BROKEN: {
    status: 422,
    message: 'This lab has errors in its source and cannot be opened.',
    hint: 'Its author can see file, line and column with `drydock lint`.',
  },
  SESSION_NOT_FOUND: {
    status: 404,
    message: 'This session is not there, or it is not yours.',
    hint: 'Start the lab again from the list of labs.',
  },
  SESSION_LIMIT: {
    status: 503,
    message: 'The box is full: no further sandbox can be started now.',
    hint: 'Try again when somebody has finished, or end a session of yours.',
  },
  SANDBOX_START_FAILED: {
    status: 502,
    message: 'The sandbox did not start.',
    hint: 'Try again. If it fails again, tell the workshop host.',
  },
  SANDBOX_GONE: {
    status: 410,
    message: 'The sandbox has stopped. Your files are kept.',
    hint: 'Press “Reset sandbox” to get a fresh one with the same files.',
  },
  SANDBOX_UNSTABLE: {
    status: 410,
    message: 'The sandbox has stopped again and again, so it is not started by itself any more.',
    hint: 'Your files are kept. Press “Reset sandbox” to try once more, and start less in it at once.',
  },
  SANDBOX_PAUSED: {
    status: 409,
    message: 'The sandbox is paused.',
    hint: 'Press “Continue” and try again.',
  },
  SANDBOX_NOT_READY: {
    status: 409,
    message: 'The sandbox is not ready yet.',
    hint: 'Wait a moment and try again.',
  },
  ENGINE_UNREACHABLE: {
    status: 503,
    message: 'The Docker engine of this box does not answer.',
    hint: 'Your files are kept. Tell the workshop host; the page goes on when the engine is back.',
  },
  ENGINE_TIMEOUT: {
    status: 504,
    message: 'The sandbox took too long to answer.',
    hint: 'It may be very busy. Try again, or stop what runs in its terminals.',
  },
  TERMINAL_NOT_FOUND: {
    status: 404,
    message: 'There is no such terminal.',
    hint: 'Open a new one with “+”.',
  },
  TERMINAL_LIMIT: {
    status: 409,
    message: 'This session has as many terminals as it can have.',
    hint: 'Close one first.',
  },
  CHECK_NOT_FOUND: {
    status: 404,
    message: 'This lab has no such check.',
    hint: 'Reload the page: the lab may have changed.',
  },
  CHECK_FAILED: {
    status: 502,
    message: 'The check could not look, and that is no fault of yours.',
    hint: 'Try again. If it happens again, tell the workshop host.',
  },
  SANDBOX_ENGINE_DOWN: {
    status: 503,
    message: 'The Docker engine in your sandbox does not answer now.',
    hint: 'It is started again by itself. Try again in some seconds.',
  },
  FILE_NOT_FOUND: {
    status: 404,
    message: 'The file is not there any more.',
    hint: 'It may have been moved or deleted in a terminal.',
  },
  FILE_TOO_LARGE: {
    status: 413,
    message: 'The file is larger than 5 MB.',
    hint: 'Look at it in a terminal, with `less` for example.',
  },
  FILE_BINARY: {
    status: 415,
    message: 'The file is not text.',
    hint: 'Look at it in a terminal, with `xxd` or `file` for example.',
  },
  FILE_CONFLICT: {
    status: 409,
    message: 'The file was changed in the sandbox since you opened it.',
    hint: 'Compare the two, then keep yours or take the other.',
  },
  FILE_IS_DIRECTORY: {
    status: 409,
    message: 'This is a folder, not a file.',
    hint: 'Choose a file in it.',
  },
  FILE_NOT_WRITABLE: {
    status: 409,
    message: 'The file could not be written.',
    hint: 'See whether the disk of the sandbox is full (`df -h`) or the name is taken by a folder.',
  },
  PATH_OUTSIDE_WORKSPACE: {
    status: 403,
    message: 'The path is outside the workspace.',
    hint: 'The editor opens files of the workspace; use a terminal for others.',
  },
  SERVER_UNREACHABLE: {
    status: 503,
    message: 'The Drydock server does not answer.',
    hint: 'See whether it is running (`npm start`) and try again.',
  },
  CONNECTION_LOST: {
    status: 503,
    message: 'The connection to the server is lost.',
    hint: 'The page connects again by itself. Try again when it has.',
  },
  HUB_UNAVAILABLE: {
    status: 503,
    message: 'The class hub does not answer.',
    hint: 'Building and running still work; pull and push again in a minute.',
  },
  PREVIEW_REFUSED: {
    status: 502,
    message: 'Nothing answers on this port yet.',
    hint: 'Start the container with `-p`, and let the app listen on 0.0.0.0.',
  },
  INTERNAL: {
    status: 500,
    message: 'Something went wrong in the server. Nothing of yours is lost.',
    hint: 'Try again. If it happens again, tell the workshop host.',
  },
} as const satisfies Record<string, ErrorEntry>;

export interface ErrorEntry {
  readonly status: number;
  readonly message: string;
  readonly hint: string;
}

export type ErrorCode = keyof typeof ERRORS;

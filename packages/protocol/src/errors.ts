import { type ErrorEntry, PAGE_ERRORS } from './page-errors.ts';

/**
 * The error catalogue: every error that a user can meet, what happened and what to do about it.
 * `status` is the HTTP status where the error answers a request.
 */
export const ERRORS = {
  ...PAGE_ERRORS,
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
  ORIGIN_REFUSED: {
    status: 403,
    message: 'The connection came from another site and was refused.',
    hint: 'Open the lab from the address that the server printed.',
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
  SANDBOX_TIME_OVER: {
    status: 410,
    message: 'The time of this sandbox is over, so it was stopped. Your files are kept.',
    hint: 'Press “Reset sandbox” to go on in a fresh one with the same files.',
  },
  EXTENSION_LIMIT: {
    status: 409,
    message: 'The time cannot be extended any more.',
    hint: 'When it is over, your files are kept, and “Reset sandbox” brings a fresh sandbox.',
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
  TERMINAL_NOT_FOUND: {
    status: 404,
    message: 'There is no such terminal.',
    hint: 'Open a new one with “+”.',
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
  FILE_EXISTS: {
    status: 409,
    message: 'There is a file or folder of this name already.',
    hint: 'Choose another name, or move the other one away first.',
  },
  FOLDER_INTO_ITSELF: {
    status: 409,
    message: 'A folder cannot be moved into itself.',
    hint: 'Choose another folder.',
  },
  UPLOAD_TOO_LARGE: {
    status: 413,
    message: 'The file is larger than this server takes.',
    hint: 'Get it in a terminal, with `curl` or `git clone` for example.',
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
  HUB_UNAVAILABLE: {
    status: 503,
    message: 'The class hub does not answer.',
    hint: 'Building and running still work; pull and push again in a minute.',
  },
  HUB_NOT_OWN: {
    status: 403,
    message: 'This repository is not yours.',
    hint: 'You can delete tags of repositories whose name begins with your user name.',
  },
  HUB_TAG_NOT_FOUND: {
    status: 404,
    message: 'The hub has no such tag any more.',
    hint: 'It may have been deleted in another tab of the browser.',
  },
  CONTAINER_NOT_FOUND: {
    status: 404,
    message: 'There is no such container any more.',
    hint: 'It may have been removed in a terminal.',
  },
  CONTAINER_ACT_FAILED: {
    status: 409,
    message: 'The Docker engine in your sandbox refused.',
    hint: 'The words in brackets are the engine’s own. Try the same in a terminal to see more.',
  },
  PREVIEW_REFUSED: {
    status: 502,
    message: 'Nothing answers on this port yet.',
    hint: 'Start the container with `-p`, and let the app listen on 0.0.0.0.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;

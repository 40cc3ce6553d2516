/** The errors that a page finds by itself, without an answer of the server. The rest of the catalogue is no load of its. */
export const PAGE_ERRORS = {
  RATE_LIMITED: {
    status: 429,
    message: 'Too many requests in a short time.',
    hint: 'Wait a minute and try again.',
  },
  NOT_FOUND: {
    status: 404,
    message: 'There is nothing at this address.',
    hint: 'Go back to the list of labs.',
  },
  ENGINE_TIMEOUT: {
    status: 504,
    message: 'The sandbox took too long to answer.',
    hint: 'It may be very busy. Try again, or stop what runs in its terminals.',
  },
  TERMINAL_LIMIT: {
    status: 409,
    message: 'This session has as many terminals as it can have.',
    hint: 'Close one first.',
  },
  FILE_CONFLICT: {
    status: 409,
    message: 'The file was changed in the sandbox since you opened it.',
    hint: 'Compare the two, then keep yours or take the other.',
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

export type PageErrorCode = keyof typeof PAGE_ERRORS;

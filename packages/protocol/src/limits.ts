/** Bytes of a file that the editor opens or saves. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;

/**
 * Bytes of one message from a client: a file of the largest size, as JSON, where a line break or a
 * quote takes two bytes, with headroom for the rest of the message.
 */
export const MAX_MESSAGE_BYTES = 2 * MAX_FILE_BYTES + 64 * 1024;

/** Bytes of one paste or key press into a terminal; the client splits longer ones. */
export const MAX_TERMINAL_INPUT_BYTES = 64 * 1024;

/** Terminals of one session. */
export const MAX_TERMINALS = 8;

/** Bytes of output that may be on their way to a client before the server waits for an acknowledgement. */
export const OUTPUT_WINDOW_BYTES = 512 * 1024;

/** A client acknowledges at least every so many bytes that its terminal has parsed. */
export const ACKNOWLEDGE_EVERY_BYTES = 128 * 1024;

/** Raised with every change of a message that an older page could not understand. */
export const PROTOCOL_VERSION = 5;

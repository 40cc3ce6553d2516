import { stripVTControlCharacters } from 'node:util';

/** What a shell shows when it waits for the next command; only to be matched against text without control sequences. */
const PROMPT = /[#$] $/;

/** Tells, chunk by chunk of a terminal's output, whether a shell's prompt stands at its end. */
export function createPromptDetector(): (bytes: Uint8Array) => boolean {
  const decoder = new TextDecoder();
  let text = '';
  return (bytes) => {
    text += decoder.decode(bytes, { stream: true });
    return PROMPT.test(stripVTControlCharacters(text));
  };
}

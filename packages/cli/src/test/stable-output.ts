/**
 * The pieces of a sample output that should appear whenever the command is run: words without ids, digests, times,
 * sizes, ports, percentages and names that Docker makes up. In the order of the sample, each once.
 */
export function stablePieces(sample: string): string[] {
  const pieces = sample
    .split('\n')
    .slice(0, MOST_LINES)
    .filter((line) => !ELIDED.test(line))
    .flatMap((line) => withoutChanging(line.slice(0, MOST_CHARACTERS)).split(/\s+/))
    .map((word) => word.replace(/^["'`([{<]+|["'`)\]}>,;:.!]+$/g, ''))
    .filter(isStable);
  return [...new Set(pieces)];
}

/** Those that do not stand in what was shown. Blanks and line ends make no difference: long lines are wrapped. */
export function driftedPieces(sample: string, shown: string): string[] {
  const all = withoutBlanks(shown);
  return stablePieces(sample).filter((piece) => !all.includes(withoutBlanks(piece)));
}

/** What stands for something left out: `...`, `[snip]`, a lone `^C` or a prompt. */
const ELIDED = /^\s*(?:\[?\.{3,}\]?|…|\[.{0,20}\.\.\.\]|<.{0,20}snip.{0,20}>|\^C|[$#>])\s*$/i;
const MOST_LINES = 200;
const MOST_CHARACTERS = 400;
const MONTH = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';

/** Each takes out whatever differs from run to run, its unit and its words with it. */
const CHANGING: readonly RegExp[] = [
  /\bsha(?:256|512):[0-9a-f]*(?:\.{3})?/gi,
  /\b(?:about )?(?:an?|\d+|less than an?) (?:second|minute|hour|day|week|month|year)s?(?: ago)?\b/gi,
  /\b(?:Up|Exited|Created|Restarting)\b(?: \(\d+\))?/g,
  /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?: [+-]\d{4})?(?: [A-Z]{3,4})?/g,
  new RegExp(`\\b\\d{1,2}[/ ](?:${MONTH})[a-z]*[/ ]\\d{4}[ :]*\\b`, 'g'),
  new RegExp(
    `\\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?(?:${MONTH})[a-z]* +\\d{1,2}\\b(?:,? \\d{4})?`,
    'g',
  ),
  /\b(?:\d{1,3}\.){3}\d{1,3}(?:\/\d+)?(?::\d+)?(?:->\d+(?:\/(?:tcp|udp))?)?/g,
  /\[?::\]?:\d+(?:->\d+(?:\/(?:tcp|udp))?)?/g,
  /\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b/gi,
  // After the addresses, whose ports look like it.
  /\b\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\b/g,
  /\b\d+(?:\.\d+)? ?(?:[kKMGT]i?)?B\b(?:\/s)?/g,
  /\b\d+(?:\.\d+)? ?(?:ms|µs|ns|s|sec|min|kbps|it\/s)\b/g,
  /\b\d+(?:\.\d+)? ?%/g,
  /\b(?=[a-f]*[0-9])[0-9a-f]{7,64}\b/gi,
  /\b[a-f]{12}\b|\b[a-f]{40}\b|\b[a-f]{64}\b/gi,
  // A container's name as Docker makes it up: `tender_gagarin`.
  /\b[a-z]+_[a-z]+\d?\b/g,
  /[█▏▎▍▌▋▊▉#=>-]{4,}/g,
];

function withoutChanging(line: string): string {
  return CHANGING.reduce((text, changing) => text.replace(changing, ' '), line);
}

/** Numbers alone are counts, process ids, exit codes; a letter alone says nothing. */
function isStable(word: string): boolean {
  return word.length > 1 && /\p{L}/u.test(word);
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

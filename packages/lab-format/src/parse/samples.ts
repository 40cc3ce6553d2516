import { isHash } from './command-words.ts';

type SampleKind = 'container' | 'image' | 'volume' | 'network';

/**
 * What the sample outputs of a text have shown so far: ids and names that the author's engine gave, and that
 * the learner's will not have.
 */
export interface Samples {
  /** Takes in an output, and the command that it belongs to. */
  learn(command: string, output: string): void;
  /** A name that a command gives by itself is the same everywhere. */
  give(command: string): void;
  /** What kind of thing the word names, when the author's engine made it up. */
  kindOf(word: string): SampleKind | null;
  /** Ports of the author's box that the engine chose. */
  isPort(word: string): boolean;
}

export function createSamples(): Samples {
  /** By the first twelve digits. */
  const ids = new Map<string, SampleKind>();
  const names = new Set<string>();
  const ports = new Set<string>();
  const given = new Set<string>();

  function learnRow(line: string, kind: SampleKind): void {
    const words = line.trim().split(/\s+/);
    for (const word of kind === 'image' ? words : words.slice(0, 1)) {
      if (isHash(word)) ids.set(word.slice(0, SHORT_ID), kind);
    }
    const last = words.at(-1) ?? '';
    if (kind === 'container' && MADE_UP.test(last)) names.add(last);
  }

  return {
    learn(command, output) {
      const lines = output.slice(0, LONGEST_LOOK).split('\n');
      const heading = lines.findIndex((line) => HEADING.test(line));
      const kind = HEADING.exec(lines[heading] ?? '')?.[1]?.toLowerCase();
      if (kind !== undefined) {
        for (const line of lines.slice(heading + 1)) learnRow(line, kind as SampleKind);
      }
      const only = (lines[0] ?? '').trim();
      if (/\b(?:run|create)\b/.test(command) && isHash(only)) {
        ids.set(only.slice(0, SHORT_ID), 'container');
      }
      for (const line of lines) {
        for (const [, port = ''] of line.matchAll(CHOSEN_PORT)) ports.add(port);
      }
    },
    give(command) {
      for (const [, name = ''] of command.matchAll(/--name[= ]([\w.-]+)/g)) given.add(name);
      for (const [, port = ''] of command.matchAll(/(\d+):\d+/g)) given.add(port);
    },
    kindOf(word) {
      if (given.has(word)) return null;
      if (names.has(word) || MADE_UP.test(word)) return 'container';
      if (!/^[0-9a-f]{3,64}$/.test(word)) return null;
      const exact = ids.get(word.slice(0, SHORT_ID));
      if (exact !== undefined) return exact;
      if (word.length >= SHORT_ID) return null;
      for (const [id, kind] of ids) if (id.startsWith(word)) return kind;
      return null;
    },
    isPort: (word) => ports.has(word) && !given.has(word),
  };
}

const SHORT_ID = 12;
const LONGEST_LOOK = 50_000;
const HEADING = /^(?:REPOSITORY\s.*\b)?(CONTAINER|NETWORK|IMAGE) ID\b/;
/** From the range that the kernel hands out. */
const CHOSEN_PORT = /:(3276[89]|327[7-9]\d|32[89]\d{2}|3[3-9]\d{3}|[45]\d{4}|6[0-5]\d{3})->/g;
/** As Docker calls containers that nobody named: `tender_gagarin`. */
const MADE_UP =
  /^(?:admiring|adoring|affectionate|agitated|amazing|angry|awesome|beautiful|blissful|bold|boring|brave|busy|charming|clever|compassionate|competent|condescending|confident|cool|cranky|crazy|dazzling|determined|distracted|dreamy|eager|ecstatic|elastic|elated|elegant|eloquent|epic|exciting|fervent|festive|flamboyant|focused|friendly|frosty|funny|gallant|gifted|goofy|gracious|great|happy|hardcore|heuristic|hopeful|hungry|infallible|inspiring|intelligent|interesting|jolly|jovial|keen|kickass|kind|laughing|loving|lucid|magical|modest|musing|mystifying|naughty|nervous|nice|nifty|nostalgic|objective|optimistic|peaceful|pedantic|pensive|practical|priceless|quirky|quizzical|recursing|relaxed|reverent|romantic|sad|serene|sharp|silly|sleepy|stoic|strange|stupefied|suspicious|sweet|tender|thirsty|trusting|unruffled|upbeat|vibrant|vigilant|vigorous|wizardly|wonderful|xenodochial|youthful|zealous|zen)_[a-z]+\d?$/;

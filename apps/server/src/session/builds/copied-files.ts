import { isBelow } from './patterns.ts';

/** What an instruction takes from the build's context: patterns, relative to it. Nothing where it takes nothing. */
export function copiedPatterns(instruction: string): string[] {
  const [keyword = ''] = instruction.split(/\s/, 1);
  const rest = instruction.slice(keyword.length);
  switch (keyword.toUpperCase()) {
    case 'COPY':
    case 'ADD':
      return /\s--from=/.test(rest) ? [] : sources(rest);
    case 'RUN':
      return boundSources(rest);
    default:
      return [];
  }
}

export function isCopied(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => isBelow(path, pattern));
}

function sources(rest: string): string[] {
  return words(rest)
    .slice(0, -1)
    .filter((word) => !word.startsWith('<<') && !/^[a-z]+:\/\//i.test(word));
}

/** Words after the flags, also as a list of JSON. */
function words(rest: string): string[] {
  const plain = rest.trim().replace(/^(?:--\S+\s+)+/, '');
  if (plain.startsWith('[')) {
    try {
      const list: unknown = JSON.parse(plain);
      if (Array.isArray(list)) return list.filter((word) => typeof word === 'string');
    } catch {
      // A file whose name begins with a bracket.
    }
  }
  return plain.split(/\s+/).filter((word) => word !== '');
}

function boundSources(rest: string): string[] {
  const mounts = [...rest.matchAll(/--mount=(\S+)/g)].map(([, options = '']) => options.split(','));
  return mounts.flatMap((options) => {
    const settings = new Map(options.map((option) => splitOnce(option)));
    if ((settings.get('type') ?? 'bind') !== 'bind' || settings.has('from')) return [];
    return [settings.get('source') ?? settings.get('src') ?? '.'];
  });
}

function splitOnce(option: string): [string, string] {
  const at = option.indexOf('=');
  return at < 0 ? [option, ''] : [option.slice(0, at), option.slice(at + 1)];
}

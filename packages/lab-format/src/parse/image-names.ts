import type { Block } from '../schema.ts';
import { imagesOfCompose } from './compose-images.ts';
import { imagesOfDockerfile } from './dockerfile-images.ts';
import { heredocFiles } from './heredoc-files.ts';

/**
 * The images that the text itself asks for: in `docker run`, `docker pull` and `docker create`, in Dockerfiles and in
 * compose files, whether the lab brings them or its text writes them.
 */
export function imagesIn(
  blocks: readonly Block[],
  files: readonly { path: string; text: string }[],
): string[] {
  const used = new Set<string>();
  const made = new Set<string>();
  for (const { path, text } of [...files, ...blocks.flatMap(filesOf)]) {
    if (DOCKERFILE.test(path)) for (const name of imagesOfDockerfile(text)) used.add(name);
    if (!COMPOSE_FILE.test(path)) continue;
    const compose = imagesOfCompose(text);
    for (const name of compose.used) used.add(name);
    for (const name of compose.made) made.add(withTag(name));
  }
  for (const block of blocks) {
    if (block.type !== 'run') continue;
    for (const words of commandsIn(block.code)) readCommand(words, used, made);
  }
  const images = [...used].filter((name) => IMAGE.test(name) && !made.has(withTag(name)));
  // Of `alpine` and `alpine:latest` one is enough.
  return [...new Map(images.map((name) => [withTag(name), name])).values()].toSorted();
}

const DOCKERFILE = /(?:^|[/.])Dockerfile(?:$|\.)/i;
const COMPOSE_FILE = /(?:^|\/)(?:docker-)?compose(?:\.[\w.-]+)?\.ya?ml$/i;

/** What a block writes: a file of its own, or one by a heredoc. A file without a name is what its language says. */
function filesOf(block: Block): { path: string; text: string }[] {
  if (block.type === 'run') return heredocFiles(block.code.slice(0, 20_000));
  if (block.type !== 'file') return [];
  const path = block.path ?? (/^docker(?:file)?$/i.test(block.language) ? 'Dockerfile' : '');
  return [{ path, text: block.text }];
}

/** No variables and no placeholders (`$NAME`, `<name>`), and nothing of a registry that the learner runs. */
const IMAGE = /^(?!localhost[:/]|127\.)[a-z0-9][a-z0-9._/:@-]*$/;

/** Options of `docker run` whose value is the next word. */
const VALUED = new Set([
  ...['-p', '-v', '-e', '-w', '-u', '-h', '-m', '-l', '-a', '-c'],
  ...['--publish', '--volume', '--env', '--workdir', '--user', '--hostname', '--memory', '--label'],
  ...['--name', '--network', '--net', '--network-alias', '--mount', '--entrypoint', '--env-file'],
  ...[
    '--restart',
    '--add-host',
    '--cap-add',
    '--cap-drop',
    '--cpus',
    '--link',
    '--platform',
    '--pid',
  ],
  ...[
    '--tmpfs',
    '--device',
    '--log-driver',
    '--log-opt',
    '--security-opt',
    '--volumes-from',
    '--ip',
  ],
]);

function commandsIn(code: string): string[][] {
  const joined = code.slice(0, 20_000).replace(/\\\n/g, ' ');
  const commands: string[][] = [[]];
  for (const [word] of joined.matchAll(WORD_OR_END)) {
    if (/^[\n;|&]/.test(word)) commands.push([]);
    else commands.at(-1)?.push(unquoted(word));
  }
  return commands;
}

/** Blanks and `;` within quotes end nothing. */
const WORD_OR_END = /[\n;|&]+|(?:"[^"]*"|'[^']*'|[^\s;|&])+/g;

function unquoted(word: string): string {
  return word.replace(/^(["'])(.*)\1$/, '$2');
}

function readCommand(words: readonly string[], used: Set<string>, made: Set<string>): void {
  const docker = words.indexOf('docker');
  if (docker === -1) return;
  const rest = words.slice(docker + 1);
  const [verb, ...args] = /^(?:container|image|buildx)$/.test(rest[0] ?? '') ? rest.slice(1) : rest;
  if (verb === 'build') {
    args.forEach((word, index) => {
      const joined = /^(?:--tag|-t)=(.+)$/.exec(word)?.[1];
      if (joined !== undefined) made.add(withTag(joined));
      else if (word === '-t' || word === '--tag') made.add(withTag(args[index + 1] ?? ''));
    });
  } else if (verb === 'tag' || verb === 'commit') {
    // Options of a commit have values: whatever stands last is the name.
    made.add(withTag(args.at(verb === 'tag' ? 1 : -1) ?? ''));
  } else if (verb === 'run' || verb === 'pull' || verb === 'create') {
    const image = firstArgument(args);
    if (image !== undefined) used.add(image);
  }
}

function firstArgument(args: readonly string[]): string | undefined {
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    if (!word.startsWith('-')) return word;
    // Of short flags in one word (`-itp 80:80`), the last one takes the value.
    const last = /^-[a-zA-Z]+$/.test(word) ? `-${word.at(-1)}` : word;
    if (VALUED.has(last)) index += 1;
  }
  return undefined;
}

function withTag(name: string): string {
  return /[:@][^/]*$/.test(name) ? name : `${name}:latest`;
}

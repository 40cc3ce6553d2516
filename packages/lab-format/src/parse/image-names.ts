import type { Block } from '../schema.ts';

/** The images that the text itself asks for: in `FROM`, `docker run` and `docker pull`. */
export function imagesIn(
  blocks: readonly Block[],
  files: readonly { path: string; text: string }[],
): string[] {
  const used = new Set<string>();
  const made = new Set<string>();
  const dockerfiles = [...files, ...blocks.filter((block) => block.type === 'file')];
  for (const { path, text } of dockerfiles) {
    if (path !== null && /(?:^|[/.])Dockerfile(?:$|\.)/i.test(path))
      for (const name of basesOf(text)) used.add(name);
  }
  for (const block of blocks) {
    if (block.type !== 'run') continue;
    for (const words of commandsIn(block.code)) readCommand(words, used, made);
  }
  return [...used].filter((name) => IMAGE.test(name) && !made.has(withTag(name))).toSorted();
}

/** No variables and no placeholders: `$NAME`, `<name>`. */
const IMAGE = /^[a-z0-9][a-z0-9._/:@-]*$/;

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

function basesOf(dockerfile: string): string[] {
  const stages = new Set<string>(['scratch']);
  const bases: string[] = [];
  for (const line of dockerfile.split('\n')) {
    const [, name, stage] =
      /^\s*FROM\s+(?:--\S+\s+)?(\S+)(?:\s+AS\s+(\S+))?/i.exec(line.slice(0, 500)) ?? [];
    if (name !== undefined && !stages.has(name)) bases.push(name);
    if (stage !== undefined) stages.add(stage);
  }
  return bases;
}

function commandsIn(code: string): string[][] {
  const joined = code.slice(0, 20_000).replace(/\\\n/g, ' ');
  return joined.split(/[\n;|&]+/).map((command) => command.trim().split(/\s+/).map(unquoted));
}

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
      if (word === '-t' || word === '--tag') made.add(withTag(args[index + 1] ?? ''));
    });
  } else if (verb === 'tag') {
    made.add(withTag(args[1] ?? ''));
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

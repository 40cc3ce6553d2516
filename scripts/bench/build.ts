import type { Sandbox } from '@drydock/sandbox';
import { OUTER_PREFIX, withImageTar } from './base-images.ts';
import { type Bench, warmUps } from './bench.ts';
import { type Box, onBox, withDriver } from './box.ts';
import { execIn } from './container-exec.ts';
import { type Conventional, loadImages, startConventional } from './conventional-start.ts';
import { compare, type Measurement } from './measurement.ts';
import { type OuterBuilder, withOuterBuilder } from './outer-builder.ts';

const ROUNDS = 10;
const BASE = 'python:3.13-slim';
const FOLDER = 'bench-build';
const TAG = 'bench-build';
const BUILD_LIMIT_MS = 300_000;

/**
 * Seconds for `docker build --no-cache` of the Flask image with its base in place: inside a sandbox (ours), inside a
 * conventional one (`build`), and on the outer engine (`build-vs-outer`), by turns. All three are built by BuildKit,
 * asked by the same docker CLI and buildx through `docker exec`, from the same base layers; BuildKit itself is each
 * engine's own, and the outer engine's is as old as that engine. The outer build uses the host's network: Drydock's
 * own engine has no bridge. All three fetch Flask from the package index, in turn, so that its moods meet all.
 */
export async function build(bench: Bench): Promise<Measurement[]> {
  const rounds = bench.numbers.rounds ?? ROUNDS;
  const samples = { ours: [] as number[], conventional: [] as number[], outer: [] as number[] };
  await onBox(bench, (box) =>
    withBuilders({ bench, box }, async (builders) => {
      // The first of each unpacks its base image: it is not counted.
      for (let round = 1 - warmUps(bench); round <= rounds; round += 1) {
        for (const name of ['ours', 'conventional', 'outer'] as const) {
          bench.signal.throwIfAborted();
          const seconds = await timed(builders[name]);
          bench.say(`${name}: ${seconds.toFixed(2)} s`);
          if (round > 0) samples[name].push(seconds);
        }
      }
    }),
  );
  const { ours, conventional, outer } = samples;
  return [
    compare({ name: 'build', unit: 's', ours, baseline: conventional }),
    compare({ name: 'build-vs-outer', unit: 's', ours, baseline: outer }),
  ];
}

/** Each builds the image once and removes it. */
interface Builders {
  readonly ours: Builder;
  readonly conventional: Builder;
  readonly outer: Builder;
}

interface Builder {
  build(): Promise<void>;
  clean(): Promise<void>;
}

async function timed(builder: Builder): Promise<number> {
  const started = performance.now();
  await builder.build();
  const seconds = (performance.now() - started) / 1000;
  await builder.clean();
  return seconds;
}

async function withBuilders(
  { bench, box }: { bench: Bench; box: Box },
  work: (builders: Builders) => Promise<void>,
): Promise<void> {
  const images = [`${OUTER_PREFIX}${BASE}`];
  await withImageTar({ bench, box, images }, (tar) =>
    withDriver(box, async (driver) => {
      const sandbox = await driver.create({ id: 'build' }, bench.signal);
      try {
        const conventional = await startConventional({ bench, box, tar });
        try {
          await loadImages(conventional, images);
          await withOuterBuilder({ bench, box }, async (outer) =>
            work({
              ours: await inSandbox(sandbox, bench),
              conventional: await inConventional(conventional, bench),
              outer: await onOuter(outer, box),
            }),
          );
        } finally {
          await conventional.remove();
        }
      } finally {
        await sandbox.destroy({ workspace: 'remove' });
      }
    }),
  );
}

async function inSandbox({ files, exec }: Sandbox, { signal }: Bench): Promise<Builder> {
  for (const [name, content] of Object.entries(context(BASE))) {
    await files.write({ path: `${FOLDER}/${name}`, content });
  }
  const run = async (command: readonly string[]) => {
    const result = await exec({ command, timeout: BUILD_LIMIT_MS }, signal);
    if (result.exitCode !== 0) throw new Error(`${command.join(' ')}: ${result.stderr}`);
  };
  return {
    build: () => run(buildCommand(FOLDER)),
    clean: () => run(['docker', 'image', 'rm', TAG]),
  };
}

async function inConventional({ container }: Conventional, { signal }: Bench): Promise<Builder> {
  const run = async (command: readonly string[]) => {
    await execIn({ container, command, signal });
  };
  await run(['sh', '-c', writeContext(`${OUTER_PREFIX}${BASE}`)]);
  return {
    build: () => run(buildCommand(`/${FOLDER}`)),
    clean: () => run(['docker', 'image', 'rm', TAG]),
  };
}

async function onOuter({ run }: OuterBuilder, { instance }: Box): Promise<Builder> {
  await run(['sh', '-c', writeContext(`${OUTER_PREFIX}${BASE}`)]);
  const tag = `drydock/${instance}`;
  return {
    build: () => run(buildCommand(`/${FOLDER}`, '--network=host', `--tag=${tag}`)),
    clean: () => run(['docker', 'image', 'rm', tag]),
  };
}

function buildCommand(folder: string, ...options: readonly string[]): readonly string[] {
  const rest = options.length > 0 ? options : [`--tag=${TAG}`];
  return ['docker', 'build', '--no-cache', ...rest, folder];
}

/** As in the lab about custom images. */
function context(base: string) {
  return {
    Dockerfile: `FROM ${base}\nRUN pip install flask\nCMD ["python", "app.py"]\nCOPY app.py /app.py\n`,
    'app.py': 'from flask import Flask\n\napp = Flask(__name__)\n',
  };
}

function writeContext(base: string): string {
  const writes = Object.entries(context(base)).map(
    ([name, text]) => `printf '%s' '${text}' > /${FOLDER}/${name}`,
  );
  return [`mkdir -p /${FOLDER}`, ...writes].join(' && ');
}

import { text } from 'node:stream/consumers';
import type { Bench } from './bench.ts';
import type { Box } from './box.ts';
import { execIn } from './container-exec.ts';
import { startToolbox } from './conventional-start.ts';
import { askEngine } from './engine-request.ts';

/** The docker CLI of the sandbox's tools, talking to the outer engine. */
export interface OuterBuilder {
  run(command: readonly string[]): Promise<void>;
}

/** Runs work with a container that has the tools of the sandbox and the outer engine's socket. The build cache that has come then goes again. */
export async function withOuterBuilder<T>(
  { bench, box }: { readonly bench: Bench; readonly box: Box },
  work: (builder: OuterBuilder) => Promise<T>,
): Promise<T> {
  const { container, remove } = await startToolbox(box);
  const { signal } = bench;
  try {
    const before = new Set(await cacheOf(box));
    try {
      return await work({
        async run(command) {
          await execIn({ container, command, signal });
        },
      });
    } finally {
      await prune(box, before);
    }
  } finally {
    await remove();
  }
}

/** Others' cache stays. The engine takes one id at a time, and a parent goes only after its children. */
async function prune(box: Box, before: ReadonlySet<string>): Promise<void> {
  const fresh = async () => (await cacheOf(box)).filter((id) => !before.has(id));
  let left = await fresh();
  let progress = true;
  while (left.length > 0 && progress) {
    for (const id of left) {
      const filters = encodeURIComponent(JSON.stringify({ id: [id] }));
      const path = `/build/prune?all=true&filters=${filters}`;
      await text(await askEngine({ box, method: 'POST', path }));
    }
    const now = await fresh();
    progress = now.length < left.length;
    left = now;
  }
}

async function cacheOf(box: Box): Promise<string[]> {
  const used = await text(await askEngine({ box, method: 'GET', path: '/system/df' }));
  const { BuildCache } = JSON.parse(used) as { BuildCache: { ID: string }[] | null };
  return (BuildCache ?? []).map(({ ID }) => ID);
}

import { text } from 'node:stream/consumers';
import type { Bench } from './bench.ts';
import type { Box } from './box.ts';
import { execIn } from './container-exec.ts';
import { startToolbox } from './conventional-start.ts';
import { askEngine } from './engine-request.ts';

/** The docker CLI of the sandbox's tools, talking to the outer engine. */
export interface OuterBuilder {
  run(command: readonly string[]): Promise<void>;
  /** Removes the build cache that has come since the start, and no other. */
  prune(): Promise<void>;
}

/** Runs work with a container that has the tools of the sandbox and the outer engine's socket. */
export async function withOuterBuilder<T>(
  { bench, box }: { bench: Bench; box: Box },
  work: (builder: OuterBuilder) => Promise<T>,
): Promise<T> {
  const { container, remove } = await startToolbox(box);
  const before = await cacheOf({ bench, box });
  const prune = async () => {
    const fresh = [...(await cacheOf({ bench, box }))].filter((id) => !before.has(id));
    const filters = encodeURIComponent(JSON.stringify({ id: fresh }));
    if (fresh.length === 0) return;
    const path = `/build/prune?all=true&filters=${filters}`;
    await text(await askEngine({ box, bench, method: 'POST', path }));
  };
  try {
    return await work({
      async run(command) {
        await execIn({ container, command, signal: bench.signal });
      },
      prune,
    });
  } finally {
    await remove();
  }
}

async function cacheOf({ bench, box }: { bench: Bench; box: Box }): Promise<Set<string>> {
  const used = await text(await askEngine({ box, bench, method: 'GET', path: '/system/df' }));
  const { BuildCache } = JSON.parse(used) as { BuildCache: { ID: string }[] | null };
  return new Set((BuildCache ?? []).map(({ ID }) => ID));
}

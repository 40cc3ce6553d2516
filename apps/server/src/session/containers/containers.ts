import type { ContainersView } from '@drydock/protocol';
import type { Sandbox, SandboxPort } from '@drydock/sandbox';
import type { EngineViewOptions } from '../engine-views.ts';
import { actOnContainer, type ContainerRequest } from './act.ts';
import { type PortState, whyNoAnswer } from './listening.ts';
import { lookAtContainers } from './look.ts';
import { UsageMeter } from './usage.ts';

/** Milliseconds between looks at what running containers use. */
const LOOK_AGAIN_MS = 3_000;
/** Several pages, and each of them again and again, may wait for the same port. */
const STATE_HOLDS_MS = 1_500;

export interface ContainersOptions {
  /** Throws why there is none that answers. */
  readonly sandbox: () => Sandbox;
  readonly ports: () => readonly SandboxPort[];
}

/** The containers of one session: what they are, what is done to them, why a port of theirs does not answer. */
export class Containers {
  readonly #options: ContainersOptions;
  readonly #states = new Map<
    number,
    { readonly until: number; readonly state: Promise<PortState> }
  >();

  constructor(options: ContainersOptions) {
    this.#options = options;
  }

  /** For the view of that name. CPU is known from the second look on, and only while somebody looks. */
  view(): EngineViewOptions<'containers'> {
    const meters = new WeakMap<Sandbox, UsageMeter>();
    return {
      read: async (sandbox) => {
        const meter = meters.get(sandbox) ?? new UsageMeter();
        meters.set(sandbox, meter);
        return await readView(sandbox, meter);
      },
      againIn: ({ containers }) =>
        containers.some(({ status }) => status === 'running') ? LOOK_AGAIN_MS : undefined,
    };
  }

  /** See actOnContainer; and why there is no sandbox. */
  async act(request: ContainerRequest): Promise<void> {
    await actOnContainer(this.#options.sandbox(), request);
  }

  /** Why nothing answers at a port of the sandbox. Never rejects: what cannot be seen is `no-answer`. */
  portState(port: number): Promise<PortState> {
    const now = Date.now();
    const known = this.#states.get(port);
    if (known && now < known.until) return known.state;
    for (const [each, { until }] of this.#states) if (until <= now) this.#states.delete(each);
    const state = this.#findState(port);
    this.#states.set(port, { until: now + STATE_HOLDS_MS, state });
    return state;
  }

  async #findState(port: number): Promise<PortState> {
    const published = this.#options.ports().find((each) => each.port === port);
    if (!published) return { type: 'not-published' };
    const { container, containerPort } = published;
    try {
      const state = await whyNoAnswer(this.#options.sandbox(), published);
      if (state) return state;
    } catch {
      // The page says what is sure, and asks again in a moment.
    }
    return { type: 'no-answer', container, containerPort };
  }
}

async function readView(sandbox: Sandbox, meter: UsageMeter): Promise<ContainersView> {
  const look = await lookAtContainers(sandbox);
  const usages = meter.measure(look);
  return {
    containers: look.containers.map(({ container }) => {
      const usage = usages.get(container.id);
      return { ...container, memory: usage?.memory ?? null, cpu: rounded(usage?.cpu ?? null) };
    }),
  };
}

/** To a thousandth of a CPU: what idles is the same from look to look, and is not told again. */
function rounded(cpu: number | null): number | null {
  return cpu === null ? null : Math.round(cpu * 1000) / 1000;
}

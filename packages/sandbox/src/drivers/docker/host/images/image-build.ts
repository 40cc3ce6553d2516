import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import type Docker from 'dockerode';
import { HostError } from '../errors.ts';

export interface ImageBuild {
  readonly docker: Docker;
  /** A tar with the Dockerfile in it. */
  readonly context: Readable;
  readonly dockerfile?: string;
  readonly tag: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly args?: Readonly<Record<string, string>>;
  /** Each line that the build prints. */
  readonly onLine?: ((line: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Builds an image through the engine's API with its classic builder, which every engine since 20.10 has.
 * Runs on the host's network: an engine may have no default bridge, and the host's name service works there.
 * Rejects with HostError IMAGE_BUILD_FAILED, its message the end of what the build printed.
 */
export async function buildImage(build: ImageBuild): Promise<void> {
  const stream = await build.docker.buildImage(build.context as NodeJS.ReadableStream, {
    t: build.tag,
    dockerfile: build.dockerfile ?? 'Dockerfile',
    buildargs: build.args ?? {},
    labels: build.labels,
    networkmode: 'host',
    rm: true,
    forcerm: true,
    ...(build.signal && { abortSignal: build.signal }),
  });
  await followStream({ stream, name: build.tag, onLine: build.onLine });
}

interface Followed {
  readonly stream: NodeJS.ReadableStream;
  /** What is being made, for the message of a failure. */
  readonly name: string;
  readonly onLine?: ((line: string) => void) | undefined;
  /** Each event as the engine sends it. */
  readonly onEvent?: ((event: EngineEvent) => void) | undefined;
}

export interface EngineEvent {
  readonly stream?: string;
  readonly status?: string;
  readonly error?: string;
  /** Of the layer that the status is about. */
  readonly id?: string;
  /** Bytes. */
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
}

/**
 * Reads the event stream of a build, an import, a pull or a push to its end.
 * Rejects with HostError IMAGE_BUILD_FAILED when an event says that it failed: the HTTP status was 200 long before.
 */
export async function followStream(followed: Followed): Promise<void> {
  const { stream, name, onLine, onEvent } = followed;
  const tail: string[] = [];
  const take = (line: string): void => {
    const text = plain(line);
    if (text === '') return;
    tail.push(text);
    if (tail.length > 15) tail.shift();
    onLine?.(text);
  };
  let rest = '';
  let failed: string | undefined;
  for await (const event of events(stream)) {
    onEvent?.(event);
    if (event.error !== undefined) failed = event.error;
    if (event.status !== undefined) take(event.status);
    // A build hands on what its programs write, in pieces of any size.
    const lines = `${rest}${event.stream ?? ''}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  }
  take(rest);
  if (failed !== undefined) throw failure({ name, tail, reason: failed });
}

async function* events(stream: NodeJS.ReadableStream): AsyncGenerator<EngineEvent> {
  const lines = createInterface({ input: stream });
  // readline does not hand on an error of its input: the connection may break in the middle.
  let broken: Error | undefined;
  stream.on('error', (error: Error) => {
    broken = error;
    lines.close();
  });
  for await (const line of lines) {
    if (line.trim() !== '') yield JSON.parse(line) as EngineEvent;
  }
  if (broken !== undefined) throw broken;
}

/** Without colours, and of a line that was drawn over with carriage returns what stayed of it. */
function plain(line: string): string {
  const last = stripVTControlCharacters(line).trimEnd().split('\r').pop() ?? '';
  return last.trim();
}

function failure({ name, tail, reason }: { name: string; tail: string[]; reason: string }): Error {
  return new HostError({
    code: 'IMAGE_BUILD_FAILED',
    message: `${name} could not be made: ${reason}\n  ${tail.join('\n  ')}`,
    hint: 'See the lines above. Are the package mirrors reachable from this box, and is there space left?',
  });
}

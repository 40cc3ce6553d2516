import { z } from 'zod';
import { askEngine, askOne, parseAnswer, part } from './engine.ts';
import { type Instruction, instruction } from './instruction.ts';
import type { Probe } from './probe.ts';

const words = z.array(z.string()).nullish();

const imageAnswer = z.object({
  Id: z.string(),
  Size: z.number().default(0),
  Config: z.object({
    Env: words,
    Cmd: words,
    Entrypoint: words,
    WorkingDir: z.string().nullish(),
    User: z.string().nullish(),
    ExposedPorts: z.record(z.string(), z.unknown()).nullish(),
    Labels: z.record(z.string(), z.string()).nullish(),
  }),
  RootFS: z.object({ Layers: words }),
  GraphDriver: z.object({ Data: z.record(z.string(), z.string()).nullish() }),
});
/** What the engine says of an image, as far as checks look at it. */
export type Image = z.infer<typeof imageAnswer>;

/** Those of the named images that there are, and what one of them was made by, oldest first. */
export async function askImages(
  probe: Probe,
  { names, history }: { readonly names: readonly string[]; readonly history?: string },
): Promise<{ readonly images: ReadonlyMap<string, Image>; readonly past: readonly Instruction[] }> {
  const paths = names.map((name) => `/images/${part(name)}/json`);
  const asked = history === undefined ? [] : [`/images/${part(history)}/history`];
  const answers = await askEngine(probe, [...paths, ...asked]);
  const images = new Map<string, Image>();
  for (const [index, name] of names.entries()) {
    const answer = answers[index];
    if (answer !== undefined) images.set(name, parseAnswer(imageAnswer, answer));
  }
  return { images, past: readHistory(answers[paths.length] ?? []) };
}

/** An image of that name, if there is one. */
export async function askImage(probe: Probe, name: string): Promise<Image | undefined> {
  return (await askImages(probe, { names: [name] })).images.get(name);
}

const listAnswer = z.array(z.object({ RepoTags: words }));

/** Names of all images, those that resemble the name first. */
export async function imageNames(probe: Probe, like: string): Promise<string[]> {
  const list = parseAnswer(listAnswer, await askOne(probe, '/images/json'));
  const names = list.flatMap(({ RepoTags }) => RepoTags ?? []).map(shortName);
  const stem = like.split(':')[0] ?? like;
  return names.toSorted((a, b) => Number(b.includes(stem)) - Number(a.includes(stem)));
}

/** As people write it: `flask-app` for `docker.io/library/flask-app:latest`. */
export function shortName(name: string): string {
  return name.replace(/^(?:docker\.io\/)?(?:library\/)?/, '').replace(/:latest$/, '');
}

const historyAnswer = z.array(z.object({ CreatedBy: z.string() }));

/** The engine's list, the newest first, as instructions, the oldest first. */
function readHistory(answer: unknown): Instruction[] {
  return parseAnswer(historyAnswer, answer)
    .map(({ CreatedBy }) => CreatedBy)
    .filter((text) => text.trim() !== '')
    .toReversed()
    .map(readEntry);
}

/** `RUN /bin/sh -c make # buildkit`, and what the classic builder writes: `/bin/sh -c #(nop) COPY ...`. */
function readEntry(text: string): Instruction {
  const plain = text
    .replace(/ # buildkit$/, '')
    .replace(/^\/bin\/sh -c #\(nop\)\s+/, '')
    .replace(/^(?:RUN )?(?:\|\d+ .*?)?\/bin\/(?:ba)?sh -c /s, 'RUN ');
  const [, keyword = '', rest = ''] = /^\s*(\S+)\s*(.*)$/s.exec(plain) ?? [];
  return instruction(keyword, rest);
}

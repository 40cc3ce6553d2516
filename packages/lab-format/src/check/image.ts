import type { ImageCondition } from '../condition-parts.ts';
import { judgeFiles } from './file.ts';
import { imageFile } from './image-file.ts';
import { askImages, type Image, imageNames } from './images.ts';
import { findOrder, type Instruction, showAll } from './instruction.ts';
import type { Probe } from './probe.ts';
import { readSize, showSize } from './size.ts';
import { commandLine, judgeText, judgeValues, variables } from './values.ts';
import { firstThatFails, named, no, oneLine, type Verdict, yes } from './verdict.ts';

/** Entries of a history that are worth showing. */
const NEWEST = 5;

export async function judgeImage(condition: ImageCondition, probe: Probe): Promise<Verdict> {
  const { name, builtFrom, sameAs } = condition;
  const limit = sizeLimit(condition.smallerThan);
  const wanted = [name, builtFrom, sameAs, limit?.image].filter((each) => each !== undefined);
  const { images, past } = await askImages(probe, { names: wanted, history: name });
  const image = images.get(name);
  if (condition.state === 'absent') {
    return image ? no(`The image ${name} is still there.`) : yes(`There is no image ${name}.`);
  }
  if (!image) return await noImage(name, probe);
  const bytes = limit?.bytes ?? (limit?.image ? images.get(limit.image)?.Size : undefined);
  const verdict = firstThatFails(
    [
      ...settings(condition, image),
      made(condition, past),
      builtFrom === undefined
        ? undefined
        : built({ name, image }, builtFrom, images.get(builtFrom)),
      sameAs === undefined ? undefined : same({ name, image }, sameAs, images.get(sameAs)),
      limit && smaller({ name, image }, limit.text, bytes),
    ],
    `The image ${name} is there, as it should be.`,
  );
  if (!verdict.holds) return verdict;
  const place = { read: imageFile(probe, image), place: ` in the image ${name}` };
  return (await judgeFiles(condition.files, place)) ?? verdict;
}

/** With what is there instead: the name may only be misspelt. */
export async function noImage(name: string, probe: Probe): Promise<Verdict> {
  const names = await imageNames(probe, name);
  return no(`There is no image called ${name} yet: found ${named(names)}.`);
}

interface NamedImage {
  readonly name: string;
  readonly image: Image;
}

function settings(condition: ImageCondition, { Config: config }: Image): (Verdict | undefined)[] {
  const { name, labels, environment, command, workdir, user, exposes } = condition;
  const of = `The image ${name}`;
  const ports = Object.keys(config.ExposedPorts ?? {});
  const closed = exposes?.filter((port) => !ports.some((each) => each.split('/')[0] === `${port}`));
  return [
    judgeValues(`${of} exists, but its labels are others`, labels, config.Labels ?? {}),
    judgeValues(`${of} exists, but its environment is another`, environment, variables(config.Env)),
    judgeText(
      `${of} exists, but it starts another command`,
      command,
      commandLine(config.Entrypoint, config.Cmd),
    ),
    equal(`${of} exists, but it works in another folder`, workdir, config.WorkingDir || '/'),
    equal(`${of} exists, but it runs as another user`, user, config.User || 'root'),
    closed?.length
      ? no(`${of} exists, but it does not expose ${closed.join(', ')}: found ${named(ports)}.`)
      : undefined,
  ];
}

function equal(what: string, expected: string | undefined, found: string): Verdict | undefined {
  if (expected === undefined || expected === found) return undefined;
  return no(`${what}: found ${oneLine(found)}; expected ${expected}.`);
}

function made(
  { name, history }: ImageCondition,
  past: readonly Instruction[],
): Verdict | undefined {
  if (!history) return undefined;
  const order = findOrder(past, history);
  switch (order.type) {
    case 'found':
      return undefined;
    case 'missing': {
      // The newest tell most: what is oldest is the base image's.
      const found = showAll(past.slice(-NEWEST));
      return no(
        `The image ${name} exists, but its history lacks ${order.missing.join(' and ')}: found at its end ${found || 'nothing'}.`,
      );
    }
    case 'disorder':
      return no(`The image ${name} exists, but ${order.text}.`);
  }
}

function built({ name, image }: NamedImage, base: string, of: Image | undefined): Verdict {
  if (!of) return no(`There is no image called ${base} to compare ${name} with.`);
  const own = image.RootFS.Layers ?? [];
  const below = of.RootFS.Layers ?? [];
  const shared = below.filter((layer, index) => layer === own[index]).length;
  if (shared === below.length && own.length >= below.length) return yes('');
  return no(
    `The image ${name} exists, but it was not built from ${base}: it has ${shared} of that image’s ${below.length} layers.`,
  );
}

function same({ name, image }: NamedImage, other: string, of: Image | undefined): Verdict {
  if (!of)
    return no(`There is no image called ${other} yet; expected it to be the same as ${name}.`);
  if (of.Id === image.Id) return yes('');
  return no(
    `${name} and ${other} are two images: found ${shortId(image.Id)} and ${shortId(of.Id)}; expected the same.`,
  );
}

function smaller({ name, image }: NamedImage, limit: string, bytes: number | undefined): Verdict {
  if (bytes === undefined) return no(`There is no image called ${limit} to compare ${name} with.`);
  if (image.Size < bytes) return yes('');
  return no(
    `The image ${name} exists, but it is too large: found ${showSize(image.Size)}; expected less than ${showSize(bytes)}${limit === '' ? '' : ` (${limit})`}.`,
  );
}

function shortId(id: string): string {
  return id.replace('sha256:', '').slice(0, 12);
}

/** What an image has to be smaller than: bytes, or another image. */
function sizeLimit(limit: ImageCondition['smallerThan']) {
  if (limit === undefined) return undefined;
  const bytes = typeof limit === 'number' ? limit : readSize(limit);
  return bytes === undefined ? { image: `${limit}`, text: `${limit}` } : { bytes, text: '' };
}

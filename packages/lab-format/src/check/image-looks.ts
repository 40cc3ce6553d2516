import type { ImageCondition } from '../condition-parts.ts';
import type { Reason } from '../reason.ts';
import type { Image } from './images.ts';
import { findOrder, type Instruction, showAll } from './instruction.ts';
import { showSize } from './size.ts';
import { commandLine, judgeText, judgeValues, variables } from './values.ts';
import { allOf, FITS, named, no, oneLine, type Verdict } from './verdict.ts';

/** Entries of a history that are worth showing. */
const NEWEST = 5;

interface NamedImage {
  readonly name: string;
  readonly image: Image;
}

export function settings(
  condition: ImageCondition,
  { Config: config }: Image,
): (Verdict | undefined)[] {
  const { name, labels, environment, command, workdir, user, exposes } = condition;
  return [
    judgeValues(
      but(name, { en: 'its labels are others', ja: 'ラベルが違います' }),
      labels,
      config.Labels ?? {},
    ),
    judgeValues(
      but(name, { en: 'its environment is another', ja: '環境変数が違います' }),
      environment,
      variables(config.Env),
    ),
    judgeText(
      but(name, { en: 'it starts another command', ja: '起動するコマンドが違います' }),
      command,
      commandLine(config.Entrypoint, config.Cmd),
    ),
    equal(
      but(name, { en: 'it works in another folder', ja: '作業フォルダーが違います' }),
      workdir,
      config.WorkingDir || '/',
    ),
    equal(
      but(name, { en: 'it runs as another user', ja: '実行するユーザーが違います' }),
      user,
      config.User || 'root',
    ),
    exposed(name, exposes, Object.keys(config.ExposedPorts ?? {})),
  ];
}

/** What is wrong with an image that is there. */
function but(name: string, { en, ja }: Reason): Reason {
  return { en: `The image ${name} exists, but ${en}`, ja: `イメージ ${name} はありますが、${ja}` };
}

function equal(what: Reason, expected: string | undefined, found: string): Verdict | undefined {
  if (expected === undefined || expected === found) return undefined;
  return no({
    en: `${what.en}: found ${oneLine(found)}; expected ${expected}.`,
    ja: `${what.ja}。現在は ${oneLine(found)} です。${expected} が必要です。`,
  });
}

function exposed(
  name: string,
  exposes: ImageCondition['exposes'],
  ports: readonly string[],
): Verdict | undefined {
  const closed = exposes?.filter((port) => !ports.some((each) => each.split('/')[0] === `${port}`));
  if (!closed?.length) return undefined;
  const found = named(ports);
  const { en, ja } = but(name, {
    en: `it does not expose ${closed.join(', ')}`,
    ja: `EXPOSE にポート ${closed.join('、')} がありません`,
  });
  return no({ en: `${en}: found ${found.en}.`, ja: `${ja}。見つかったもの: ${found.ja}。` });
}

export function made(
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
      const lacking = allOf(order.missing);
      const { en, ja } = but(name, {
        en: `its history lacks ${lacking.en}`,
        ja: `履歴に ${lacking.ja} がありません`,
      });
      return no({
        en: `${en}: found at its end ${found.en}.`,
        ja: `${ja}。履歴の最後にあるもの: ${found.ja}。`,
      });
    }
    case 'disorder': {
      const { en, ja } = but(name, order.reason);
      return no({ en: `${en}.`, ja: `${ja}。` });
    }
  }
}

export function built({ name, image }: NamedImage, base: string, of: Image | undefined): Verdict {
  if (!of) return no(nothingToCompare(name, base));
  const own = image.RootFS.Layers ?? [];
  const below = of.RootFS.Layers ?? [];
  const shared = below.filter((layer, index) => layer === own[index]).length;
  if (shared === below.length && own.length >= below.length) return FITS;
  const { en, ja } = but(name, {
    en: `it was not built from ${base}`,
    ja: `${base} からビルドされたものではありません`,
  });
  return no({
    en: `${en}: it has ${shared} of that image’s ${below.length} layers.`,
    ja: `${ja}。${base} の ${below.length} レイヤーのうち、含まれるのは ${shared} レイヤーです。`,
  });
}

export function same({ name, image }: NamedImage, other: string, of: Image | undefined): Verdict {
  if (!of) {
    return no({
      en: `There is no image called ${other} yet; expected it to be the same as ${name}.`,
      ja: `${other} という名前のイメージはまだありません。${name} と同じイメージである必要があります。`,
    });
  }
  if (of.Id === image.Id) return FITS;
  return no({
    en: `${name} and ${other} are two images: found ${shortId(image.Id)} and ${shortId(of.Id)}; expected the same.`,
    ja: `${name} と ${other} は別のイメージです（${shortId(image.Id)} と ${shortId(of.Id)}）。同じイメージである必要があります。`,
  });
}

export function smaller(
  { name, image }: NamedImage,
  limit: string,
  bytes: number | undefined,
): Verdict {
  if (bytes === undefined) return no(nothingToCompare(name, limit));
  if (image.Size < bytes) return FITS;
  const { en, ja } = but(name, { en: 'it is too large', ja: '大きすぎます' });
  const [found, most] = [showSize(image.Size), showSize(bytes)];
  return no({
    en: `${en}: found ${found}; expected less than ${most}${limit === '' ? '' : ` (${limit})`}.`,
    ja: `${ja}。現在は ${found} です。${most}${limit === '' ? ' ' : `（${limit}）`}より小さい必要があります。`,
  });
}

function nothingToCompare(name: string, other: string): Reason {
  return {
    en: `There is no image called ${other} to compare ${name} with.`,
    ja: `${name} と比べる ${other} というイメージがありません。`,
  };
}

function shortId(id: string): string {
  return id.replace('sha256:', '').slice(0, 12);
}

import type { ImageCondition } from '../condition-parts.ts';
import { judgeFiles } from './file.ts';
import { imageFile } from './image-file.ts';
import { built, made, same, settings, smaller } from './image-looks.ts';
import { askImages, imageNames } from './images.ts';
import type { Probe } from './probe.ts';
import { readSize } from './size.ts';
import { firstThatFails, named, no, type Verdict, yes } from './verdict.ts';

export async function judgeImage(condition: ImageCondition, probe: Probe): Promise<Verdict> {
  const { name, builtFrom, sameAs } = condition;
  const limit = sizeLimit(condition.smallerThan);
  const wanted = [name, builtFrom, sameAs, limit?.image].filter((each) => each !== undefined);
  const { images, past } = await askImages(probe, { names: wanted, history: name });
  const image = images.get(name);
  if (condition.state === 'absent') {
    return image
      ? no({
          en: `The image ${name} is still there.`,
          ja: `イメージ ${name} がまだ残っています。`,
        })
      : yes({ en: `There is no image ${name}.`, ja: `イメージ ${name} はありません。` });
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
    { en: `The image ${name} is there, as it should be.`, ja: `イメージ ${name} があります。` },
  );
  if (!verdict.holds) return verdict;
  const place = {
    read: imageFile(probe, image),
    where: (path: string) => ({
      en: `${path} in the image ${name}`,
      ja: `イメージ ${name} の ${path}`,
    }),
  };
  return (await judgeFiles(condition.files, place)) ?? verdict;
}

/** With what is there instead: the name may only be misspelt. */
export async function noImage(name: string, probe: Probe): Promise<Verdict> {
  const found = named(await imageNames(probe, name));
  return no({
    en: `There is no image called ${name} yet: found ${found.en}.`,
    ja: `${name} という名前のイメージはまだありません。見つかったもの: ${found.ja}。`,
  });
}

/** What an image has to be smaller than: bytes, or another image. */
function sizeLimit(limit: ImageCondition['smallerThan']) {
  if (limit === undefined) return undefined;
  const bytes = typeof limit === 'number' ? limit : readSize(limit);
  return bytes === undefined ? { image: `${limit}`, text: `${limit}` } : { bytes, text: '' };
}

import { z } from 'zod';
import type { VolumeCondition } from '../condition-parts.ts';
import { askOne, parseAnswer, part } from './engine.ts';
import { judgeFiles, workspaceFile } from './file.ts';
import type { Probe } from './probe.ts';
import { named, no, type Verdict, yes } from './verdict.ts';

const volumeAnswer = z.object({ Mountpoint: z.string() });
const listAnswer = z.object({ Volumes: z.array(z.object({ Name: z.string() })).nullish() });

export async function judgeVolume(
  { name, state, files }: VolumeCondition,
  probe: Probe,
): Promise<Verdict> {
  const answer = await askOne(probe, `/volumes/${part(name)}`);
  if (state === 'absent') {
    return answer === undefined
      ? yes({ en: `There is no volume ${name}.`, ja: `ボリューム ${name} はありません。` })
      : no({
          en: `The volume ${name} is still there.`,
          ja: `ボリューム ${name} がまだ残っています。`,
        });
  }
  if (answer === undefined) {
    const { Volumes: volumes } = parseAnswer(listAnswer, await askOne(probe, '/volumes'));
    const found = named((volumes ?? []).map((volume) => volume.Name));
    return no({
      en: `There is no volume called ${name} yet: found ${found.en}.`,
      ja: `${name} という名前のボリュームはまだありません。見つかったもの: ${found.ja}。`,
    });
  }
  const { Mountpoint: top } = parseAnswer(volumeAnswer, answer);
  const read = workspaceFile(probe);
  const place = {
    read: (path: string) => read(`${top}/${path}`),
    where: (path: string) => ({
      en: `${path} in the volume ${name}`,
      ja: `ボリューム ${name} の ${path}`,
    }),
  };
  const isThere = {
    en: `The volume ${name} is there, as it should be.`,
    ja: `ボリューム ${name} があります。`,
  };
  return (await judgeFiles(files, place)) ?? yes(isThere);
}

import type { QuizBlock } from '@drydock/lab-format/schema';
import type { Answer } from '../../stores/answers-store.ts';

/** Whether the answer is right: the one choice, all the right ones and no other, or the text. */
export function isRight(wanted: QuizBlock['answer'], { given }: Pick<Answer, 'given'>): boolean {
  if (wanted.type === 'text') {
    if (typeof given !== 'string') return false;
    const [said, asked] = [plain(given), plain(wanted.text)];
    return wanted.rule === 'equals' ? said === asked : said.includes(asked);
  }
  if (typeof given === 'string') return false;
  return wanted.choices.every(({ right }, index) => given.includes(index) === right);
}

/** Full-width letters of a Japanese keyboard are the same letters. */
function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

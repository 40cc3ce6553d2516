import { create } from 'zustand';
import { recall, remember } from './session-memory.ts';

/** What the learner has given: numbers of choices, from 0, or a text; and whether it was looked at. */
export interface Answer {
  readonly given: readonly number[] | string;
  readonly checked: boolean;
}

interface AnswersState {
  session: string | null;
  /** By the id of the quiz. */
  answers: Readonly<Record<string, Answer>>;
  /** How often a step was reset: what its blocks have done and said is over then. */
  resets: number;
}

const initial: AnswersState = { session: null, answers: {}, resets: 0 };

/** The learner's answers to quizzes; they outlive a change of step and a reload of the page. */
export const useAnswers = create<AnswersState>(() => initial);

export function recallAnswers(session: string): void {
  const kept = Object.entries(recall(session, 'answers') ?? {});
  useAnswers.setState({ session, answers: Object.fromEntries(kept.filter(isAnswer)) });
}

export function setAnswer(quiz: string, answer: Answer): void {
  useAnswers.setState(({ answers }) => ({ answers: { ...answers, [quiz]: answer } }));
  keep();
}

/** Puts the answer away: the quiz is as nobody has touched it. */
export function dropAnswer(quiz: string): void {
  useAnswers.setState(({ answers: { [quiz]: _, ...others } }) => ({ answers: others }));
  keep();
}

/** Puts the answers to these away, and all that the blocks of the page say of what they have done. */
export function dropAnswers(quizzes: readonly string[]): void {
  useAnswers.setState(({ answers, resets }) => ({
    answers: Object.fromEntries(Object.entries(answers).filter(([id]) => !quizzes.includes(id))),
    resets: resets + 1,
  }));
  keep();
}

export function clearAnswers(): void {
  useAnswers.setState(initial);
}

function keep(): void {
  const { session, answers } = useAnswers.getState();
  if (session !== null) remember(session, 'answers', answers);
}

function isAnswer(entry: [string, unknown]): entry is [string, Answer] {
  const [, answer] = entry;
  if (typeof answer !== 'object' || answer === null) return false;
  if (!('given' in answer) || !('checked' in answer)) return false;
  return typeof answer.given === 'string' || Array.isArray(answer.given);
}

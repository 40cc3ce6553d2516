import { pageProblem } from '@drydock/protocol/page-problem';
import { ProblemPage } from '../../ui/problem-page.tsx';

export function NotFoundPage() {
  return <ProblemPage problem={pageProblem('NOT_FOUND')} />;
}

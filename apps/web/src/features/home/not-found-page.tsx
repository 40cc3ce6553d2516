import { problem } from '@drydock/protocol/problem';
import { ProblemPage } from '../../ui/problem-page.tsx';

export function NotFoundPage() {
  return <ProblemPage problem={problem('NOT_FOUND')} />;
}

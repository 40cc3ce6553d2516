import type { Block } from '@drydock/lab-format/schema';
import { useMessages } from '../../i18n/messages.ts';
import styles from './block.module.css';
import { CheckBlockView } from './check-block.tsx';
import { Code } from './code.tsx';
import { FileBlockView } from './file-block.tsx';
import { PortBlockView } from './port-block.tsx';
import { QuizBlockView } from './quiz-block.tsx';
import { RunBlockView } from './run-block.tsx';

export function BlockView({ block }: { block: Block }) {
  const { blocks } = useMessages();
  switch (block.type) {
    case 'run':
      return <RunBlockView block={block} />;
    case 'file':
      return <FileBlockView block={block} />;
    case 'check':
      return <CheckBlockView block={block} />;
    case 'port':
      return <PortBlockView block={block} />;
    case 'quiz':
      return <QuizBlockView block={block} />;
    case 'output':
      return (
        <div className={styles.block} data-kind="output">
          <div className={styles.caption}>{blocks.run.output}</div>
          <Code code={block.text} />
        </div>
      );
  }
}

import type { Block } from '@drydock/lab-format/schema';
import { en as english } from '../../../i18n/en/index.ts';
import { messages } from '../../../i18n/messages.ts';
import { showPane } from '../../../stores/workbench-store.ts';
import type { CommandSource, PageCommand } from '../page-command.ts';
import { buttonOfBlock, press, solutionButtons } from '../press-block.ts';

/** What the blocks of the step do, by their own buttons; what cannot be pressed now is not offered. */
export function blockCommands({ lab, step, texts }: CommandSource): PageCommand[] {
  const shown = lab.steps[step];
  const blocks = (shown?.blocks ?? []).flatMap((block): PageCommand[] => {
    const button = buttonOfBlock(block.id);
    const text = button && saying(block, (label, what) => texts.block(label, what));
    if (!button || text === null) return [];
    const run = () => act(() => buttonOfBlock(block.id));
    return [{ id: `block:${block.id}`, group: 'step', text, also: inEnglish(block) ?? '', run }];
  });
  const solutions = solutionButtons().map((_, index): PageCommand => {
    const text = messages().blocks.solution.apply;
    return {
      ...{ id: `solution:${index}`, group: 'step', text, also: english.blocks.solution.apply },
      run: () => act(() => solutionButtons()[index] ?? null),
    };
  });
  return [...blocks, ...solutions];
}

function act(find: () => HTMLButtonElement | null): void {
  showPane('instructions');
  // On a narrow page, or out of its collapse, the step is there only after that.
  requestAnimationFrame(() => {
    const button = find();
    if (button) press(button);
  });
}

function saying(
  block: Block,
  join: (label: string, what: string) => string,
  { blocks } = messages(),
): string | null {
  switch (block.type) {
    case 'run':
      return join(blocks.run.labels[block.input ?? 'command'], firstLine(block.code));
    case 'file': {
      const isEdit = block.edit && block.edit.type !== 'write';
      return join(isEdit ? blocks.file.apply : blocks.file.write, block.path ?? '');
    }
    case 'check':
      return blocks.check.label(block.label);
    case 'port':
      return block.label;
    case 'quiz':
    case 'output':
      return null;
  }
}

function inEnglish(block: Block): string | null {
  return saying(block, (label, what) => `${label}: ${what}`, english);
}

function firstLine(code: string): string {
  const [line = ''] = code.trim().split('\n');
  return line;
}

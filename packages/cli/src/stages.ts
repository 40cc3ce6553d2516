import type { Stages } from '@drydock/sandbox/docker/host';
import pc from 'picocolors';

export interface StageOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** How often the elapsed time is drawn anew, in milliseconds. */
const REDRAW = 200;
/** A build without a terminal says at most this often that it is alive, in milliseconds. */
const QUIET = 15_000;

/**
 * Shows stages on a terminal as one line each that is drawn over while it runs, elsewhere as plain lines.
 * Each ends with the time that it took.
 */
export function createStages(
  output: StageOutput,
  now: () => number = () => performance.now(),
): Stages {
  const start = output.isTTY ? drawOver : printLines;
  return {
    async run(title, work) {
      const started = now();
      const elapsed = (): string => `${((now() - started) / 1000).toFixed(1)} s`;
      const stage = start({ output, title, elapsed, now });
      let last = '';
      try {
        const result = await work((line) => {
          last = line;
          stage.report(line);
        });
        stage.end(`${pc.green('✓')} ${title} ${pc.dim(`${last && `${last}, `}${elapsed()}`)}`);
        return result;
      } catch (error) {
        stage.end(`${pc.red('✗')} ${title} ${pc.dim(elapsed())}`);
        throw error;
      }
    },
  };
}

interface StageStart {
  readonly output: StageOutput;
  readonly title: string;
  readonly elapsed: () => string;
  readonly now: () => number;
}

interface ShownStage {
  report(line: string): void;
  end(line: string): void;
}

function drawOver({ output, title, elapsed }: StageStart): ShownStage {
  let detail = '';
  const draw = (): void => {
    const room = (output.columns ?? 80) - 1;
    const head = `  ${title} ${elapsed()} `;
    const tail = detail.slice(0, Math.max(0, room - head.length));
    output.write(`\r\x1b[2K${head}${pc.dim(tail)}`);
  };
  const timer = setInterval(draw, REDRAW);
  // Drawing must not keep a process alive whose work is over.
  timer.unref();
  draw();
  return {
    report(line) {
      detail = line;
    },
    end(line) {
      clearInterval(timer);
      output.write(`\r\x1b[2K${line}\n`);
    },
  };
}

function printLines({ output, title, elapsed, now }: StageStart): ShownStage {
  output.write(`  ${title} ...\n`);
  let printed = now();
  return {
    report(line) {
      if (now() - printed < QUIET) return;
      printed = now();
      output.write(`    ${title}, ${elapsed()}: ${line}\n`);
    },
    end(line) {
      output.write(`${line}\n`);
    },
  };
}

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { missedFigures, toJson, toTable } from './score-seeds/report.ts';
import { scoreFolder } from './score-seeds/score-folder.ts';

/**
 * `npm run score:seeds`: how well documents without any annotation become labs, beside a list of what they
 * hold that was made by hand (`commands.json`). Exit code 1 when a figure is missed.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** The folder with the documents and `commands.json`. */
    seeds: {
      type: 'string',
      default: fileURLToPath(new URL('../../shared/seeds', import.meta.url)),
    },
  },
});
const scores = await scoreFolder(values.seeds).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
process.stdout.write(values.json ? toJson(scores) : toTable(scores));
process.exitCode = missedFigures(scores).length === 0 ? 0 : 1;

import { prepareHost } from '@drydock/sandbox/docker/host';
import { missedLines, readLabImages } from './lab-images.ts';
import { hostSettings } from './settings.ts';
import { createStages } from './stages.ts';
import { abortOnSignals } from './stop-signals.ts';

/** `drydock prepare`: makes the box ready, and starts nothing on it. */
export async function prepare(): Promise<void> {
  const settings = hostSettings(process.env);
  const stages = createStages(process.stdout);
  const { signal, release } = abortOnSignals(process);
  try {
    const images = await readLabImages(process.env);
    const wanted = [...images.keys()];
    const { engine, missed, sandboxImage } = await prepareHost({
      ...{ ...settings, stages, wanted, signal },
      lookAgain: true,
    });
    process.stdout.write(missedLines(missed, images));
    process.stdout.write(`This box is ready: engine ${engine.socket}, image ${sandboxImage}\n`);
  } catch (error) {
    // What it broke off fails in its own words; that it was stopped is what counts.
    signal.throwIfAborted();
    throw error;
  } finally {
    release();
  }
}

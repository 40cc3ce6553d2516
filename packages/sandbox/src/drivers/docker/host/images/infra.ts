import { fileURLToPath } from 'node:url';

/** The folder `infra/` of the checkout, with no slash at its end. */
export const infraFolder = fileURLToPath(new URL('../../../../../../../infra', import.meta.url));

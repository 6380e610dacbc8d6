import { fileURLToPath } from 'node:url';

/** Where screenshots and reports of the browser tests are kept; git does not see it. */
export const ARTIFACTS = fileURLToPath(new URL('./artifacts/', import.meta.url));

import { archiveFunctions } from './bundle/function-archives.ts';
import { readEnvironments } from './config/read-environments.ts';
import { makeApp } from './make-app.ts';

/** What `npx cdk` runs, by `cdk.json`: every environment, a stage each. */
makeApp({ configs: readEnvironments(), archives: await archiveFunctions() }).app.synth();

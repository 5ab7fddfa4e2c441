/**
 * Bundles the workflow code before any worker runs: `node src/runtime/bundle-ahead.ts`, when an image is built. Its workers start
 * at once then, and on a file system that cannot be written.
 */
import { createLog } from './logging.ts';
import { bundleWorkflows, workflowsPath } from './workflow-bundle.ts';

const bundle = await bundleWorkflows(workflowsPath, createLog({ level: 'debug' }));
if (!('codePath' in bundle)) throw new Error('The bundle could not be kept in the cache folder: see the line above.');
process.stdout.write(`${bundle.codePath}\n`);

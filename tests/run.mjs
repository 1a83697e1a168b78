/**
 * `npm test`: everything that can be checked, in the order of what it costs, and one line of sums at the very end.
 * Built-ins only, because on a fresh clone the first thing it does is to install the rest.
 */
import { refuseOldNode } from '../server/bin/nodeVersion.mjs';

refuseOldNode();
void import('./support/runAll.mjs').then(({ runAll }) => runAll());

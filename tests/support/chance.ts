/**
 * The same chance in every run of the tests, so that a run says what the change did and not what luck did. With
 * FC_SEED=random, or a number, the properties are tried on others: do so when you change what they are about.
 */
import fc from 'fast-check';

/** Any number would do. */
const usualSeed = 20_261_125;
const wanted = process.env['FC_SEED'];

if (wanted !== 'random') fc.configureGlobal({ seed: wanted === undefined ? usualSeed : Number(wanted) });

import fc from 'fast-check';

/**
 * fast-check for every property test. One seed for all, so that the same commit gives the same answer each time it is
 * tested; looking for counterexamples is a task of its own: `PORTAGE_PROPERTY_SEED=random`, or the seed that a failure printed.
 */
const seed = process.env.PORTAGE_PROPERTY_SEED ?? '20261121';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });

export { fc };

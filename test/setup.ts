import fc from 'fast-check';

// Property tests are the same on every machine and every night, so that a failure is one of the change at hand. To look
// further than a night does: FAST_CHECK_SEED=$RANDOM npm test
fc.configureGlobal({ seed: Number(process.env['FAST_CHECK_SEED'] ?? 1) });

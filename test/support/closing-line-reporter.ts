import type { Reporter, TestModule } from 'vitest/node';

/** Closes the run with one plain line, `N passed, N failed`, which scripts and people can read alike. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      let failedInside = 0;
      for (const test of module.children.allTests()) {
        const state = test.result().state;
        if (state === 'passed') counts.passed += 1;
        else if (state === 'skipped') counts.skipped += 1;
        else failedInside += 1;
      }
      // A file that cannot be loaded, or whose hooks fail, has no failed test of its own and must not count as none.
      counts.failed += failedInside > 0 || module.ok() ? failedInside : 1;
    }
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    const line = `${counts.passed} passed, ${counts.failed} failed${skipped}\n`;
    // At exit, so that nothing that is still being stopped prints after it.
    process.once('exit', () => process.stdout.write(line));
  }
}

import { writeSync } from 'node:fs';
import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/**
 * Makes `N passed, N failed` the last line of a run. What fails outside a test (a module that does not load, an error
 * nobody caught) counts as failed, so that 0 failed means it.
 */
export class LastLineReporter implements Reporter {
  private passed = 0;
  private failed = 0;

  onInit(): void {
    // At exit: other reporters write after the run has ended.
    process.once('exit', () => writeSync(1, `${this.passed} passed, ${this.failed} failed\n`));
  }

  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandled: ReadonlyArray<SerializedError>): void {
    this.passed = 0;
    this.failed = unhandled.length;
    for (const module of modules) {
      this.failed += module.errors().length;
      for (const suite of module.children.allSuites()) this.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') this.passed++;
        if (state === 'failed') this.failed++;
      }
    }
  }
}

import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter';

/** Prints a summary as the last line of a run. */
export default class Closing implements Reporter {
  private readonly counts = new Map<string, number>();
  private waiting = 0;

  onBegin(_: FullConfig, suite: Suite) {
    this.waiting = suite.allTests().length;
  }

  onTestEnd(_: TestCase, result: TestResult) {
    const outcome = result.status === 'timedOut' ? 'failed' : result.status;
    this.waiting -= 1;
    this.counts.set(outcome, (this.counts.get(outcome) ?? 0) + 1);
  }

  onEnd(result: FullResult) {
    const counts = [...this.counts].map(([outcome, count]) => `${count} ${outcome}`);
    if (this.waiting > 0) counts.push(`${this.waiting} did not run`);
    console.log(`browser tests: ${counts.join(', ')} in ${Math.round(result.duration / 1000)} s`);
  }

  printsToStdio() {
    return true;
  }
}

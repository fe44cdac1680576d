import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** The last line of a run: what whoever reads only one line should know. */
export default class Closing implements Reporter {
  private readonly counts = new Map<string, number>();

  onTestEnd(test: TestCase, result: TestResult) {
    const outcome = result.status === 'timedOut' ? 'failed' : result.status;
    this.counts.set(outcome, (this.counts.get(outcome) ?? 0) + 1);
  }

  onEnd(result: FullResult) {
    const counts = [...this.counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
    console.log(`browser tests: ${counts || 'none ran'} in ${Math.round(result.duration / 1000)} s`);
  }

  printsToStdio() {
    return true;
  }
}

import { type BrowserContext, expect } from '@playwright/test';

/** Collects errors and warnings of the browser. */
export class Faults {
  private readonly found: string[] = [];
  private readonly allowed: RegExp[] = [];

  /** Listens to all pages of a context. */
  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (['error', 'warning', 'assert'].includes(message.type())) {
        this.found.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    context.on('weberror', (error) => this.found.push(`page error: ${error.error()}`));
    context.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText;
      // Leaving a page aborts its requests.
      if (reason !== 'net::ERR_ABORTED') this.found.push(`request failed: ${reason} ${request.url()}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 400) this.found.push(`status ${response.status()}: ${response.url()}`);
    });
  }

  /** Allows errors that the test provokes. */
  allow(...patterns: RegExp[]): void {
    this.allowed.push(...patterns);
  }

  /** Errors that are not allowed. */
  list(): string[] {
    return this.found.filter((fault) => !this.allowed.some((pattern) => pattern.test(fault)));
  }

  /** Fails if there are errors that are not allowed. */
  verify(): void {
    expect(this.list(), 'what the browser complains about').toEqual([]);
  }
}

import { type BrowserContext, type Page, expect } from '@playwright/test';

/** Detects injected scripts that run in a browser context, on any of its pages. */
export class Intruder {
  private readonly ran: string[] = [];

  static async watch(context: BrowserContext): Promise<Intruder> {
    const intruder = new Intruder();
    await context.exposeBinding('alert', ({ page }) => void intruder.ran.push(page.url()));
    context.on('dialog', (dialog) => {
      intruder.ran.push(`${dialog.type()} on ${dialog.page()?.url()}`);
      void dialog.dismiss();
    });
    return intruder;
  }

  /** Fails if an injected script has run, or could be run by a user's action. */
  async expectNone(page: Page, what: string): Promise<void> {
    const armed = await page.evaluate(() => {
      const runs = (address: string) => /^[\s\u0000-\u001f]*(java|vb)script:|^[\s\u0000-\u001f]*data:text\/html/i.test(address);
      const traps: string[] = [];
      for (const element of document.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
          const isAddress = ['href', 'src', 'action', 'formaction', 'data', 'xlink:href', 'srcdoc', 'poster'].includes(name);
          if (name.startsWith('on') || (isAddress && runs(value))) traps.push(`${element.localName} ${name}="${value}"`);
        }
        if (['iframe', 'object', 'embed', 'base', 'math'].includes(element.localName)) traps.push(element.outerHTML);
      }
      return traps;
    });
    expect.soft(armed, what).toEqual([]);
    expect.soft(this.ran, what).toEqual([]);
  }
}

import { type Locator, type Page, expect } from '@playwright/test';

/** The fields that a reader fills in. */
export type Draft = { name: string; email: string; body: string };

/** A valid comment; each call returns another body. */
export function draft(changes: Partial<Draft> = {}): Draft {
  const number = Math.random().toString(36).slice(2, 8);
  return { name: 'Lê Thị Sáu', email: `sau-${number}@example.vn`, body: `Bài hay lắm, số ${number}.`, ...changes };
}

/** The comment form of a page. */
export class CommentForm {
  readonly element: Locator;
  readonly name: Locator;
  readonly email: Locator;
  readonly body: Locator;
  readonly remember: Locator;
  readonly button: Locator;
  readonly summary: Locator;

  constructor(private readonly page: Page) {
    this.element = page.locator('form.comment-form');
    this.name = this.element.getByLabel('Tên', { exact: false }).and(page.locator('#comment-name'));
    this.email = this.element.getByLabel('Email').and(page.locator('#comment-email'));
    this.body = this.element.getByLabel('Bình luận').and(page.locator('#comment-body'));
    this.remember = this.element.getByLabel('Nhớ tên và email');
    this.button = this.element.getByRole('button', { name: /^Gửi/ });
    this.summary = this.element.getByRole('alert');
  }

  async fill({ name, email, body }: Draft): Promise<void> {
    await this.name.fill(name);
    await this.email.fill(email);
    await this.body.fill(body);
  }

  async send(draft: Draft): Promise<void> {
    await this.fill(draft);
    await this.button.click();
  }

  async expectTyped({ name, email, body }: Draft): Promise<void> {
    await expect(this.name).toHaveValue(name);
    await expect(this.email).toHaveValue(email);
    await expect(this.body).toHaveValue(body);
  }

  /** Expects an error message at a field, found by ARIA attributes as a screen reader finds it. */
  async expectFault(field: Locator, text: RegExp): Promise<void> {
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(text);
    const id = await field.getAttribute('id');
    await expect(this.page.locator(`#${id}-error`)).toBeVisible();
  }
}

/** The comment that contains these words. */
export function comment(page: Page, words: string): Locator {
  return page.locator('article.comment').filter({ hasText: words });
}

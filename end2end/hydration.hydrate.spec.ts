import { hydrated, open } from './client';
import { CommentForm, comment, draft } from './comment_form';
import { BUSY, NOT_FOUND, PLACES, QUIET } from './sample_urls';
import { expect, test, writing } from './test';

for (const [kind, path] of Object.entries(PLACES)) {
  test(`${kind}: hydration reports no errors and changes nothing`, async ({ page, request, faults }) => {
    faults.allow(...NOT_FOUND);
    await open(page, path);
    const served = await (await request.get(path)).text();
    const [before, after] = await page.evaluate((html) => {
      // Text without regard to white space, including hidden text but not scripts.
      const read = (root: Document) => {
        const body = root.body.cloneNode(true) as HTMLElement;
        for (const script of body.querySelectorAll('script')) script.remove();
        return body.textContent?.replace(/\s+/g, ' ').trim();
      };
      return [read(new DOMParser().parseFromString(html, 'text/html')), read(document)];
    }, served);
    expect(after).toBe(before);
    await expect(page.getByRole('button', { name: /^Nền/ })).toBeVisible();
  });
}

test('a page with an open reply form hydrates', async ({ page }) => {
  await page.goto(BUSY);
  const href = await page.getByRole('link', { name: 'Trả lời Bảy Hiền' }).getAttribute('href');
  await open(page, href ?? '');
  await expect(page.locator('.comment-list form.comment-form')).toContainText('Trả lời Bảy Hiền');
});

test('a later page of a list hydrates', async ({ page }) => {
  await page.goto('/');
  const href = await page.getByRole('link', { name: 'Cũ hơn' }).getAttribute('href');
  await open(page, href ?? '');
  await expect(page.getByRole('link', { name: 'Mới hơn' })).toBeVisible();
});

test('text typed before hydration is kept', async ({ page }) => {
  let release = () => {};
  const released = new Promise<void>((done) => (release = done));
  await page.route('**/*.wasm', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(QUIET, { waitUntil: 'commit' });
  const form = new CommentForm(page);
  const typed = draft();
  await form.fill(typed);
  release();
  await hydrated(page);
  await form.expectTyped(typed);
});

writing('a page with form errors hydrates, and the form works', async ({ page, faults }) => {
  faults.allow(/422/);
  await open(page, QUIET);
  const form = new CommentForm(page);
  const typed = draft({ email: 'sai' });
  await form.fill(typed);
  // Submits the form without the client's event handler.
  await form.element.evaluate((element: HTMLFormElement) => element.submit());
  await expect(form.summary).toBeVisible();
  await hydrated(page);
  await form.expectTyped(typed);
  await form.expectFault(form.email, /Email này chưa đúng/);
  await form.email.fill('sau@example.vn');
  await form.button.click();
  await expect(comment(page, typed.body)).toBeVisible();
  await expect(form.summary).toHaveCount(0);
});

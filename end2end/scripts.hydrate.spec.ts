import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { hydrated, open } from './client';
import { setUp } from './admin';
import { SCRIPTS } from './fixtures/scripts';
import { Intruder } from './script_detector';
import { BUSY } from './sample_urls';
import { Site } from './site';
import { expect, test as reading, writing } from './test';

/** Messages that rejected input causes, and requests for injected URLs that do not exist. */
const TOLD = [/status 4\d\d: /, /console error: Failed to load resource/, /request failed: net::ERR_(ABORTED|UNSAFE_PORT)/];

/** Sends a form as a browser without JavaScript does: the answer is a document. */
async function sendForm(page: Page, path: string, fields: Record<string, string>): Promise<void> {
  const answered = page.waitForEvent('load');
  await page.evaluate(
    ({ path, fields }) => {
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: path });
      for (const [name, value] of Object.entries(fields)) {
        const field = document.createElement('textarea');
        Object.assign(field, { name, value });
        form.append(field);
      }
      document.body.append(form);
      HTMLFormElement.prototype.submit.call(form);
    },
    { path, fields },
  );
  await answered;
}

/** The hidden fields of the comment form. */
const given = (page: Page) =>
  page.evaluate(() => {
    const value = (name: string) => document.querySelector<HTMLInputElement>(`form.comment-form [name=${name}]`)!.value;
    return { post: value('post'), stamp: value('stamp') };
  });

const open_to_all = { COMMENTS_MODERATION: 'nobody', COMMENTS_LINKS: '100', COMMENTS_BURST: '100000', SERVER_CONNECTIONS: '500' };

/**
 * With and without the Content-Security-Policy: without it, to find injections that it would hide; with it, to find
 * whether it blocks our own scripts.
 */
for (const bypassCSP of [true, false]) {
  test_all(bypassCSP ? 'without the policy' : 'with the policy', bypassCSP);
}

function test_all(name: string, bypassCSP: boolean): void {
  writing.describe(name, () => {
    writing.use({ bypassCSP, settings: open_to_all });

    writing('no script in a comment runs: in its form, on its page, or in the queue', async ({ page, site, faults, context }) => {
      writing.setTimeout(900_000);
      faults.allow(...TOLD);
      const intruder = await Intruder.watch(context);
      await page.goto(BUSY);
      const fixed = await given(page);
      for (const script of SCRIPTS) {
        // Rejected because of its email address; the answer repeats everything typed.
        const everywhere = { name: script, email: script, body: script, website: script, parent: script, stamp: script };
        await sendForm(page, BUSY, { ...fixed, ...everywhere });
        await intruder.expectNone(page, `a form with ${script}`);
        await sendForm(page, BUSY, { ...fixed, name: script.slice(0, 60), email: 'lan@example.vn', body: `${script}\n\nvà ${script}` });
        await intruder.expectNone(page, `a comment with ${script}`);
      }
      await open(page, BUSY);
      await intruder.expectNone(page, 'the page with all comments');
      expect(await page.locator('article.comment').count()).toBeGreaterThan(SCRIPTS.length / 2);
      // Repeats the check with a page that the client fetches and inserts.
      await open(page, '/');
      await page.locator(`main a[href="${BUSY}"]`).first().click();
      await expect(page.locator('article.comment').nth(20)).toBeAttached();
      await intruder.expectNone(page, 'the page with all comments, fetched');
      await setUp(page, site);
      await open(page, '/admin/comments?status=published');
      await intruder.expectNone(page, 'the queue');
      for (const place of ['/admin', '/admin/comments']) {
        await open(page, place);
        await intruder.expectNone(page, place);
      }
    });
  });

  reading.describe(name, () => {
    reading.use({ bypassCSP });

    reading('nothing in an address runs: path, query, fragment, referrer', async ({ page, faults, context }) => {
      reading.setTimeout(900_000);
      faults.allow(...TOLD);
      const intruder = await Intruder.watch(context);
      for (const script of SCRIPTS) {
        const text = encodeURIComponent(script.replaceAll('\u0000', ''));
        const referer = `http://127.0.0.1:9/?q=${text}`;
        for (const path of [
          `/search?q=${text}`,
          `${BUSY}?reply=${text}&waiting=${text}&before=${text}#${text}`,
          `/posts/${text}?q=${text}`,
          `/admin/login?next=${text}`,
          `/admin/invitation?token=${text}`,
        ]) {
          await page.goto(path, { referer });
          await intruder.expectNone(page, path);
        }
      }
    });
  });

  const imported = writing.extend<object>({
    site: async ({}, use, info) => {
      const site = await Site.create();
      const file = info.outputPath('export.xml');
      await writeFile(file, exported());
      await site.run('import', 'wordpress', file);
      await site.start();
      await use(site);
      await site.remove();
    },
  });

  imported.describe(name, () => {
    imported.use({ bypassCSP });

    imported('no script in an import runs, nor in its feeds', async ({ page, site, faults, context }) => {
      imported.setTimeout(900_000);
      faults.allow(...TOLD);
      const intruder = await Intruder.watch(context);
      // Pictures of the old site are not available here.
      await page.route((url) => url.origin !== site.url, (route) => route.abort());
      faults.allow(/request failed: net::ERR_FAILED/);
      // Chromium shows feeds in a page of its own, whose arrow images the feed's policy blocks.
      faults.allow(/Loading the image 'data:image\/svg\+xml,<svg [^>]*fill='%23909090'/);
      for (let number = 0; number < SCRIPTS.length; number += 1) {
        const response = await page.goto(`/posts/bai-${number}`);
        expect.soft(response?.status(), SCRIPTS[number]).toBe(200);
        await intruder.expectNone(page, `a post with ${SCRIPTS[number]}`);
      }
      for (const path of ['/', '/category/muc', '/tag/nhan', '/author/ai', '/feed', '/sitemap.xml']) {
        await page.goto(path);
        await intruder.expectNone(page, path);
      }
      await open(page, '/');
      await page.locator('main article h2 a').first().click();
      await expect(page.locator('article.post')).toBeVisible();
      await hydrated(page);
      await intruder.expectNone(page, 'a fetched post');
    });
  });
}

/** A WordPress export in which every field contains a script, with one post per script. */
function exported(): string {
  const text = (value: string) =>
    value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const all = text(SCRIPTS.slice(0, 20).join(' '));
  const items = SCRIPTS.map((script, number) => {
    const value = text(script);
    return `<item><title>${value}</title><link>https://cu.example/bai-${number}/</link>
      <pubDate>Fri, 01 May 2020 01:00:00 +0000</pubDate><dc:creator>ai</dc:creator>
      <content:encoded>${value}\n\n&lt;p&gt;${value}&lt;/p&gt;\n\n[caption id="${value}"]&lt;img src="https://cu.example/a.png" alt="${value}"/&gt; ${value}[/caption]\n\n[embed]${value}[/embed]</content:encoded>
      <excerpt:encoded>${value}</excerpt:encoded>
      <wp:post_id>${number + 10}</wp:post_id><wp:post_date>2020-05-01 08:00:00</wp:post_date>
      <wp:comment_status>open</wp:comment_status><wp:post_name>bai-${number}</wp:post_name><wp:status>publish</wp:status>
      <wp:post_parent>0</wp:post_parent><wp:menu_order>0</wp:menu_order><wp:post_type>post</wp:post_type>
      <category domain="category" nicename="muc">${all}</category><category domain="post_tag" nicename="nhan">${value}</category>
      <wp:comment><wp:comment_id>${number + 1}</wp:comment_id><wp:comment_author>${value}</wp:comment_author>
      <wp:comment_author_email>a@b.example</wp:comment_author_email><wp:comment_author_url>${value}</wp:comment_author_url>
      <wp:comment_date>2020-05-02 08:00:00</wp:comment_date><wp:comment_content>${value}</wp:comment_content>
      <wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type>
      <wp:comment_parent>0</wp:comment_parent></wp:comment></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
    xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>${all}</title><link>https://cu.example</link>
    <description>${all}</description><wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://cu.example</wp:base_site_url>
    <wp:base_blog_url>https://cu.example</wp:base_blog_url><wp:author><wp:author_login>ai</wp:author_login>
    <wp:author_email>ai@cu.example</wp:author_email><wp:author_display_name>${all}</wp:author_display_name></wp:author>
    <wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>muc</wp:category_nicename><wp:cat_name>${all}</wp:cat_name>
    <wp:category_description>${all}</wp:category_description></wp:category>${items.join('')}</channel></rss>`;
}

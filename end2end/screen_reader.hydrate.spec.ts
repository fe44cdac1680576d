import type { Page } from '@playwright/test';
import { open } from './client';
import { CommentForm, comment, draft } from './comment_form';
import { BUSY } from './sample_urls';
import { expect, test } from './test';

/** A node of the accessibility tree. */
interface Heard {
  role: string;
  name: string;
  description: string;
  level?: number;
}

/** The nodes of the accessibility tree in reading order. */
async function hear(page: Page): Promise<Heard[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const all = new Map(nodes.map((node) => [node.nodeId, node]));
  const inOrder = (id: string): typeof nodes => {
    const node = all.get(id);
    return node ? [node, ...(node.childIds ?? []).flatMap(inOrder)] : [];
  };
  const root = nodes.find((node) => !node.parentId);
  const heard = root ? inOrder(root.nodeId).filter((node) => !node.ignored) : [];
  await session.detach();
  return heard.map(({ role, name, description, properties }) => ({
    role: String(role?.value ?? ''),
    name: String(name?.value ?? ''),
    description: String(description?.value ?? ''),
    level: properties?.find((property) => property.name === 'level')?.value.value,
  }));
}

test('screen readers get the structure of the discussion', async ({ page }) => {
  await open(page, BUSY);
  const depths = await page.locator('.comment-list > li').evaluateAll((items) => items.map((item) => Number(item.className.split('-')[1])));
  expect(Math.max(...depths)).toBeGreaterThan(1);
  const heard = await hear(page);
  const articles = heard.flatMap(({ role, name }, place) => (role === 'article' && name.startsWith('Bình luận của') ? [place] : []));
  expect(articles.map((place) => heard[place - 1].level)).toEqual(depths);
});

test('errors are listed in the order of the fields', async ({ page, faults }) => {
  faults.allow(/422/);
  await open(page, BUSY);
  const form = new CommentForm(page);
  await form.button.press('Enter');
  await expect(form.summary).toBeFocused();
  const heard = await hear(page);
  const links = heard.filter(({ role, name }) => role === 'link' && /^(Bình luận|Tên|Email): /.test(name));
  expect(links.map(({ name }) => name.split(':')[0])).toEqual(['Bình luận', 'Tên', 'Email']);
  const fields = heard.filter(({ role, description }) => role === 'textbox' && description);
  expect(fields.map(({ name }) => name)).toEqual(['Bình luận', 'Tên', 'Email']);
  expect(fields.filter(({ description }) => description.includes('!'))).toEqual([]);
});

test('a sent reply names its parent and is scrolled into view', async ({ page }) => {
  await open(page, BUSY);
  const form = new CommentForm(page);
  await page.getByRole('link', { name: /^Trả lời / }).first().press('Enter');
  await expect(form.body).toBeFocused();
  await expect(form.body).toHaveAccessibleDescription(/^Trả lời Trần Văn Út/);
  const typed = draft();
  await form.fill(typed);
  await form.button.press('Enter');
  await expect(comment(page, typed.body)).toBeFocused();
  await expect(comment(page, typed.body)).toBeInViewport();
});

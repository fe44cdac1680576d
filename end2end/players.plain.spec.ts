import { VIDEO, answerOthers, importPlayers } from './players';
import { expect, writing as test } from './test';

test('without script, an embed is a link', async ({ page, site }) => {
  const asked = await answerOthers(page);
  await page.goto(await importPlayers(site));
  const figure = page.locator('.embed-player').first();
  await expect(figure.getByRole('link')).toBeVisible();
  await expect(figure.getByRole('link')).toHaveAttribute('href', VIDEO);
  await expect(figure.getByText('YouTube', { exact: true })).toBeVisible();
  await expect(page.locator('.embed-load').first()).toBeHidden();
  expect(asked).toEqual([]);
});

import { open } from './client';
import { desk as test, draw } from './desk';
import { expect } from './test';

test('a picture that is pasted into the text is uploaded and stands at the cursor', async ({ desk }) => {
  await open(desk, '/admin/posts/new');
  const body = desk.getByLabel('Nội dung, viết bằng Markdown');
  await expect(body).toBeEditable();
  await body.fill('Trước.');
  await body.press('Control+End');
  const picture = (await draw(desk, 800, 500)).toString('base64');
  await body.evaluate((field, picture) => {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], 'xưởng.jpg', { type: 'image/jpeg' }));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, picture);
  await expect(body).toHaveValue(/^Trước\.\n\n!\[\]\(\/media\/1\/xuong[\w-]*\.jpg\)/, { timeout: 30_000 });
});

test('text that comes with its picture is text', async ({ desk }) => {
  await open(desk, '/admin/posts/new');
  const body = desk.getByLabel('Nội dung, viết bằng Markdown');
  await expect(body).toBeEditable();
  const taken = await body.evaluate((field) => {
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'bang.png', { type: 'image/png' }));
    data.setData('text/plain', 'Bảng giá');
    const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    field.dispatchEvent(paste);
    return paste.defaultPrevented;
  });
  expect(taken).toBe(false);
});

test('a category that is missing is added while writing, and chosen', async ({ desk }) => {
  await open(desk, '/admin/posts/new');
  await expect(desk.getByLabel('Tiêu đề', { exact: true })).toBeEditable();
  await desk.getByLabel('Tiêu đề', { exact: true }).fill('Kho lạnh đầu tiên');
  const show = async () => {
    if (!(await desk.getByLabel('Chuyên mục mới').isVisible()))
      await desk.getByRole('button', { name: 'Cài đặt' }).first().click();
  };
  await show();
  await desk.getByLabel('Chuyên mục mới').fill('Kho bãi');
  await desk.getByLabel('Chuyên mục mới').press('Enter');
  await expect(desk.getByRole('checkbox', { name: 'Kho bãi' })).toBeChecked();
  await expect(desk).toHaveURL(/\/admin\/posts\/\d+$/);
  await expect(desk.getByText(/lưu lúc/).first()).toBeVisible();
  await open(desk, new URL(desk.url()).pathname);
  await show();
  await expect(desk.getByRole('checkbox', { name: 'Kho bãi' })).toBeChecked();
  await desk.goto('/admin/terms');
  await expect(desk.getByText('Kho bãi').first()).toBeVisible();
});

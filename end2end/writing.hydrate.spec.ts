import { open } from './client';
import { admin as test, draw } from './admin';
import { expect } from './test';

test.use({ settings: { SITE_BODY_FORMAT: 'markdown' } });

test('a pasted picture is uploaded and inserted at the cursor', async ({ admin }) => {
  await open(admin, '/admin/posts/new');
  const body = admin.getByLabel('Nội dung, viết bằng Markdown');
  await expect(body).toBeEditable();
  await body.fill('Trước.');
  await body.press('Control+End');
  const picture = (await draw(admin, 800, 500)).toString('base64');
  await body.evaluate((field, picture) => {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], 'xưởng.jpg', { type: 'image/jpeg' }));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, picture);
  await expect(body).toHaveValue(/^Trước\.\n\n!\[\]\(\/media\/1\/xuong[\w-]*\.jpg\)/, { timeout: 30_000 });
});

test('pasted text with a picture is inserted as text', async ({ admin }) => {
  await open(admin, '/admin/posts/new');
  const body = admin.getByLabel('Nội dung, viết bằng Markdown');
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

test('a new category can be added in the editor', async ({ admin }) => {
  await open(admin, '/admin/posts/new');
  await expect(admin.getByLabel('Tiêu đề', { exact: true })).toBeEditable();
  await admin.getByLabel('Tiêu đề', { exact: true }).fill('Kho lạnh đầu tiên');
  const show = async () => {
    if (!(await admin.getByLabel('Chuyên mục mới').isVisible()))
      await admin.getByRole('button', { name: 'Cài đặt' }).first().click();
  };
  await show();
  await admin.getByLabel('Chuyên mục mới').fill('Kho bãi');
  await admin.getByLabel('Chuyên mục mới').press('Enter');
  await expect(admin.getByRole('checkbox', { name: 'Kho bãi' })).toBeChecked();
  await expect(admin).toHaveURL(/\/admin\/posts\/\d+$/);
  await expect(admin.getByText(/lưu lúc/).first()).toBeVisible();
  await open(admin, new URL(admin.url()).pathname);
  await show();
  await expect(admin.getByRole('checkbox', { name: 'Kho bãi' })).toBeChecked();
  await admin.goto('/admin/terms');
  await expect(admin.getByText('Kho bãi').first()).toBeVisible();
});

test('a long list of categories can be searched without accents', async ({ admin }) => {
  for (let number = 1; number <= 12; number++) {
    const draft = { id: null, kind: 'Category', name: `Kho số ${number}`, slug: '', description: '', parent: null };
    const answer = await admin.request.post('/api/admin/terms/save', { data: { draft }, headers: { 'sec-fetch-site': 'same-origin' } });
    expect(answer.status()).toBe(200);
  }
  await open(admin, '/admin/posts/new');
  await admin.getByRole('button', { name: 'Cài đặt' }).first().click();
  await admin.getByRole('checkbox', { name: 'Kho số 1', exact: true }).check();
  await admin.getByRole('searchbox', { name: 'Tìm chuyên mục' }).fill('so 7');
  await expect(admin.getByRole('checkbox', { name: 'Kho số 7' })).toBeVisible();
  await expect(admin.getByRole('checkbox', { name: 'Kho số 8' })).toBeHidden();
  await expect(admin.getByRole('checkbox', { name: 'Kho số 1', exact: true })).toBeVisible();
});

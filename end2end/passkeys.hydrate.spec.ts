import type { CDPSession, Page } from '@playwright/test';
import { open } from './client';
import { DUYEN, logIn, setUp } from './desk';
import { expect, writing } from './test';

/** Browsers allow passkeys at names, not at bare addresses: the same site as `localhost`. */
const test = writing.extend<{ desk: Page; device: Device }>({
  baseURL: async ({ site }, use) => use(site.url.replace('127.0.0.1', 'localhost')),
  desk: async ({ page, site }, use) => {
    await setUp(page, site);
    await use(page);
  },
  device: async ({ page }, use) => use(await Device.plugIn(page)),
});

/** An authenticator that verifies its person by itself (Chrome DevTools Protocol, WebAuthn). */
class Device {
  private constructor(
    private readonly session: CDPSession,
    private readonly id: string,
  ) {}

  static async plugIn(page: Page): Promise<Device> {
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new Device(session, authenticatorId);
  }

  /** Whether whoever holds it says yes when they are asked. */
  async consent(enabled: boolean): Promise<void> {
    await this.session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: this.id, enabled });
  }

  /** Whether it knows its person. */
  async verify(isUserVerified: boolean): Promise<void> {
    await this.session.send('WebAuthn.setUserVerified', { authenticatorId: this.id, isUserVerified });
  }

  async count(): Promise<number> {
    const { credentials } = await this.session.send('WebAuthn.getCredentials', { authenticatorId: this.id });
    return credentials.length;
  }
}

/** Adds a passkey, and gives the recovery codes that come with the first one. */
async function addPasskey(desk: Page): Promise<string[]> {
  await open(desk, '/admin/account');
  await desk.locator('#add-passkey').click();
  await desk.getByLabel('Tên khóa').fill('Điện thoại của tôi');
  await desk.getByRole('form', { name: 'Thêm khóa truy cập' }).getByRole('button', { name: 'Thêm khóa truy cập' }).click();
  await expect(desk.getByRole('rowheader', { name: /Điện thoại của tôi/ })).toBeVisible();
  return desk.locator('.recovery-codes li').allTextContents();
}

async function logOut(desk: Page): Promise<void> {
  await desk.context().clearCookies();
  await desk.goto('/admin/login');
}

test('a passkey is added, asked for after the password, and enough alone', async ({ desk, device }) => {
  expect(await addPasskey(desk)).toHaveLength(10);
  expect(await device.count()).toBe(1);

  // Nobody says yes yet: what is offered while names are filled in waits.
  await device.consent(false);
  await logOut(desk);
  await logIn(desk, DUYEN);
  await expect(desk.getByRole('heading', { name: 'Xác nhận là bạn' })).toBeVisible();
  await device.consent(true);
  await desk.getByRole('button', { name: 'Dùng khóa truy cập' }).click();
  await expect(desk).toHaveURL(/\/admin$/);

  await device.consent(false);
  await logOut(desk);
  await desk.goto('/admin/login?next=/admin/media');
  // Asked first: what is offered among the names would be taken as soon as somebody says yes.
  await desk.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click();
  await device.consent(true);
  await expect(desk).toHaveURL(/\/admin\/media$/);
});

test('a passkey is offered among the names that browsers fill in', async ({ desk, device }) => {
  await addPasskey(desk);
  await device.consent(false);
  await desk.context().clearCookies();
  const asked = desk.waitForRequest('**/admin/login/passkey/start');
  await desk.goto('/admin/login?next=/admin/comments');
  await expect(desk.getByLabel('Email')).toHaveAttribute('autocomplete', 'username webauthn');
  await asked;
  // It stands among the names; choosing it is all there is to do.
  await device.consent(true);
  await desk.getByLabel('Email').click();
  await expect(desk).toHaveURL(/\/admin\/comments$/);
});

test('a device that does not know its person is told, and a recovery code lets in', async ({ desk, device }) => {
  const [code] = await addPasskey(desk);
  await device.verify(false);
  await logOut(desk);
  await logIn(desk, DUYEN);
  await desk.getByRole('button', { name: 'Dùng khóa truy cập' }).click();
  await expect(desk.getByRole('alert').getByText('Trình duyệt chưa đưa khóa nào')).toBeVisible();
  await desk.getByLabel('Mã khôi phục').fill(code);
  await desk.getByRole('button', { name: 'Dùng mã khôi phục' }).click();
  await expect(desk).toHaveURL(/\/admin$/);
  await open(desk, '/admin/account');
  await expect(desk.getByText(/9 mã/).first()).toBeVisible();
});

test('a passkey is shown again, and then what was wanted is done', async ({ desk, device, faults }) => {
  faults.allow(/403/);
  await device.consent(true);
  const [first] = await addPasskey(desk);
  const body = '"ReauthenticationRequired"';
  const refusal = { status: 403, contentType: 'application/json', body };
  await desk.route('**/api/admin/account/codes', (route) => route.fulfill(refusal), { times: 1 });
  await desk.getByRole('button', { name: 'Tạo mã mới' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Xác nhận là bạn' });
  await dialog.getByRole('button', { name: 'Dùng khóa truy cập' }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.locator('.recovery-codes li')).toHaveCount(10);
  await expect(desk.locator('.recovery-codes li').first()).not.toHaveText(first);
});

import type { CDPSession, Page } from '@playwright/test';
import { open } from './client';
import { DUYEN, logIn, setUp } from './admin';
import { expect, writing } from './test';

/** WebAuthn needs a host name, so these tests reach the site as `localhost`. */
const test = writing.extend<{ admin: Page; device: Device }>({
  baseURL: async ({ site }, use) => use(site.url.replace('127.0.0.1', 'localhost')),
  admin: async ({ page, site }, use) => {
    await setUp(page, site);
    await use(page);
  },
  device: async ({ page }, use) => use(await Device.plugIn(page)),
});

/** A virtual authenticator with user verification (Chrome DevTools Protocol, WebAuthn). */
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

  /** Whether the user approves requests. */
  async consent(enabled: boolean): Promise<void> {
    await this.session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: this.id, enabled });
  }

  /** Whether user verification succeeds. */
  async verify(isUserVerified: boolean): Promise<void> {
    await this.session.send('WebAuthn.setUserVerified', { authenticatorId: this.id, isUserVerified });
  }

  async count(): Promise<number> {
    const { credentials } = await this.session.send('WebAuthn.getCredentials', { authenticatorId: this.id });
    return credentials.length;
  }
}

/** Adds a passkey, and returns the recovery codes that come with the first one. */
async function addPasskey(admin: Page): Promise<string[]> {
  await open(admin, '/admin/account');
  await admin.locator('#add-passkey').click();
  await admin.getByLabel('Tên khóa').fill('Điện thoại của tôi');
  await admin.getByRole('form', { name: 'Thêm khóa truy cập' }).getByRole('button', { name: 'Thêm khóa truy cập' }).click();
  await expect(admin.getByRole('rowheader', { name: /Điện thoại của tôi/ })).toBeVisible();
  return admin.locator('.recovery-codes li').allTextContents();
}

async function logOut(admin: Page): Promise<void> {
  await admin.context().clearCookies();
  await admin.goto('/admin/login');
}

test('a passkey is added, used as a second factor, and used alone', async ({ admin, device }) => {
  expect(await addPasskey(admin)).toHaveLength(10);
  expect(await device.count()).toBe(1);

  // Without approval, the request for autofill stays pending.
  await device.consent(false);
  await logOut(admin);
  await logIn(admin, DUYEN);
  await expect(admin.getByRole('heading', { name: 'Xác nhận là bạn' })).toBeVisible();
  await device.consent(true);
  await admin.getByRole('button', { name: 'Dùng khóa truy cập' }).click();
  await expect(admin).toHaveURL(/\/admin$/);

  await device.consent(false);
  await logOut(admin);
  await admin.goto('/admin/login?next=/admin/media');
  // Clicks before approving: otherwise the pending autofill request would be approved.
  await admin.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click();
  await device.consent(true);
  await expect(admin).toHaveURL(/\/admin\/media$/);
});

test('passkeys are offered by autofill', async ({ admin, device }) => {
  await addPasskey(admin);
  await device.consent(false);
  await admin.context().clearCookies();
  const asked = admin.waitForRequest('**/admin/login/passkey/start');
  await admin.goto('/admin/login?next=/admin/comments');
  await expect(admin.getByLabel('Email')).toHaveAttribute('autocomplete', 'username webauthn');
  await asked;
  // Choosing the passkey in the autofill list is enough to log in.
  await device.consent(true);
  await admin.getByLabel('Email').click();
  await expect(admin).toHaveURL(/\/admin\/comments$/);
});

test('failed user verification is reported, and a recovery code works instead', async ({ admin, device }) => {
  const [code] = await addPasskey(admin);
  await device.verify(false);
  await logOut(admin);
  await logIn(admin, DUYEN);
  await admin.getByRole('button', { name: 'Dùng khóa truy cập' }).click();
  await expect(admin.getByRole('alert').getByText('Chưa nhận được khóa từ trình duyệt')).toBeVisible();
  await admin.getByLabel('Mã khôi phục').fill(code);
  await admin.getByRole('button', { name: 'Dùng mã khôi phục' }).click();
  await expect(admin).toHaveURL(/\/admin$/);
  await open(admin, '/admin/account');
  await expect(admin.getByText(/9 mã/).first()).toBeVisible();
});

test('reauthentication with a passkey repeats the action', async ({ admin, device, faults }) => {
  faults.allow(/403/);
  await device.consent(true);
  const [first] = await addPasskey(admin);
  const body = '"ReauthenticationRequired"';
  const refusal = { status: 403, contentType: 'application/json', body };
  await admin.route('**/api/admin/account/codes', (route) => route.fulfill(refusal), { times: 1 });
  await admin.getByRole('button', { name: 'Tạo mã mới' }).click();
  const dialog = admin.getByRole('dialog', { name: 'Xác nhận là bạn' });
  await dialog.getByRole('button', { name: 'Dùng khóa truy cập' }).click();
  await expect(dialog).toBeHidden();
  await expect(admin.locator('.recovery-codes li')).toHaveCount(10);
  await expect(admin.locator('.recovery-codes li').first()).not.toHaveText(first);
});

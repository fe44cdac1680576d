// The form to log in by passkey, hidden until the browser is known to support it. It requests a challenge from the
// server and a passkey from the browser, and is then submitted like any form. If a field of the page is marked
// `webauthn`, the browser also offers passkeys in its autofill (WebAuthn Level 3, section 5.1.4).
const form = document.querySelector('form[data-passkey]');
if (form && globalThis.PublicKeyCredential) {
  form.hidden = false;
  const fault = form.querySelector('.error');
  // A browser allows one pending request, so a new one aborts the previous one.
  let asked = new AbortController();
  const ask = async how => {
    asked.abort();
    const { signal } = asked = new AbortController();
    const body = new URLSearchParams(new FormData(form));
    const started = await fetch(form.dataset.passkey, { method: 'POST', body, signal });
    if (!started.ok) throw new Error(`${started.status}`);
    const { ceremony, options } = await started.json();
    const credential = await longan_passkey.get(options, { ...how, signal });
    form.elements.ceremony.value = ceremony;
    form.elements.credential.value = credential;
    form.submit();
  };
  const offer = async () => {
    const field = document.querySelector('[autocomplete~=webauthn]');
    if (!field || !await PublicKeyCredential.isConditionalMediationAvailable?.()) return;
    // The user has not asked for this, so errors are ignored.
    if (form.ariaBusy !== 'true') await ask({ mediation: 'conditional' }).catch(() => {});
  };
  form.addEventListener('submit', async event => {
    event.preventDefault();
    fault.hidden = true;
    form.ariaBusy = 'true';
    try {
      await ask({});
    } catch {
      fault.hidden = false;
      form.ariaBusy = null;
      offer();
    }
  });
  offer();
  // A challenge expires after some minutes, so renew the offer.
  setInterval(offer, 240_000);
}

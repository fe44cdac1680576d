// The form that logs in by passkey: hidden until it is known that it works here. It asks the server what to ask for, the
// browser for a passkey, and then goes the way of every form. Where a field of the page is marked `webauthn`, the
// browser is also asked to offer passkeys among the names that it fills in there (WebAuthn Level 3, section 5.1.4).
const form = document.querySelector('form[data-passkey]');
if (form && globalThis.PublicKeyCredential) {
  form.hidden = false;
  const fault = form.querySelector('.error');
  // A browser waits for one answer at a time: the next question calls off the one before.
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
    // Nobody has asked for it: what does not work is nobody's concern.
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
  // What was asked counts for some minutes.
  setInterval(offer, 240_000);
}

// The form that logs in by passkey: hidden until it is known that it works here. It asks the server what to ask for, the
// browser for a passkey, and then goes the way of every form.
const form = document.querySelector('form[data-passkey]');
if (form && globalThis.PublicKeyCredential) {
  form.hidden = false;
  const fault = form.querySelector('.error');
  form.addEventListener('submit', async event => {
    event.preventDefault();
    fault.hidden = true;
    form.ariaBusy = 'true';
    try {
      const body = new URLSearchParams(new FormData(form));
      const started = await fetch(form.dataset.passkey, { method: 'POST', body });
      if (!started.ok) throw new Error(`${started.status}`);
      const { ceremony, options } = await started.json();
      form.elements.ceremony.value = ceremony;
      form.elements.credential.value = await longan_passkey.get(options);
      form.submit();
    } catch {
      fault.hidden = false;
    } finally {
      form.ariaBusy = null;
    }
  });
}

// WebAuthn calls. The server sends bytes as base64url in JSON, and the browser API uses buffers. Newer browsers convert
// them, but some password managers that replace the API do not.
globalThis.longan_passkey = (() => {
  const read = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
  const write = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const keys = list => (list ?? []).map(key => ({ ...key, id: read(key.id) }));
  const answer = (credential, response) => JSON.stringify({
    id: credential.id, rawId: write(credential.rawId), type: credential.type, response,
    clientExtensionResults: {},
  });
  return {
    // Rejects if the user cancels, among other reasons.
    async create(options) {
      const { publicKey } = JSON.parse(options);
      publicKey.challenge = read(publicKey.challenge);
      publicKey.user.id = read(publicKey.user.id);
      publicKey.excludeCredentials = keys(publicKey.excludeCredentials);
      const credential = await navigator.credentials.create({ publicKey });
      return answer(credential, {
        attestationObject: write(credential.response.attestationObject),
        clientDataJSON: write(credential.response.clientDataJSON),
        transports: credential.response.getTransports?.() ?? [],
      });
    },
    // `how`: `mediation` and `signal` as in `navigator.credentials.get`.
    async get(options, how) {
      const { publicKey } = JSON.parse(options);
      publicKey.challenge = read(publicKey.challenge);
      publicKey.allowCredentials = keys(publicKey.allowCredentials);
      const credential = await navigator.credentials.get({ publicKey, ...how });
      const { authenticatorData, clientDataJSON, signature, userHandle } = credential.response;
      return answer(credential, {
        authenticatorData: write(authenticatorData),
        clientDataJSON: write(clientDataJSON),
        signature: write(signature),
        userHandle: userHandle && userHandle.byteLength ? write(userHandle) : null,
      });
    },
  };
})();

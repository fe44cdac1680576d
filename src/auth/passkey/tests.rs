use super::*;

#[path = "authenticator.rs"]
mod authenticator;

use authenticator::Authenticator;

const ORIGIN: &str = "https://bao.example";
const BICH: Owner<'static> = Owner { id: 7, handle: [7; 16], email: "bich@bao.example", name: "Trần Thị Bích" };

struct Desk {
    passkeys: Passkeys,
    site: Site,
}

impl Desk {
    fn new() -> Desk {
        Desk { passkeys: Passkeys::default(), site: Site::at(ORIGIN, "Báo").unwrap() }
    }

    fn register(&self, device: &mut Authenticator) -> NewPasskey {
        let challenge = self.passkeys.start_registration(&self.site, BICH, &[]).unwrap();
        let answer = device.create(&challenge.options);
        self.passkeys.finish_registration(&self.site, BICH.id, &challenge.ceremony, &answer).unwrap()
    }

    fn log_in(&self, device: &mut Authenticator, whose: Whose, found: Stored) -> Result<Verified, PasskeyFault> {
        let challenge = self.passkeys.start_login(&self.site, whose).unwrap();
        self.passkeys.finish_login(&self.site, &challenge.ceremony, &device.get(&challenge.options), found)
    }
}

fn found(passkey: &NewPasskey) -> Stored<'_> {
    Stored { owner: BICH.id, handle: BICH.handle, data: &passkey.data }
}

#[test]
fn a_passkey_suffices_to_log_in() {
    let context = Desk::new();
    let mut phone = Authenticator::new(ORIGIN, 1);
    let passkey = context.register(&mut phone);

    let challenge = context.passkeys.start_login(&context.site, Whose::Anybody).unwrap();
    assert!(challenge.options["publicKey"]["allowCredentials"].as_array().unwrap().is_empty());
    assert_eq!(challenge.options["publicKey"]["userVerification"], "required");
    assert_eq!(challenge.options["publicKey"]["rpId"], "bao.example");
    assert!(challenge.options["mediation"].is_null());
    let answer = phone.get(&challenge.options);
    assert_eq!(credential(&answer).as_ref(), Some(&passkey.credential));
    let verified = context.passkeys.finish_login(&context.site, &challenge.ceremony, &answer, found(&passkey)).unwrap();
    assert_eq!(verified.changed, None);

    // The same response cannot be used again.
    let again = context.passkeys.finish_login(&context.site, &challenge.ceremony, &answer, found(&passkey));
    assert_eq!(again.unwrap_err(), PasskeyFault::Expired);
    let other = context.passkeys.start_login(&context.site, Whose::Anybody).unwrap();
    let again = context.passkeys.finish_login(&context.site, &other.ceremony, &answer, found(&passkey));
    assert_eq!(again.unwrap_err(), PasskeyFault::Refused);
}

#[test]
fn registration_requires_a_discoverable_key() {
    let context = Desk::new();
    let mut phone = Authenticator::new(ORIGIN, 1);
    let passkey = context.register(&mut phone);
    let challenge = context.passkeys.start_registration(&context.site, BICH, &[passkey.data]).unwrap();
    let options = &challenge.options["publicKey"];
    assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(options["excludeCredentials"][0]["id"], passkey.credential.as_str());
    assert_eq!(options["user"]["name"], BICH.email);
    assert_eq!(options["rp"]["name"], "Báo");

    // Another user cannot finish this user's registration.
    let answer = Authenticator::new(ORIGIN, 2).create(&challenge.options);
    let taken = context.passkeys.finish_registration(&context.site, 8, &challenge.ceremony, &answer);
    assert_eq!(taken.unwrap_err(), PasskeyFault::Expired);
}

#[test]
fn a_passkey_is_a_second_factor_for_its_owner_only() {
    let context = Desk::new();
    let mut phone = Authenticator::new(ORIGIN, 1);
    let passkey = context.register(&mut phone);
    let stored = [passkey.data.clone()];
    let owner = Whose::Owner { id: BICH.id, stored: &stored };
    let challenge = context.passkeys.start_login(&context.site, owner).unwrap();
    assert_eq!(challenge.options["publicKey"]["allowCredentials"][0]["id"], passkey.credential.as_str());
    // Devices may omit the handle if the request names the key.
    phone.handle = None;
    assert!(context.log_in(&mut phone, owner, found(&passkey)).is_ok());
    assert_eq!(context.log_in(&mut phone, Whose::Anybody, found(&passkey)).unwrap_err(), PasskeyFault::Refused);
    let other = Whose::Owner { id: 8, stored: &stored };
    assert_eq!(context.log_in(&mut phone, other, found(&passkey)).unwrap_err(), PasskeyFault::Refused);
}

#[test]
fn other_responses_are_refused() {
    let context = Desk::new();
    let mut phone = Authenticator::new(ORIGIN, 1);
    let passkey = context.register(&mut phone);
    let refused = |device: &mut Authenticator| {
        assert_eq!(context.log_in(device, Whose::Anybody, found(&passkey)).unwrap_err(), PasskeyFault::Refused);
    };
    // Another key with the same credential id, another site, another user, no user verification.
    let mut thief = Authenticator::new(ORIGIN, 2);
    thief.credential = phone.credential.clone();
    thief.handle = phone.handle.clone();
    refused(&mut thief);
    refused(&mut Authenticator { origin: "https://bao.example.evil.example".to_owned(), ..phone.clone() });
    refused(&mut Authenticator { origin: "http://bao.example".to_owned(), ..phone.clone() });
    refused(&mut Authenticator { handle: Some(URL_SAFE_NO_PAD.encode([8; 16])), ..phone.clone() });
    refused(&mut Authenticator { verifies: false, ..phone.clone() });

    let challenge = context.passkeys.start_login(&context.site, Whose::Anybody).unwrap();
    let nonsense = context.passkeys.finish_login(&context.site, &challenge.ceremony, "{}", found(&passkey));
    assert_eq!(nonsense.unwrap_err(), PasskeyFault::Refused);
    assert_eq!(credential("[]"), None);

    let challenge = context.passkeys.start_registration(&context.site, BICH, &[]).unwrap();
    let mut unverified = Authenticator { verifies: false, ..phone };
    let answer = unverified.create(&challenge.options);
    let refused = context.passkeys.finish_registration(&context.site, BICH.id, &challenge.ceremony, &answer);
    assert_eq!(refused.unwrap_err(), PasskeyFault::Refused);
}

#[test]
fn a_copied_key_is_detected() {
    let context = Desk::new();
    let mut phone = Authenticator::new(ORIGIN, 1);
    phone.counter = 1;
    let mut passkey = context.register(&mut phone);
    let mut copy = phone.clone();
    let verified = context.log_in(&mut phone, Whose::Anybody, found(&passkey)).unwrap();
    passkey.data = verified.changed.unwrap();
    assert_eq!(context.log_in(&mut copy, Whose::Anybody, found(&passkey)).unwrap_err(), PasskeyFault::Copied);
    assert!(context.log_in(&mut phone, Whose::Anybody, found(&passkey)).is_ok());
}

#[test]
fn browsers_allow_passkeys_at_some_origins() {
    for origin in ["https://bao.example", "https://tin.bao.example:8443", "http://localhost:3000"] {
        assert!(Site::at(origin, "Báo").is_some(), "{origin}");
    }
    for origin in ["http://bao.example", "http://127.0.0.1:3000", "https://[::1]", "", "bao.example"] {
        assert!(Site::at(origin, "Báo").is_none(), "{origin}");
    }
}

// Makes a passkey, or signs in with one: a button with data-passkey="create" or "get" fills the
// hidden field of its form with what the device answers, and sends it. Without scripts, and where
// the browser knows no passkeys, the button stays hidden.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

// The page holds the question; that of the sign-in, where nobody is known yet, is asked for.
async function asked(button) {
  const kept = button.dataset.options && document.getElementById(button.dataset.options);
  const answer = kept ? kept.textContent : await (await fetch(button.form.action, { headers: { Accept: "application/json" } })).text();
  const { creation_options: toMake, request_options: toShow } = JSON.parse(answer);
  return toMake || toShow;
}

async function made(button) {
  const { publicKey } = await asked(button);
  publicKey.challenge = bytes(publicKey.challenge);
  if (button.dataset.passkey === "get") {
    publicKey.allowCredentials = known(publicKey.allowCredentials);
    return navigator.credentials.get({ publicKey });
  }
  publicKey.user.id = bytes(publicKey.user.id);
  publicKey.excludeCredentials = known(publicKey.excludeCredentials);
  const alone = button.form.elements.passwordless;
  if (alone && alone.checked) {
    const enough = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
    publicKey.authenticatorSelection = { ...publicKey.authenticatorSelection, ...enough };
  }
  return navigator.credentials.create({ publicKey });
}

function written(credential) {
  const { response } = credential;
  const said = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = text(response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: said,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function use(button) {
  const trouble = button.form.querySelector("[data-passkey-trouble]");
  trouble.hidden = true;
  button.disabled = true;
  try {
    button.form.elements.credential.value = written(await made(button));
    button.form.submit();
  } catch (error) {
    trouble.hidden = false;
    button.disabled = false;
  }
}

if (window.PublicKeyCredential) {
  for (const button of document.querySelectorAll("[data-passkey]")) {
    button.closest("[data-passkeys]").hidden = false;
    button.addEventListener("click", () => use(button));
  }
}

// The certified relying party `openid-client`, asked for a second opinion on the same provider.
//
// Its only argument is the folder of the packages. Every line it reads is one login as JSON; for each it prints a line:
// {"accepts": true}, or why not. It checks signatures, which it does not do by itself where TLS may stand in for them.

import { createInterface } from "node:readline";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const openid = await import(pathToFileURL(join(process.argv[2], "openid-client/build/index.js")));

class Leaves extends Error {}

const here = (url, options) => {
  if (new URL(url).hostname !== "localhost") throw new Leaves(url);
  return fetch(url, options);
};

const ways = { post: openid.ClientSecretPost, basic: openid.ClientSecretBasic, spa: () => openid.None() };

const logIn = async ({ issuer, client_id, secret, client, redirect_uri, ahead }) => {
  const settings = { [openid.clockSkew]: ahead };
  const options = { [openid.customFetch]: here, execute: [openid.enableNonRepudiationChecks] };
  const config = await openid.discovery(new URL(issuer), client_id, settings, ways[client](secret), options);
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [openid.randomState(), openid.randomNonce()];
  const asked = openid.buildAuthorizationUrl(config, {
    redirect_uri,
    scope: "openid profile email",
    response_mode: "query",
    prompt: "select_account",
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
    state: expectedState,
    nonce: expectedNonce,
  });
  const back = await here(asked, { redirect: "manual" });
  const expected = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
  const tokens = await openid.authorizationCodeGrant(config, new URL(back.headers.get("location")), expected);
  if (config.serverMetadata().userinfo_endpoint)
    await openid.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
};

// One that would have gone on to another machine has found nothing wrong.
const verdict = (error) =>
  error instanceof Leaves || error.cause instanceof Leaves
    ? { accepts: true }
    : { accepts: false, why: `${error.code ?? error.name}: ${error.message}` };

for await (const line of createInterface({ input: process.stdin })) {
  const said = await logIn(JSON.parse(line)).then(() => ({ accepts: true }), verdict);
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

// The certified OpenID provider `oidc-provider` on loopback over TLS, with the addresses of an Entra tenant.
//
// Its only argument names a JSON file: where the packages are, the certificate and its key, the tenant, the clients
// and the claims of the one person who signs in by following the link. Every line printed is one JSON object: first
// {"ready": <port>}, then what the provider does, and every fault it finds in a request.

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const given = JSON.parse(readFileSync(process.argv[2], "utf8"));
const tell = (said) => process.stdout.write(`${JSON.stringify(said)}\n`);
const packaged = (path) => import(pathToFileURL(join(given.packages, "oidc-provider/lib", path)));
const { default: Provider, interactionPolicy } = await packaged("index.js");
const { default: Memory } = await packaged("adapters/memory_adapter.js");

// From here on: a warning at import is about the version of Node.js, a later one about us.
for (const level of ["info", "warn", "error"]) console[level] = (text) => tell({ fault: level, said: text });

// A class of its own: the provider warns whoever uses the one it came with, which forgets all when it ends.
class Kept extends Memory {}

const mounted = `/${given.tenant}/v2.0`;
const policy = interactionPolicy.base();
policy.add(new interactionPolicy.Prompt({ name: "select_account", requestable: true }), 0);

const signing = (name) => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), kid: name, use: "sig", alg: "RS256" };
};

const settings = {
  adapter: Kept,
  clients: given.clients,
  jwks: { keys: [signing("one"), signing("two")] },
  cookies: { keys: [randomBytes(32).toString("hex")] },
  responseTypes: ["code"],
  scopes: ["openid"],
  claims: { openid: ["sub", "tid", "ver", "oid"], profile: ["name", "preferred_username"], email: ["email"] },
  // Like Entra: what the scopes ask for is in the ID token, too.
  conformIdTokenClaims: false,
  clientAuthMethods: ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"],
  pkce: { required: () => true },
  // A browser's request names its page; only the pages of a public client ask for tokens themselves.
  clientBasedCORS: (ctx, origin, client) =>
    client.clientAuthMethod === "none" && client.redirectUris.some((uri) => new URL(uri).origin === origin),
  enabledJWA: { clientAuthSigningAlgValues: ["RS256", "PS256"] },
  ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Interaction: 300, Session: 300, Grant: 300 },
  features: { devInteractions: { enabled: false } },
  interactions: { policy, url: (ctx, interaction) => `/sign-in/${interaction.uid}` },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...given.person }) }),
  renderError: (ctx, out) => {
    ctx.body = out;
  },
};

let provider;

const authenticated = ({ oidc, headers }) => {
  if (headers.authorization) return "client_secret_basic";
  if (oidc.params.client_assertion) return "private_key_jwt";
  return oidc.params.client_secret ? "client_secret_post" : "none";
};

const watch = () => {
  for (const about of ["authorization", "grant", "userinfo", "discovery", "jwks"])
    provider.on(`${about}.error`, (ctx, error) =>
      tell({ fault: about, said: `${error.error}: ${error.error_description} ${error.error_detail ?? ""}`.trim() }),
    );
  provider.on("server_error", (ctx, error) => tell({ fault: "server", said: String(error.stack) }));
  provider.on("authorization.accepted", (ctx) => tell({ done: "authorize", asked: ctx.oidc.params }));
  provider.on("grant.success", (ctx) => tell({ done: "token", authenticated: authenticated(ctx) }));
};

// Whoever comes to this page is signed in, and agrees to everything that is asked.
const signIn = async (request, response) => {
  const { params } = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId: given.person.oid, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const consent = { grantId: await grant.save() };
  const result = { login: { accountId: given.person.oid }, select_account: {}, consent };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
};

const server = createServer({ cert: readFileSync(given.certificate), key: readFileSync(given.key) });
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address();
  provider = new Provider(`https://localhost:${port}${mounted}`, settings);
  watch();
  const answer = provider.callback();
  server.on("request", (request, response) => {
    tell({ request: `${request.method} ${request.url.split("?")[0]}` });
    if (request.url.startsWith("/sign-in/"))
      return signIn(request, response).catch((error) => {
        tell({ fault: "sign-in", said: String(error.stack) });
        response.writeHead(500).end();
      });
    if (!request.url.startsWith(`${mounted}/`)) return response.writeHead(404).end();
    // As a framework that mounts the provider would: it finds its own path in `originalUrl`.
    request.originalUrl = request.url;
    request.url = request.url.slice(mounted.length);
    return answer(request, response);
  });
  tell({ ready: port });
});

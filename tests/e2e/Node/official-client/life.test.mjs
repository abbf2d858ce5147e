// Programs written for the reference use its official client. Whatever such a program does with keys and channels is done here, by that client, unchanged.
import assert from "node:assert/strict";
import test from "node:test";
import Medusa from "@medusajs/js-sdk";

const { ADDRESS: baseUrl, EMAIL: email, PASSWORD: password } = process.env;
const login = () => {
  const client = new Medusa({ baseUrl, auth: { type: "jwt", jwtTokenStorageMethod: "memory" } });
  return client.auth.login("user", "emailpass", { email, password }).then((token) => ({ client, token }));
};
const withKey = (apiKey) => new Medusa({ baseUrl, apiKey });
const withPublishableKey = (publishableKey) => new Medusa({ baseUrl, publishableKey });
const create = async (admin, title, type = "secret") => (await admin.apiKey.create({ title, type })).api_key;
const fails = (call, status, message) =>
  assert.rejects(call, (error) => {
    assert.equal(error.status, status);
    assert.match(error.message, message);
    return true;
  });

// The client in a browser keeps the session's cookie; Node's fetch keeps none.
const withCookies = async (work) => {
  const plain = globalThis.fetch;
  const jar = new Map();
  globalThis.fetch = async (input, init = {}) => {
    const headers = new Headers(init.headers);
    if (init.credentials === "include" && jar.size > 0) {
      headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    }
    const answer = await plain(input, { ...init, headers });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/);
      value === "" ? jar.delete(name) : jar.set(name, value);
    }
    return answer;
  };
  try {
    return await work();
  } finally {
    globalThis.fetch = plain;
  }
};

test("someone signs in, is known, and is told who may", async () => {
  const { client, token } = await login();
  assert.equal(typeof token, "string");

  const { user } = await client.admin.user.me();
  assert.equal(user.email, email);
  assert.equal((await client.admin.user.retrieve(user.id)).user.id, user.id);
  assert.equal(typeof (await client.auth.refresh()).token, "string");
  assert.equal((await client.admin.user.me()).user.id, user.id);

  await client.auth.logout();
  await fails(client.admin.apiKey.list(), 401, /Unauthorized/);
  await fails(client.auth.login("user", "emailpass", { email, password: "wrong" }), 401, /Invalid email or password/);
});

test("a session does what a token does, until it is ended", () =>
  withCookies(async () => {
    const client = new Medusa({ baseUrl, auth: { type: "session" } });
    await client.auth.login("user", "emailpass", { email, password });

    const key = await create(client.admin, "By a session");
    assert.equal((await client.admin.apiKey.retrieve(key.id)).api_key.title, "By a session");

    await client.auth.logout();
    await fails(client.admin.apiKey.list(), 401, /Unauthorized/);
  }));

test("the whole life of a secret key", async () => {
  const { client } = await login();
  const { admin } = client;
  const { user } = await admin.user.me();

  const created = await create(admin, "Warehouse sync");
  assert.match(created.token, /^sk_/);
  assert.equal(created.created_by, user.id);

  const { api_key: read } = await admin.apiKey.retrieve(created.id);
  assert.deepEqual(
    Object.keys(read).sort(),
    ["created_at", "created_by", "id", "last_used_at", "redacted", "revoked_at", "revoked_by", "sales_channels", "title", "token", "type", "updated_at"],
  );
  assert.equal(read.token, "");
  assert.equal((await admin.apiKey.update(created.id, { title: "Warehouse" })).api_key.title, "Warehouse");

  const byKey = withKey(created.token).admin;
  assert.equal((await byKey.apiKey.retrieve(created.id)).api_key.id, created.id);
  await fails(byKey.user.me(), 404, /was not found/);
  const child = await create(byKey, "Made by a key");
  assert.equal(child.created_by, created.id);

  await fails(admin.apiKey.delete(created.id), 400, /not revoked/);

  // Its revoke takes no body; whoever wants a later one calls so.
  const { api_key: scheduled } = await client.client.fetch(`/admin/api-keys/${child.id}/revoke`, { method: "POST", body: { revoke_in: 3600 } });
  assert.ok(new Date(scheduled.revoked_at) > new Date());
  const { api_key: revoked } = await admin.apiKey.revoke(created.id);
  assert.equal(revoked.revoked_by, user.id);
  await fails(byKey.apiKey.list(), 401, /Unauthorized/);
  await fails(admin.apiKey.revoke(created.id), 400, /already revoked/);

  assert.deepEqual(await admin.apiKey.delete(created.id), { id: created.id, object: "api_key", deleted: true });
  await fails(admin.apiKey.retrieve(created.id), 404, new RegExp(`API Key with id: ${created.id} was not found`));
});

test("keys are found by what the client lets one ask", async () => {
  const { admin } = (await login()).client;
  const first = await create(admin, "Listed: one");
  const second = await create(admin, "Listed: two", "publishable");
  const titles = async (query) => (await admin.apiKey.list({ q: "Listed", ...query })).api_keys.map((key) => key.title);

  assert.deepEqual(await titles(), ["Listed: one", "Listed: two"]);
  assert.deepEqual(await titles({ type: "publishable" }), ["Listed: two"]);
  assert.deepEqual(await titles({ order: "-created_at" }), ["Listed: two", "Listed: one"]);
  assert.deepEqual(await titles({ id: [first.id] }), ["Listed: one"]);
  assert.deepEqual(await titles({ created_at: { $gte: second.created_at } }), ["Listed: two"]);
  assert.deepEqual(await titles({ $or: [{ title: "Listed: one" }, { title: "Listed: two" }] }), ["Listed: one", "Listed: two"]);
  assert.deepEqual(await titles({ revoked_at: { $ne: null } }), ["Listed: one", "Listed: two"]);

  const page = await admin.apiKey.list({ q: "Listed", limit: 1, offset: 1 });
  assert.deepEqual([page.count, page.limit, page.offset, page.api_keys.length], [2, 1, 1, 1]);
  const { api_keys: slim } = await admin.apiKey.list({ q: "Listed", fields: "id,title" });
  assert.deepEqual(Object.keys(slim[0]).sort(), ["id", "title"]);
});

test("a publishable key opens the store for the channels that it is linked to", async () => {
  const { admin } = (await login()).client;
  const { sales_channel: web } = await admin.salesChannel.create({ name: "Web" });
  const { sales_channel: kiosk } = await admin.salesChannel.create({ name: "Kiosk", is_disabled: true });
  const key = await create(admin, "Storefront", "publishable");
  assert.match(key.token, /^pk_/);

  const linked = (await admin.apiKey.batchSalesChannels(key.id, { add: [web.id, kiosk.id] })).api_key;
  assert.deepEqual(linked.sales_channels.map((channel) => channel.name).sort(), ["Kiosk", "Web"]);
  const { sales_channels: ofKey } = await admin.salesChannel.list({ publishable_key_id: key.id });
  assert.equal(ofKey.length, 2);
  await fails(admin.apiKey.batchSalesChannels(key.id, { add: ["sc_none"] }), 400, /do not exist/);
  const left = (await admin.apiKey.batchSalesChannels(key.id, { remove: [kiosk.id] })).api_key;
  assert.deepEqual(left.sales_channels.map((channel) => channel.id), [web.id]);

  const store = withPublishableKey(key.token);
  assert.deepEqual(await store.client.fetch("/store/regions"), { regions: [], count: 0, offset: 0, limit: 50 });
  await fails(new Medusa({ baseUrl }).client.fetch("/store/regions"), 400, /Publishable API key required/);

  assert.equal((await admin.salesChannel.update(web.id, { name: "Web shop" })).sales_channel.name, "Web shop");
  assert.equal((await admin.salesChannel.retrieve(web.id)).sales_channel.name, "Web shop");
  assert.equal((await admin.salesChannel.delete(web.id)).deleted, true);
  assert.deepEqual((await admin.apiKey.retrieve(key.id)).api_key.sales_channels, []);

  await admin.apiKey.revoke(key.id);
  await fails(store.client.fetch("/store/regions"), 400, /valid publishable key/);
});

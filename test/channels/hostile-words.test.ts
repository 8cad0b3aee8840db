import assert from 'node:assert/strict';
import { opened, post, say, type Said } from '../support/chatting.ts';
import { hostileLines, hostileMessages } from '../support/hostile-messages.ts';
import { assertHarmless, tagsOf } from '../support/page-tags.ts';
import { provisioner, scimSettings } from '../support/provisioner.ts';
import type { Visitor } from '../support/visitor.ts';
import { openWorld, type World } from '../support/world.ts';

const allowed = /^(p|br|strong|em|s|code|pre|blockquote|ul|ol|li|a|span)$/;

describe('Words that want to run (T07)', () => {
  let world: World;
  let anna: Visitor;
  let ben: Visitor;
  let channelId = '';

  before(async () => {
    world = await openWorld('SQLite', scimSettings);
    [anna, ben] = [await world.signIn('anna'), await world.signIn('ben')];
    const teams = ['Frühschicht', 'Werkleitung'];
    channelId = await opened(world.umlauf, await world.signIn('deniz'), { teams });
  });
  after(() => world.stop());
  beforeEach(() => {
    world.umlauf.postAllowance.clear(ben.personId);
  });

  function assertPlain(html: string, what: string): void {
    assertHarmless(html, what);
    for (const { name, attributes } of tagsOf(html)) {
      assert.match(name, allowed, what);
      for (const key of attributes.keys())
        assert.match(key, /^(href|rel|start|class|data-person)$/, `${what}: ${key}`);
    }
  }

  it('are rendered to nothing but plain text, as a message and as the edit of one', async () => {
    assert.ok(hostileMessages.length >= 200, `${hostileMessages.length} of them`);
    const first = await say(ben, channelId, 'Anfang');
    for (const text of hostileMessages) {
      world.umlauf.postAllowance.clear(ben.personId);
      const said = await say(ben, channelId, text);
      assertPlain(said.html, text);
      const { json, status } = await ben.call('PATCH', `/channels/${channelId}/messages/${first.seq}`, {
        text,
      });
      assert.equal(status, 200);
      assertPlain((json as Said).html, `edited to ${text}`);
      assert.equal((json as Said).text, said.text);
    }
  });

  it('stay what they are in titles and purposes', async () => {
    for (const line of hostileLines) {
      const body = { title: line, purpose: line };
      const { status, json, headers } = await anna.call('PATCH', `/channels/${channelId}`, body);
      assert.equal(status, 200, line);
      assert.equal((json as { title: string }).title, line.trim().replaceAll(/\s+/g, ' '));
      assert.match(headers.get('content-type') ?? '', /^application\/json/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
    }
  });

  it('are a name like any other when the directory says that somebody is called so', async () => {
    const directory = provisioner(world);
    const some = hostileLines.filter((_, at) => at % 3 === 0);
    const users = [];
    for (const [at, displayName] of some.entries())
      users.push(await directory.createUser(`streich${at}`, { displayName }));
    await directory.createGroup(
      'Streiche',
      users.map(({ id }) => id),
    );
    const among = await opened(world.umlauf, await world.signIn('deniz'), { teams: ['Streiche'] });
    const jester = await world.signIn('streich0');
    const members = (await jester.call('GET', `/channels/${among}/members`)).json as {
      items: { id: string; name: string }[];
    };
    assert.equal(members.items.length, some.length);
    for (const { id, name } of members.items) {
      world.umlauf.postAllowance.clear(jester.personId);
      const { html, mentions } = await say(jester, among, `@[Irgendwer](person:${id}) komm bitte.`);
      assertPlain(html, name);
      assert.deepEqual(mentions, [id], name);
      const [span] = tagsOf(html).filter((tag) => tag.name === 'span');
      assert.equal(span?.attributes.get('data-person'), id);
    }
  });

  it('are no reaction', async () => {
    const { seq } = await say(ben, channelId, 'Wer hilft?');
    for (const text of hostileMessages) {
      const at = `/channels/${channelId}/messages/${seq}/reactions/${encodeURIComponent(text)}`;
      const { status } = await ben.call('PUT', at);
      assert.ok([400, 404, 414, 422].includes(status), `${status}: ${text}`);
    }
    const { items } = (await ben.call('GET', `/channels/${channelId}/messages?after=${seq - 1}`)).json as {
      items: Said[];
    };
    assert.deepEqual(items[0]?.reactions, []);
  });

  it('are no name of a message', async () => {
    for (const clientMessageId of hostileMessages.filter((text) => !/^[\x21-\x7e]{1,64}$/.test(text))) {
      world.umlauf.postAllowance.clear(ben.personId);
      assert.equal((await post(ben, channelId, { text: 'x', clientMessageId })).status, 400, clientMessageId);
    }
  });
});

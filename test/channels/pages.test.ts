import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { messagesFor, opened, say, teamIdOf, textsFor } from '../support/chatting.ts';
import { send, type Answer, type Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const leadsTo = ({ status, headers }: Answer): string => `${status} ${headers.get('location') ?? ''}`;

describeOnEachDatabase('The pages of channels', (world) => {
  let anna: Visitor;
  let ben: Visitor;
  let mehmet: Visitor;
  let clara: Visitor;
  let id = '';
  before(async () => {
    [anna, ben, mehmet, clara] = await Promise.all([
      world().signIn('anna'),
      world().signIn('ben'),
      world().signIn('m.aydogan'),
      world().signIn('clara'),
    ]);
  });
  beforeEach(async () => {
    id = await opened(world().umlauf, anna, { teams: ['Frühschicht', 'Werkleitung'], title: 'Übergabe' });
  });
  const page = async (visitor: Visitor, path: string): Promise<string> => {
    const { status, text } = await visitor.get(path);
    assert.equal(status, 200, path);
    return text;
  };
  const words = (text: string) => ({ clientMessageId: randomUUID(), text });

  it('show who is in a channel, from where, and when messages go', async () => {
    const shown = await page(ben, `/channels/${id}`);
    assert.match(shown, /Mitglieder: Teams Frühschicht und Werkleitung, aus dem Verzeichnis/);
    assert.match(shown, /Nachrichten werden nach 30 Tagen gelöscht/);
    const settings = await page(ben, `/channels/${id}/settings`);
    assert.match(settings, /Mehmet Aydoğan/);
    assert.match(settings, /Was die nächste Schicht wissen muss/);
    assert.doesNotMatch(settings, /action="\/channels\/\w+\/settings"/, 'who may not change it is not asked');
  });

  it('say kindly that there is no channel yet', async () => {
    const shown = await page(await world().signIn('deniz'), '/channels');
    assert.ok(
      /<div class="empty">\s*<svg class="empty-ring"[^]*?(Noch keine Kanäle|No channels yet)/.test(shown),
    );
  });

  it('take what is written once, show it to the others as new, and count it', async () => {
    const said = words('Linie 4 *steht*.');
    for (let times = 0; times < 2; times += 1)
      assert.equal(leadsTo(await ben.post(`/channels/${id}/messages`, said)), `303 /channels/${id}#end`);
    assert.deepEqual(await textsFor(ben, id), ['Linie 4 *steht*.']);
    const list = await page(mehmet, '/channels');
    assert.match(list, new RegExp(`data-channel="${id}" data-unread="1"`));
    assert.match(list, /Linie 4 steht\./);
    const shown = await page(mehmet, `/channels/${id}`);
    assert.match(shown, /id="new"/);
    assert.match(shown, /Linie 4 <em>steht<\/em>\./);
    await mehmet.post(`/channels/${id}/read`, { seq: '1' });
    assert.doesNotMatch(
      await page(mehmet, `/channels/${id}`),
      /<p class="new-line" id="new"><strong>Neu seit \d/,
    );
    assert.match(await page(mehmet, '/channels'), new RegExp(`data-channel="${id}" data-unread="0"`));
  });

  it('give back what was refused, with the reason', async () => {
    const { status, text } = await ben.post(`/channels/${id}/messages`, words(`"x" ${'y'.repeat(8000)}`));
    assert.equal(status, 422);
    assert.match(text, /&quot;x&quot; y{8000}<\/textarea>/);
    assert.match(text, /id="composer-error"/);
    assert.deepEqual(await messagesFor(ben, id), []);
  });

  it('let one answer, edit, react and delete; others see what became of it', async () => {
    const first = await say(mehmet, id, 'Wer hat den Schlüssel?');
    await ben.post(`/channels/${id}/messages`, { ...words('Ich.'), replyToSeq: String(first.seq) });
    assert.match(
      await page(anna, `/channels/${id}`),
      /<blockquote class="quote"[^]*?Wer hat den Schlüssel\?/,
    );
    const place = `/channels/${id}/messages/2`;
    assert.match(await page(ben, `/channels/${id}?edit=2`), /action="[^"]*\/2\/edit"[^]*>Ich\.<\/textarea>/);
    await ben.post(`${place}/edit`, { text: 'Niemand.' });
    await anna.post(`${place}/reactions`, { emoji: '👍' });
    const seen = await page(mehmet, `/channels/${id}`);
    assert.match(seen, /Niemand\.[^]*Daumen hoch: Anna Krause/);
    assert.match(seen, /data-part="edited"/);
    await anna.post(`${place}/reactions`, { emoji: '👍' });
    assert.doesNotMatch(await page(mehmet, `/channels/${id}`), /Anna Krause/);
    await ben.post(`${place}/deletion`);
    const after = await page(mehmet, `/channels/${id}`);
    assert.doesNotMatch(after, /Niemand/);
    assert.match(after, /Nachricht gelöscht/);
  });

  it('quote nothing that is deleted or that the reader may not see', async () => {
    const first = await say(mehmet, id, 'Streng vertraulich.');
    await say(ben, id, { text: 'Gut.', replyToSeq: first.seq });
    await mehmet.post(`/channels/${id}/messages/1/deletion`);
    const shown = await page(anna, `/channels/${id}`);
    assert.doesNotMatch(shown, /vertraulich/);
    assert.match(shown, /Diese Nachricht ist nicht mehr da/);
  });

  it('go back in steps, and lead to the first that is unread', async () => {
    for (let number = 1; number <= 55; number += 1) {
      await say(mehmet, id, `Nummer ${number}.`);
      world().clock.advance(1000);
    }
    const newest = await page(ben, `/channels/${id}`);
    assert.doesNotMatch(newest, /Nummer 5\./);
    assert.match(newest, new RegExp(`href="/channels/${id}\\?before&#x3D;6#end"`));
    assert.match(newest, new RegExp(`href="/channels/${id}\\?after&#x3D;0#new"`));
    const older = await page(ben, `/channels/${id}?before=6`);
    assert.match(older, /Nummer 1\.[^]*Nummer 5\./);
    assert.doesNotMatch(older, /Nummer 6\./);
    assert.match(await page(ben, `/channels/${id}?after=0`), /id="new"[^]*Nummer 1\./);
    assert.match(await page(ben, `/channels/${id}?at=2`), /Nummer 2\./);
  });

  it('open a channel, with its rule, and give back what is missing', async () => {
    const team = await teamIdOf(world().umlauf, 'Frühschicht');
    const facts = { title: 'Nachtwache', purpose: 'Absprachen', history: 'whole', unit: 'hours', hours: '8' };
    const refused = await anna.post('/channels', { ...facts, days: '30', teams: [] });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /value="Nachtwache"/);
    const deniz = await world().signIn('deniz');
    assert.equal(
      leadsTo(await deniz.post('/channels', { ...facts, teams: [team] })),
      '303 /channels?opened=1',
    );
    assert.match(await page(deniz, '/channels?opened=1'), /The channel is open/);
    const list = await page(ben, '/channels');
    const made = /data-channel="(\w{32})"(?:(?!data-channel)[^])*Nachtwache/.exec(list)?.[1] ?? '';
    assert.match(await page(ben, `/channels/${made}`), /nach 8 Stunden gelöscht/);
  });

  it('change a channel for whoever may, and for everybody in it', async () => {
    const facts = { title: 'Übergabe neu', purpose: 'Anderes', unit: 'conversation', idleHours: '' };
    assert.equal(
      leadsTo(await anna.post(`/channels/${id}/settings`, facts)),
      `303 /channels/${id}/settings?done=changed`,
    );
    assert.match(await page(ben, `/channels/${id}`), /Übergabe neu[^]*gelöscht, wenn das Gespräch endet/);
    const refused = await anna.post(`/channels/${id}/settings`, { ...facts, unit: 'days', days: '400' });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /value="400"/);
  });

  it('begin a conversation with colleagues who are found by name', async () => {
    const found = await ben.post('/channels/direct', { q: 'aydo', intent: 'search' });
    assert.equal(found.status, 200);
    assert.match(found.text, new RegExp(`value="${mehmet.personId}"`));
    assert.doesNotMatch(found.text, /Käthe/);
    const kept = await ben.post('/channels/direct', {
      q: 'käthe',
      people: mehmet.personId,
      intent: 'search',
    });
    assert.match(kept.text, new RegExp(`value="${mehmet.personId}" checked`));
    const begun = await ben.post('/channels/direct', { people: mehmet.personId });
    const path = begun.headers.get('location') ?? '';
    assert.match(await page(mehmet, path), /<h1[^>]*>Ben Yıldız<\/h1>/);
    assert.equal((await ben.post('/channels/direct', { people: clara.personId })).status, 422);
  });

  it('are the members’: a stranger finds nothing, the wrong role is refused, no token counts for nothing', async () => {
    await say(ben, id, 'Nur für uns.');
    const at = `/channels/${id}`;
    for (const path of [at, `${at}/settings`]) assert.equal((await clara.get(path)).status, 404, path);
    const forms: [string, Record<string, string>][] = [
      [`${at}/messages`, words('Hallo.')],
      [`${at}/read`, { seq: '1' }],
      [`${at}/messages/1/edit`, { text: 'Anders.' }],
      [`${at}/messages/1/deletion`, {}],
      [`${at}/messages/1/reactions`, { emoji: '👍' }],
      [`${at}/settings`, { title: 'X', purpose: 'Y', unit: 'days', days: '3' }],
    ];
    for (const [path, fields] of forms) {
      assert.equal((await clara.post(path, fields)).status, 404, path);
      assert.equal((await ben.post(path, { ...fields, _csrf: 'x' })).status, 403, path);
      assert.equal((await send(world().baseUrl + path, { method: 'POST' })).status, 303, path);
    }
    assert.equal((await mehmet.post(`${at}/messages/1/edit`, { text: 'Anders.' })).status, 403);
    assert.equal((await mehmet.post(`${at}/messages/1/deletion`)).status, 403);
    assert.equal((await ben.post(`${at}/settings`, forms[5]?.[1])).status, 403);
    assert.equal((await ben.get('/channels/new')).status, 403);
    assert.deepEqual(await textsFor(ben, id), ['Nur für uns.']);
  });

  it('count what waits in the title, but not in a channel of which one wants to be told nothing', async () => {
    const title = async () => /<title>(?:\((\d+)\) )?/.exec((await anna.get('/')).text)?.[1] ?? '0';
    const before = Number(await title());
    await say(ben, id, 'Hallo.');
    assert.equal(Number(await title()), before + 1);
    await world().umlauf.transaction((tx) =>
      tx('channel_members')
        .where({ channel_id: id, person_id: anna.personId })
        .update({ notices: 'nothing' }),
    );
    assert.equal(Number(await title()), before);
  });
});

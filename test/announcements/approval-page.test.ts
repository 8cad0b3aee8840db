import assert from 'node:assert/strict';
import { submitted } from '../support/announcing.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const valueIn = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="(\\d+)"`).exec(html)?.[1] ?? '';

describeOnEachDatabase('The page of the second person', (world) => {
  let anna: Visitor;
  let wojcik: Visitor;
  before(async () => {
    [anna, wojcik] = [await world().signIn('anna'), await world().signIn('m.wojcik')];
  });

  const path = (id: string): string => `/announcements/${id}/approval`;
  const statusOf = async (id: string) =>
    ((await anna.call('GET', `/announcements/${id}`)).json as { status: string }).status;
  const press = async (id: string, decision: string, note = '') => {
    const { text } = await wojcik.get(path(id));
    const shown = { updatedAt: valueIn(text, 'updatedAt'), recipients: valueIn(text, 'recipients') };
    return { shown, send: () => wojcik.post(path(id), { decision, note, ...shown }) };
  };

  it('shows the text as it will be read, how many get it, who, and by which road', async () => {
    const { id } = await submitted(anna, { title: 'Räumung', body: 'Über **Tor 2**.' });
    const { status, text } = await wojcik.get(path(id));
    assert.equal(status, 200);
    assert.match(text, /<h1[^>]*>.*Räumung/s);
    assert.match(text, /<div class="prose" lang="de"><p>Über <strong>Tor 2/);
    assert.match(text, /62 Personen bekommen sie/);
    const [, list = ''] = /<ul class="sample">(.*?)<\/ul>/s.exec(text) ?? [];
    const names = [...list.matchAll(/<li>([^<]+)</g)].map(([, name]) => name ?? '');
    assert.deepEqual([names.length, names[0]], [10, 'Alkan, Emre']);
    assert.deepEqual(names, names.toSorted(new Intl.Collator('de').compare));
    assert.match(text, /und 52 weitere/);
    assert.match(text, /id="reach-title"/);
    assert.match(text, /Zustimmen und für 62 Personen freigeben/);
  });

  it('releases with the second person’s press, and the list says so', async () => {
    const { id } = await submitted(anna, {});
    const answer = await (await press(id, 'approve')).send();
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/announcements?done=released']);
    assert.equal(await statusOf(id), 'released');
    assert.match(
      (await wojcik.get('/announcements?done=released')).text,
      /Sie haben zugestimmt\. Freigegeben\./,
    );
    assert.equal((await anna.get(path(id))).headers.get('location'), `/announcements/${id}`);
  });

  it('sends back with a sentence, which its sender finds with the draft', async () => {
    const { id } = await submitted(anna, { title: 'Rauchverbot' });
    const refused = await (await press(id, 'send-back')).send();
    assert.equal(refused.status, 422);
    assert.match(refused.text, /id="note-error"/);
    const answer = await (await press(id, 'send-back', 'Bitte die Orte nennen.')).send();
    assert.equal(answer.headers.get('location'), '/announcements?done=sent-back');
    assert.equal(await statusOf(id), 'draft');
    const list = (await anna.get('/announcements')).text;
    assert.match(list, /Rauchverbot.*Zurückgeschickt von Małgorzata Wójcik:.*Bitte die Orte nennen\./s);
  });

  it('does not release a text that was not shown', async () => {
    const { id } = await submitted(anna, { title: 'Räumung', body: 'Über Tor 2.' });
    const { send } = await press(id, 'approve');
    world().clock.advance(1000);
    assert.equal((await anna.call('PATCH', `/announcements/${id}`, { body: 'Über Tor 3.' })).status, 200);
    const release = { 'idempotency-key': `again-${id}` };
    assert.equal((await anna.call('POST', `/announcements/${id}/release`, undefined, release)).status, 202);
    const late = await send();
    assert.equal(late.status, 409);
    assert.match(late.text, /haben sich geändert, seit Sie die Seite geöffnet haben.*Über Tor 3\./s);
    assert.equal(await statusOf(id), 'awaiting-approval');
    assert.equal((await (await press(id, 'approve')).send()).status, 303, 'after a second look');
  });

  it('tells whoever comes too late who has decided, and how', async () => {
    const [first, late] = [wojcik, await world().signIn('c.oeztuerk')];
    const decide = { approve: 'hat zugestimmt', 'send-back': 'hat sie zurückgeschickt' };
    for (const [decision, words] of Object.entries(decide)) {
      const { id } = await submitted(anna, {});
      assert.equal((await late.get(path(id))).status, 200);
      assert.equal((await first.post(path(id), { decision, note: 'Bitte mit Ort.' })).status, 303);
      const press = await late.post(path(id), { decision: 'approve' });
      assert.equal(press.status, 409, decision);
      const sentence = `schon entschieden: Małgorzata Wójcik ${words}.`;
      assert.ok(press.text.includes(sentence), press.text);
      const look = await late.get(path(id));
      if (decision === 'approve') assert.equal(look.headers.get('location'), `/announcements/${id}`);
      else assert.ok(look.status === 409 && look.text.includes(sentence), look.text);
    }
  });

  it('tells it also to a publisher to whom it was not sent', async () => {
    const { id } = await submitted(anna, { exceptPeople: ['c.oeztuerk'] });
    assert.equal((await wojcik.post(path(id), { decision: 'approve' })).status, 303);
    const late = await world().signIn('c.oeztuerk');
    assert.equal((await late.get(`/announcements/${id}`)).status, 404, 'it is not for her');
    for (const answer of [await late.get(path(id)), await late.post(path(id), { decision: 'approve' })]) {
      assert.equal(answer.status, 409);
      assert.match(answer.text, /Małgorzata Wójcik hat zugestimmt/);
    }
  });

  it('tells its own sender that it waits, and lets only him take it back', async () => {
    const { id } = await submitted(anna, {});
    assert.equal((await anna.get(`/announcements/${id}`)).headers.get('location'), path(id));
    const { text } = await anna.get(path(id));
    assert.match(text, /Wartet auf eine zweite Person\./);
    assert.doesNotMatch(text, /name="decision"/);
    assert.equal((await anna.post(path(id), { decision: 'approve' })).status, 403);
    const back = `/announcements/${id}/return`;
    assert.equal((await wojcik.post(back)).status, 404);
    assert.equal((await anna.post(back, { _csrf: '' })).status, 403);
    const answer = await anna.post(back);
    assert.deepEqual(
      [answer.status, answer.headers.get('location')],
      [303, '/announcements?done=taken-back'],
    );
    assert.equal(await statusOf(id), 'draft');
  });

  it('does not exist for others, and takes the token of the page', async () => {
    const { id } = await submitted(anna, {});
    for (const login of ['ben', 'clara', 'deniz', 'esther']) {
      const other = await world().signIn(login);
      assert.equal((await other.get(path(id))).status, 404, login);
      assert.equal((await other.post(path(id), { decision: 'approve' })).status, 404, login);
    }
    assert.equal((await wojcik.post(path(id), { decision: 'approve', _csrf: '' })).status, 403);
    assert.equal(await statusOf(id), 'awaiting-approval');
  });
});

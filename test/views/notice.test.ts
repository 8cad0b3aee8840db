import assert from 'node:assert/strict';
import { describeNotice, readPayload } from '../../views/service-worker/notice.ts';

const readNotice = (text: string | undefined, language: string) =>
  describeNotice(readPayload(text), language);

const payload = {
  web_push: 8030,
  notification: {
    title: 'Kritische Mitteilung',
    body: 'In Umlauf lesen',
    lang: 'de',
    tag: 'a1',
    navigate: 'https://umlauf.example/announcements/a1',
    data: { v: 1, kind: 'announcement', id: 'a1', priority: 'critical' },
  },
};

describe('A notice', () => {
  it('says what the message says and replaces an earlier one of the same tag', () => {
    const { title, options } = readNotice(JSON.stringify(payload), 'en');
    assert.equal(title, 'Kritische Mitteilung');
    assert.equal(options.body, 'In Umlauf lesen');
    assert.deepEqual([options.tag, options.renotify, options.lang], ['a1', true, 'de']);
    assert.equal((options.data as { navigate: string }).navigate, payload.notification.navigate);
  });

  it('keeps nothing of a text that came with it', () => {
    const data = {
      ...payload.notification.data,
      owner: 'ben',
      text: { key: 'half', html: '<p>Nur Tor 2</p>' },
    };
    const { options } = readNotice(JSON.stringify({ notification: { ...payload.notification, data } }), 'en');
    assert.doesNotMatch(JSON.stringify(options), /Tor 2|half|ben/);
  });

  it('stays on the screen only when it is critical', () => {
    assert.equal(readNotice(JSON.stringify(payload), 'en').options.requireInteraction, true);
    const { data, ...notification } = payload.notification;
    const normal = { notification: { ...notification, data: { ...data, priority: 'normal' } } };
    assert.equal(readNotice(JSON.stringify(normal), 'en').options.requireInteraction, false);
  });

  for (const text of [
    undefined,
    '',
    'no JSON',
    'null',
    '7',
    '{}',
    '{"notification":{}}',
    '{"notification":null}',
  ]) {
    it(`is shown even for a message like ${JSON.stringify(text)}`, () => {
      const { title, options } = readNotice(text, 'de-AT');
      assert.deepEqual([title, options.body], ['Umlauf', 'Es gibt etwas Neues für Sie.']);
      assert.equal((options.data as { navigate: string }).navigate, '/');
    });
  }

  it('falls back to English where the browser speaks neither German nor Dutch', () => {
    assert.equal(readNotice('', 'tr').options.body, 'There is something new for you.');
    assert.equal(readNotice('', 'nl').options.body, 'Er is iets nieuws voor je.');
  });
});

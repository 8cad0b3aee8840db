import assert from 'node:assert/strict';
import { readConfig } from '../../server/config.ts';
import { deviceCookie, languageCookie, readCookie, sessionCookie } from '../../server/sign-in/cookies.ts';

describe('Cookies', () => {
  it('are bound to this host where the portal is on https, and only there', () => {
    const names = (baseUrl: string) => {
      const config = readConfig({ BASE_URL: baseUrl });
      return [sessionCookie(config), deviceCookie(config), languageCookie(config)];
    };
    assert.deepEqual(names('http://localhost:3000'), ['umlauf', 'umlauf-device', 'umlauf-language']);
    assert.deepEqual(names('https://umlauf.example'), [
      '__Host-umlauf',
      '__Host-umlauf-device',
      '__Host-umlauf-language',
    ]);
  });

  it('are read by their whole name', () => {
    const header = 'a=1; umlauf-device=x; umlauf=secret; xumlauf=2';
    assert.equal(readCookie(header, 'umlauf'), 'secret');
    assert.equal(readCookie(header, 'umlauf-device'), 'x');
    assert.equal(readCookie(header, 'uml'), null);
  });

  it('may hold an equals sign, be empty, stand close together, or not be there', () => {
    assert.equal(readCookie('umlauf=a=b==', 'umlauf'), 'a=b==');
    assert.equal(readCookie('umlauf=', 'umlauf'), '');
    assert.equal(readCookie('a=1;umlauf=2', 'umlauf'), '2');
    for (const header of [undefined, '', 'umlauf', ';;=x;', '=umlauf'])
      assert.equal(readCookie(header, 'umlauf'), null);
  });

  it('that come twice count once, the first', () => {
    assert.equal(readCookie('umlauf=first; umlauf=second', 'umlauf'), 'first');
  });
});

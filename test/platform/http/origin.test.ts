import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { createOriginCheck } from '../../../server/platform/http/origin.ts';

const isOwn = createOriginCheck('https://umlauf.lindenhof.example');
const check = (headers: Record<string, string>): boolean => isOwn({ headers } as unknown as IncomingMessage);
const host = 'umlauf.lindenhof.example';

describe('A change', () => {
  it('may come from a page of ours, and from a client that is no browser', () => {
    assert.ok(check({ host }));
    assert.ok(check({ host, origin: `https://${host}`, 'sec-fetch-site': 'same-origin' }));
    assert.ok(check({ host, 'sec-fetch-site': 'none' }));
    assert.ok(
      check({ host: '10.0.0.7:3000', origin: 'http://10.0.0.7:3000' }),
      'the address that the browser asked',
    );
    assert.ok(
      check({ host: '10.0.0.7:3000', origin: `https://${host}` }),
      'behind a proxy that changes the host',
    );
  });

  it('may not come from anywhere else', () => {
    for (const site of ['cross-site', 'same-site']) {
      assert.ok(!check({ host, origin: `https://${host}`, 'sec-fetch-site': site }));
    }
    const foreign = [
      'https://evil.example',
      `https://${host}.evil.example`,
      `https://${host}:444`,
      'null',
      '',
      'file://',
    ];
    for (const origin of foreign) assert.ok(!check({ host, origin }), origin);
  });
});

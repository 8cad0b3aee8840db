import assert from 'node:assert/strict';
import { openWorld } from '../support/world.ts';

describe('A house that push services cannot reach', () => {
  const warnings = async (settings: Record<string, string>): Promise<number> => {
    const { log, stop } = await openWorld('SQLite', settings);
    await stop();
    return log.filter(({ level, msg }) => level === 40 && String(msg).includes('PUSH_CONTACT')).length;
  };

  it('because PUSH_CONTACT is missing is told so at its start', async () => {
    assert.equal(await warnings({ DEMO: '0' }), 1);
  });

  it('is none when it has a contact, an address of its own, or is a demo', async () => {
    assert.equal(await warnings({ DEMO: '0', PUSH_CONTACT: 'mailto:it@house.example' }), 0);
    assert.equal(await warnings({ DEMO: '0', BASE_URL: 'https://umlauf.example' }), 0);
    assert.equal(await warnings({}), 0);
  });
});

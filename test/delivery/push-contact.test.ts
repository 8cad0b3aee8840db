import assert from 'node:assert/strict';
import { openWorld } from '../support/world.ts';

describe('A house that push services could not write to', () => {
  const warnings = async (settings: Record<string, string>): Promise<number> => {
    const { log, stop } = await openWorld('SQLite', settings);
    await stop();
    return log.filter(({ level, msg }) => level === 40 && String(msg).includes('PUSH_CONTACT')).length;
  };

  it('is told so at its start: PUSH_CONTACT is missing, or nobody outside knows the address', async () => {
    assert.equal(await warnings({ DEMO: '0' }), 1);
    assert.equal(await warnings({ DEMO: '0', PUSH_CONTACT: 'mailto:it@werk.local' }), 1);
  });

  it('is none when it has a contact, an address of its own, or is a demo', async () => {
    assert.equal(await warnings({ DEMO: '0', PUSH_CONTACT: 'mailto:it@example.org' }), 0);
    assert.equal(await warnings({ DEMO: '0', BASE_URL: 'https://umlauf.example.org' }), 0);
    assert.equal(await warnings({}), 0);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { judge, pauseMs, supersede, type Waiting } from '../../views/offline/confirmation.ts';

const waiting = fc.record<Waiting>({
  id: fc.uuid(),
  announcementId: fc.constantFrom('a', 'b', 'c'),
  version: fc.integer({ min: 1, max: 3 }),
  clientAckId: fc.uuid(),
  claimedAt: fc.integer({ min: 0 }),
  refusal: fc.constantFrom(null, 'The text was corrected.'),
});

describe('What the server says to a confirmation that waited', () => {
  it('is taken, refused for good, or nothing yet', () => {
    const said = (status: number | null, problem?: string) =>
      judge({ status, ...(problem ? { problem } : {}) });
    assert.deepEqual(
      [200, 201].map((status) => said(status)),
      ['taken', 'taken'],
    );
    for (const status of [400, 403, 404, 409, 422]) assert.equal(said(status, '/problems/x'), 'refused');
    for (const status of [408, 500, 502, 507]) assert.equal(said(status), 'later');
    for (const status of [null, 401, 429, 503]) assert.equal(said(status), 'later-all');
  });

  it('is not final when only the token was too old', () => {
    for (const reason of ['csrf', 'foreign-origin', 'session-needed'])
      assert.equal(judge({ status: 403, problem: `/problems/${reason}` }), 'later-all');
    assert.equal(judge({ status: 403, problem: '/problems/not-a-recipient' }), 'refused');
  });

  it('never makes one vanish but by its own word on it', () => {
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 100, max: 599 })),
        fc.constantFrom('', '/problems/csrf', '/problems/text-corrected'),
        (status, problem) => {
          const verdict = judge({ status, problem });
          if (verdict === 'taken') assert.ok(status !== null && status >= 200 && status < 300);
          if (verdict === 'refused')
            assert.ok(status !== null && status >= 400 && status < 500 && status !== 401);
        },
      ),
    );
  });
});

describe('Pressing while others wait', () => {
  it('keeps one for each text, the first press of it, and leaves other announcements alone', () => {
    fc.assert(
      fc.property(fc.array(waiting), waiting, (others, pressed) => {
        const { same, outdated } = supersede(others, pressed);
        const isFirst = ({ announcementId, version, refusal }: Waiting) =>
          announcementId === pressed.announcementId && version === pressed.version && refusal === null;
        assert.equal(same, others.find(isFirst) ?? null);
        assert.ok(outdated.every(({ announcementId }) => announcementId === pressed.announcementId));
        const rest = others.filter((each) => !outdated.includes(each) && each !== same);
        assert.ok(rest.every(({ announcementId }) => announcementId !== pressed.announcementId));
      }),
    );
  });
});

describe('The pause before the next attempt', () => {
  it('grows from seconds to two minutes, and is not the same for everybody', () => {
    assert.deepEqual([pauseMs(0, 0), pauseMs(0, 1)], [5_000, 10_000]);
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, chance) => {
        const pause = pauseMs(attempts, chance);
        assert.ok(pause >= 5_000 && pause <= 120_000);
        assert.ok(pauseMs(attempts + 1, chance) >= pause);
      }),
    );
  });
});

import assert from 'node:assert/strict';
import { draftFor } from '../support/announcing.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase('The page of what one has released', (world) => {
  it('leads to every draft, however many there are', async () => {
    const anna = await world().signIn('anna');
    const { id: first } = await draftFor(anna, { people: ['ben'] });
    await world().umlauf.database.transaction(async (tx) => {
      const [draft] = (await tx('announcements').where({ id: first })) as object[];
      const [version] = (await tx('announcement_versions').where({ announcement_id: first })) as object[];
      for (let at = 0; at < 120; at += 1) {
        const id = String(at).padStart(32, '0');
        await tx('announcements').insert({ ...draft, id, number_serial: 10_000 + at });
        await tx('announcement_versions').insert({ ...version, announcement_id: id });
      }
    });
    const { text } = await anna.get('/announcements');
    const linked = new Set(
      [...text.matchAll(/href="\/announcements\/([0-9a-f]{32})\/edit"/g)].map(([, id]) => id),
    );
    assert.ok(linked.size >= 121, `${linked.size} drafts`);
    assert.ok(linked.has(first));
  });
});

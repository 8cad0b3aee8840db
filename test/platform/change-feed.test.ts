import assert from 'node:assert/strict';
import { createChangeFeed } from '../../server/platform/change-feed.ts';
import type { Transaction } from '../../server/platform/db/database.ts';
import { createGate } from '../support/gate.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Noted = { noted: { text: string } };

describeOnEachDatabase(
  'The change feed',
  (world, kind) => {
    const open = async () => {
      const { db, clock, log } = world().umlauf;
      const feed = createChangeFeed<Noted>(db, clock, log);
      const heard: string[] = [];
      feed.follow('noted', ({ text }) => void heard.push(text));
      await feed.catchUp();
      heard.length = 0;
      const note = (text: string) => (tx: Transaction) => feed.append(tx, 'noted', { text });
      return { feed, heard, note };
    };
    const write = <T>(work: (tx: Transaction) => Promise<T>) => world().umlauf.database.transaction(work);

    it('tells every change once, in order, however many ask at once', async () => {
      const { feed, heard, note } = await open();
      const texts = Array.from({ length: 20 }, (_, at) => `Nummer ${at}`);
      for (const text of texts) {
        await write(note(text));
        void feed.catchUp();
        void feed.catchUp();
      }
      await feed.catchUp();
      assert.deepEqual(heard, texts);
    });

    it('is read once for all who ask while it is being read', async () => {
      const { feed, heard, note } = await open();
      let readings = 0;
      const onQuery = ({ sql }: { sql: string }) => {
        if (/^select .*change_feed/.test(sql)) readings += 1;
      };
      world().umlauf.db.on('query', onQuery);
      await Promise.all(
        Array.from({ length: 50 }, async (_, at) => {
          await write(note(`Bestätigung ${at}`));
          const asked = Array.from({ length: 20 }, () => feed.catchUp());
          await Promise.all(asked);
          assert.ok(heard.includes(`Bestätigung ${at}`), 'told when the answer is there');
        }),
      );
      world().umlauf.db.off('query', onQuery);
      assert.ok(readings < 150, `${readings} readings for 1000 questions`);
    });

    if (kind === 'SQLite') {
      it('reads no row again', async () => {
        const { feed, note } = await open();
        await write(note('einmal'));
        await feed.catchUp();
        const found: number[] = [];
        const onAnswer = (rows: unknown[], { sql }: { sql: string }) => {
          if (/^select .*change_feed/.test(sql)) found.push(rows.length);
        };
        world().umlauf.db.on('query-response', onAnswer);
        await feed.catchUp();
        world().umlauf.db.off('query-response', onAnswer);
        assert.deepEqual([...new Set(found)], [0]);
      });
    } else {
      it('tells what was written earlier but committed later', async () => {
        const { feed, heard, note } = await open();
        const [written, told] = [createGate(), createGate()];
        const slow = write(async (tx) => {
          await note('früher geschrieben')(tx);
          written.open();
          await told.opened;
        });
        await written.opened;
        await write(note('früher gültig'));
        await feed.catchUp();
        assert.deepEqual(heard, ['früher gültig']);
        told.open();
        await slow;
        await feed.catchUp();
        assert.deepEqual(heard, ['früher gültig', 'früher geschrieben']);
      });

      it('tells it however many others were written and told meanwhile, and each once', async () => {
        const { feed, heard, note } = await open();
        const [written, told] = [createGate(), createGate()];
        const slow = write(async (tx) => {
          await note('früher geschrieben')(tx);
          written.open();
          await told.opened;
        });
        await written.opened;
        const others = Array.from({ length: 2000 }, (_, at) => ({ text: `Nachricht ${at}` }));
        await write((tx) => feed.append(tx, 'noted', ...others));
        await feed.catchUp();
        told.open();
        await slow;
        await feed.catchUp();
        await feed.catchUp();
        assert.equal(heard.length, 2001);
        assert.equal(heard.at(-1), 'früher geschrieben');
      });

      it('tells nothing of what was taken back, and goes on', async () => {
        const { feed, heard, note } = await open();
        const taken = write(async (tx) => {
          await note('zurückgenommen')(tx);
          throw new Error('zurück');
        });
        await assert.rejects(taken, /zurück/);
        await write(note('danach'));
        await feed.catchUp();
        await feed.catchUp();
        assert.deepEqual(heard, ['danach']);
      });
    }
  },
  () => ({ DEMO: '0' }),
);

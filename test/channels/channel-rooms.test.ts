import assert from 'node:assert/strict';
import { createChannelRooms } from '../../server/channels/channel-rooms.ts';
import { openDatabase } from '../../server/platform/db/open-database.ts';
import { channelOfShift } from '../support/chatting.ts';
import { closes, createListeners } from '../support/listener.ts';
import { openWorld, type World } from '../support/world.ts';

describe('The rooms of channels', () => {
  let world: World;
  before(async () => {
    world = await openWorld('SQLite');
  });
  const { connect, closeAll } = createListeners(() => world.baseUrl);
  after(async () => {
    closeAll();
    await world.stop();
  });

  it('keep nobody whose places cannot be read: his connection ends, and the next one asks anew', async () => {
    const ben = await world.signIn('ben');
    const anna = await world.signIn('anna');
    await channelOfShift(world.umlauf, ben);
    const [page, other] = [await connect(ben), await connect(anna)];
    const lost = openDatabase(`sqlite:${world.dataDir}/lost.db`);
    await lost.close();
    const rooms = createChannelRooms({ db: lost.reader, live: world.umlauf.live });
    await assert.rejects(rooms.replace([ben.personId]));
    await closes(page);
    assert.equal(page.of('membership:changed').length, 1);
    assert.equal(other.isConnected(), true);
  });
});

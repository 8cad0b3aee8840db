import { followActions } from './message-actions.ts';
import { followRows } from './channel-rows.ts';
import { startComposer } from './composer.ts';
import { followRoom } from './conversation-place.ts';
import { follow } from './following.ts';
import { followOlder } from './older-messages.ts';
import { startOutbox } from './outbox.ts';
import { followReading, markNews } from './reading.ts';
import { followTyping } from './typing.ts';
import { followWayDown, showWayDown } from './way-down.ts';

followRows();
follow((messages) => {
  markNews(messages);
  showWayDown();
});
followOlder();
followTyping();
followActions();
void startComposer();
followReading();
followRoom();
followWayDown();
void startOutbox();

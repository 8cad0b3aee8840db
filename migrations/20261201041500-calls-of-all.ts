import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // They are few: whether one of them is unread is asked without going through all that is said.
  await knex.raw('create index messages_calling_all on messages (channel_id, seq) where mentions_all');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index messages_calling_all');
}

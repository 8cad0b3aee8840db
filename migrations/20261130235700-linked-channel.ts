import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('announcements', (table) => {
    // Where one asks about it; only who is in that channel learns of it.
    table.text('channel_id');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('announcements', (table) => {
    table.dropColumn('channel_id');
  });
}

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('channel_members', (table) => {
    // What was in sight last, though something above it is unread still: of what stands up to it nothing is pushed.
    table.integer('seen_seq').notNullable().defaultTo(0);
  });
  await knex('channel_members').update({ seen_seq: knex.ref('read_seq') });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('channel_members', (table) => table.dropColumn('seen_seq'));
}

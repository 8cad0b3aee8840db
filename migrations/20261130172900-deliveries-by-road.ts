import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // Progress reads its figures of delivery, by road, from this alone.
  await knex.raw('drop index deliveries_states');
  await knex.raw('create index deliveries_states on deliveries (announcement_id, transport, state)');
  // Each worker looks for what is due on its own road.
  await knex.schema.alterTable('deliveries', (table) => {
    table.dropIndex(['state', 'next_attempt_at']);
    table.index(['transport', 'state', 'next_attempt_at']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('deliveries', (table) => {
    table.dropIndex(['transport', 'state', 'next_attempt_at']);
    table.index(['state', 'next_attempt_at']);
  });
  await knex.raw('drop index deliveries_states');
  await knex.raw('create index deliveries_states on deliveries (announcement_id, state)');
}

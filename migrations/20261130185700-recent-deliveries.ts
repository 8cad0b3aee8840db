import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // What became of the deliveries of the last day is counted for administrators.
  await knex.raw('create index deliveries_made on deliveries (created_at)');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index deliveries_made');
}

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // What became of the notices of channels is forgotten after a day, and looked for each minute.
  await knex.raw('drop index deliveries_of_channels');
  await knex.raw("create index deliveries_of_channels on deliveries (settled_at) where kind = 'channel'");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index deliveries_of_channels');
  await knex.raw(
    "create index deliveries_of_channels on deliveries (person_id, state) where kind = 'channel'",
  );
}

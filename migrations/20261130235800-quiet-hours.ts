import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // `HH:MM-HH:MM` or `none`; null: those of the house.
  await knex.schema.alterTable('preferences', (table) => {
    table.text('quiet_hours');
  });
  // A notice of a channel: the first message that it is about. There is one for each channel and device, used again.
  await knex.schema.alterTable('deliveries', (table) => {
    table.integer('from_seq');
  });
  await knex.raw(
    "create index deliveries_of_channels on deliveries (person_id, state) where kind = 'channel'",
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index deliveries_of_channels');
  await knex.schema.alterTable('deliveries', (table) => {
    table.dropColumn('from_seq');
  });
  await knex.schema.alterTable('preferences', (table) => {
    table.dropColumn('quiet_hours');
  });
}

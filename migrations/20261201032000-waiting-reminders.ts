import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('reminders', (table) => {
    // Asked for by hand in the quiet hours: it goes out when they end. null: at once.
    table.bigInteger('waits_until');
    // Why it went out in them all the same, where the announcement itself gives no reason.
    table.text('override_reason').notNullable().defaultTo('');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('reminders', (table) => {
    table.dropColumns('waits_until', 'override_reason');
  });
}

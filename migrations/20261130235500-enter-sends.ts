import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('preferences', (table) => {
    // What sends a message at a keyboard: Enter, unless somebody has chosen Ctrl and Enter.
    table.boolean('enter_sends');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('preferences', (table) => {
    table.dropColumn('enter_sends');
  });
}

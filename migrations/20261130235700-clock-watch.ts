import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // One row: when a process last looked at its clock. Nothing is deleted by a clock that has jumped since.
  await knex.schema.createTable('clock_watch', (table) => {
    table.integer('id').primary();
    table.bigInteger('looked_at').notNullable();
    // Both null while the clock is trusted.
    table.bigInteger('held_since');
    table.bigInteger('trusted_until');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('clock_watch');
}

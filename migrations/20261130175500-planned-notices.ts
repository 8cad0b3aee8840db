import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('announcements', (table) => {
    // null: as the priority has it by default; else a list of times, and an empty list is none.
    table.text('reminders');
    // Why it may disturb in the quiet hours; empty: it may not.
    table.text('override_reason').notNullable().defaultTo('');
  });
  await knex.schema.createTable('planned_notices', (table) => {
    table.text('id').primary();
    table.text('announcement_id').notNullable().references('announcements.id').onDelete('CASCADE');
    table.text('kind').notNullable();
    table.bigInteger('due_at').notNullable();
    table.text('state').notNullable();
    table.bigInteger('settled_at');
    // What fell due once falls due no more, however often it is planned again.
    table.unique(['announcement_id', 'kind', 'due_at']);
  });
  await knex.raw("create index planned_notices_waiting on planned_notices (due_at) where state = 'waiting'");
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('planned_notices');
  await knex.schema.alterTable('announcements', (table) => {
    table.dropColumns('reminders', 'override_reason');
  });
}

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // Each attempt by telephone is a row, and never a confirmation.
  await knex.schema.createTable('calls', (table) => {
    table.text('id').primary();
    table.text('announcement_id').notNullable().references('announcements.id').onDelete('CASCADE');
    table.text('person_id').notNullable().references('people.id').onDelete('CASCADE').index();
    table.text('caller_id').notNullable();
    table.text('outcome').notNullable();
    table.bigInteger('called_at').notNullable();
    table.index(['announcement_id', 'person_id', 'called_at']);
  });
  await knex.schema.createTable('resendings', (table) => {
    table.text('id').primary();
    table.text('announcement_id').notNullable().references('announcements.id').onDelete('CASCADE').index();
    table.integer('recipients').notNullable();
    table.bigInteger('at').notNullable();
  });
  // Who was told of whose outstanding people, when that was planned and fell due.
  await knex.schema.createTable('escalated_managers', (table) => {
    table.text('planned_id').notNullable().references('planned_notices.id').onDelete('CASCADE');
    table.text('manager_id').notNullable().references('people.id').onDelete('CASCADE').index();
    table.text('team_id').notNullable().references('teams.id').onDelete('CASCADE').index();
    table.primary(['planned_id', 'manager_id', 'team_id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['escalated_managers', 'resendings', 'calls']) await knex.schema.dropTable(table);
}

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('people', (table) => {
    table.text('id').primary();
    table.text('source').notNullable();
    table.text('source_id').notNullable();
    table.text('login').notNullable();
    table.text('name').notNullable();
    table.text('sort_name').notNullable();
    table.text('sort_key').notNullable().index();
    table.text('search_text').notNullable();
    table.text('department').notNullable();
    table.text('mail');
    table.text('language').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('left_at');
    table.unique(['source', 'source_id']);
  });
  // A login may be given again to another person after its owner has left.
  await knex.raw('create unique index people_login_in_use on people (login) where left_at is null');
  await knex.schema.createTable('teams', (table) => {
    table.text('id').primary();
    table.text('source').notNullable();
    table.text('source_id').notNullable();
    table.text('name').notNullable();
    table.text('sort_key').notNullable();
    table.unique(['source', 'source_id']);
  });
  await knex.schema.createTable('team_nestings', (table) => {
    table.text('parent_id').notNullable().references('teams.id').onDelete('CASCADE');
    table.text('child_id').notNullable().references('teams.id').onDelete('CASCADE');
    table.primary(['parent_id', 'child_id']);
  });
  await knex.schema.createTable('memberships', (table) => {
    table.text('team_id').notNullable().references('teams.id').onDelete('CASCADE');
    table.text('person_id').notNullable().references('people.id').onDelete('CASCADE').index();
    table.bigInteger('since').notNullable();
    table.primary(['team_id', 'person_id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['memberships', 'team_nestings', 'teams', 'people']) await knex.schema.dropTable(table);
}

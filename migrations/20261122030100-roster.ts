import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('people', (table) => {
    // Who closed it: `directory` or `operator`. What an operator has closed no unchanged directory opens again.
    table.text('left_how');
  });
  await knex.schema.alterTable('teams', (table) => {
    table.bigInteger('gone_at');
    table.text('dn');
  });
  await knex.schema.createTable('team_owners', (table) => {
    table.text('team_id').notNullable().references('teams.id').onDelete('CASCADE');
    table.text('person_id').notNullable().references('people.id').onDelete('CASCADE').index();
    table.primary(['team_id', 'person_id']);
  });
  await knex.schema.createTable('directory_runs', (table) => {
    table.text('id').primary();
    table.text('source').notNullable();
    table.bigInteger('at').notNullable();
    table.text('outcome').notNullable();
    table.text('code');
    // Like ones in succession are one row.
    table.integer('times').notNullable();
    for (const count of ['joined', 'changed', 'departed']) table.integer(count).notNullable();
    table.index(['source', 'at']);
  });
  await knex.schema.createTable('directory_differences', (table) => {
    table.text('id').primary();
    table.text('source').notNullable().unique();
    table.bigInteger('at').notNullable();
    table.text('hash').notNullable();
    table.text('shown').notNullable();
    table.text('roster').notNullable();
    table.bigInteger('dismissed_at');
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['directory_differences', 'directory_runs', 'team_owners'])
    await knex.schema.dropTable(table);
  await knex.schema.alterTable('teams', (table) => {
    table.dropColumn('gone_at');
    table.dropColumn('dn');
  });
  await knex.schema.alterTable('people', (table) => {
    table.dropColumn('left_how');
  });
}

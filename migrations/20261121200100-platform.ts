import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('installation', (table) => {
    table.text('key').primary();
    table.text('value').notNullable();
  });
  await knex.schema.createTable('change_feed', (table) => {
    table.increments('id');
    table.bigInteger('at').notNullable().index();
    table.text('kind').notNullable();
    table.text('payload').notNullable();
  });
  await knex.schema.createTable('idempotency_keys', (table) => {
    table.text('person_id').notNullable();
    table.text('key').notNullable();
    table.text('request_hash').notNullable();
    table.text('answer').notNullable();
    table.bigInteger('at').notNullable().index();
    table.primary(['person_id', 'key']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['idempotency_keys', 'change_feed', 'installation']) await knex.schema.dropTable(table);
}

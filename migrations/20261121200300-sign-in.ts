import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('devices', (table) => {
    table.text('id').primary();
    table.text('person_id').notNullable().references('people.id').onDelete('CASCADE').index();
    table.text('secret_hash').notNullable().unique();
    table.text('label').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('last_seen_at').notNullable();
  });
  await knex.schema.createTable('sessions', (table) => {
    table.text('secret_hash').primary();
    table.text('person_id').notNullable().references('people.id').onDelete('CASCADE').index();
    table.text('device_id').notNullable().references('devices.id').onDelete('CASCADE').index();
    table.text('signed_in_how').notNullable();
    table.text('kind').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('last_seen_at').notNullable();
    table.bigInteger('expires_at').notNullable().index();
  });
  await knex.schema.createTable('tokens', (table) => {
    table.text('id').primary();
    table.text('person_id').notNullable().references('people.id').onDelete('CASCADE').index();
    table.text('name').notNullable();
    table.text('scope').notNullable();
    table.text('secret_hash').notNullable().unique();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('expires_at').notNullable();
    table.bigInteger('last_used_at');
    table.bigInteger('revoked_at');
  });
  await knex.schema.createTable('preferences', (table) => {
    table.text('person_id').primary().references('people.id').onDelete('CASCADE');
    table.text('language').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['preferences', 'tokens', 'sessions', 'devices']) await knex.schema.dropTable(table);
}

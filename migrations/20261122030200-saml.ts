import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // What this portal has asked the IdP, and of which browser.
  await knex.schema.createTable('saml_requests', (table) => {
    table.text('id').primary();
    table.text('relay_hash').notNullable();
    table.text('browser_hash').notNullable();
    table.text('return_to').notNullable();
    table.text('kind').notNullable();
    table.text('device_hash');
    table.text('session_hash');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('expires_at').notNullable().index();
  });
  // Messages of the IdP that have had their effect, and have it once.
  await knex.schema.createTable('saml_messages', (table) => {
    table.text('issuer').notNullable();
    table.text('id').notNullable();
    table.bigInteger('expires_at').notNullable().index();
    table.primary(['issuer', 'id']);
  });
  await knex.schema.createTable('saml_sessions', (table) => {
    table.text('session_hash').primary().references('sessions.secret_hash').onDelete('CASCADE');
    table.text('issuer').notNullable();
    table.text('name_id').notNullable();
    table.text('name_id_format');
    table.text('name_qualifier');
    table.text('sp_name_qualifier');
    table.text('session_index');
    table.index(['issuer', 'name_id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['saml_sessions', 'saml_messages', 'saml_requests']) await knex.schema.dropTable(table);
}

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('announcements', (table) => {
    table.text('id').primary();
    table.integer('number_year').notNullable();
    table.integer('number_serial').notNullable();
    table.text('sender_id').notNullable().references('people.id').index();
    table.text('status').notNullable();
    table.text('priority').notNullable();
    table.text('acknowledgement').notNullable();
    table.text('audience').notNullable();
    table.integer('version').notNullable();
    table.bigInteger('deadline_at');
    table.bigInteger('released_at').index();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.unique(['number_year', 'number_serial']);
  });
  // A number that was said on the telephone is never given again, though its draft be thrown away.
  await knex.schema.createTable('announcement_numbers', (table) => {
    table.integer('year').primary();
    table.integer('last_serial').notNullable();
  });
  await knex.schema.createTable('announcement_versions', (table) => {
    table.text('announcement_id').notNullable().references('announcements.id').onDelete('CASCADE');
    table.integer('version').notNullable();
    table.text('title').notNullable();
    table.text('body').notNullable();
    table.text('body_html').notNullable();
    table.text('content_hash').notNullable();
    table.primary(['announcement_id', 'version']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['announcement_versions', 'announcement_numbers', 'announcements'])
    await knex.schema.dropTable(table);
}

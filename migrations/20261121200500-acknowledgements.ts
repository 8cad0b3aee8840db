import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('recipients', (table) => {
    table.text('announcement_id').notNullable().references('announcements.id').onDelete('CASCADE');
    table.text('person_id').notNullable().references('people.id').onDelete('CASCADE').index();
    table.text('team_id');
    table.bigInteger('added_at').notNullable();
    table.bigInteger('left_at');
    table.primary(['announcement_id', 'person_id']);
  });
  await knex.schema.createTable('acknowledgements', (table) => {
    table.text('id').primary();
    table.text('announcement_id').notNullable();
    table.text('person_id').notNullable();
    table.integer('version').notNullable();
    table.text('content_hash').notNullable();
    table.text('client_ack_id').notNullable();
    table.bigInteger('acknowledged_at').notNullable();
    table.bigInteger('deadline_at');
    table.text('signed_in_how').notNullable();
    table.text('device').notNullable();
    table.unique(['announcement_id', 'person_id', 'version']);
    table
      .foreign(['announcement_id', 'person_id'])
      .references(['announcement_id', 'person_id'])
      .inTable('recipients');
    table.index(['person_id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['acknowledgements', 'recipients']) await knex.schema.dropTable(table);
}

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('answers', (table) => {
    table.text('id').primary();
    table.text('announcement_id').notNullable();
    table.text('person_id').notNullable();
    // The version of the announcement that it speaks of.
    table.integer('version').notNullable();
    table.text('kind').notNullable();
    table.text('sentence').notNullable();
    table.bigInteger('given_at').notNullable();
    table.text('reply');
    table.bigInteger('replied_at');
    table.text('replied_by');
    table.bigInteger('published_at');
    table
      .foreign(['announcement_id', 'person_id'])
      .references(['announcement_id', 'person_id'])
      .inTable('recipients')
      .onDelete('CASCADE');
    table.index(['announcement_id', 'person_id']);
    table.index(['announcement_id', 'given_at', 'id']);
    table.index(['announcement_id', 'replied_at', 'given_at', 'id']);
    table.index(['announcement_id', 'published_at']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('answers');
}

import type { Knex } from 'knex';

const figures = ['first_ms', 'median_ms', 'p95_ms', 'last_ms'];

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('release_skews', (table) => {
    table.text('announcement_id').primary().references('announcements.id').onDelete('CASCADE');
    table.bigInteger('since').notNullable().index();
    table.bigInteger('measured_at').notNullable();
    for (const count of ['devices', 'waiting', 'unconfirmed']) table.integer(count).notNullable();
    for (const figure of figures) table.bigInteger(figure).notNullable();
  });
  await knex.schema.createTable('team_skews', (table) => {
    table.text('announcement_id').notNullable().references('announcements.id').onDelete('CASCADE');
    table.text('team_id').notNullable();
    table.integer('devices').notNullable();
    for (const figure of figures) table.bigInteger(figure).notNullable();
    table.primary(['announcement_id', 'team_id']);
  });
  // Stored now, no longer looked up for each page.
  await knex.raw('drop index deliveries_skew');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('create index deliveries_skew on deliveries (occasion_id, created_at, state, settled_at)');
  for (const table of ['team_skews', 'release_skews']) await knex.schema.dropTable(table);
}

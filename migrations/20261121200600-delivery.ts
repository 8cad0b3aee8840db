import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('push_subscriptions', (table) => {
    table.text('id').primary();
    table.text('person_id').notNullable().references('people.id').onDelete('CASCADE').index();
    table.text('device_id').notNullable().references('devices.id').onDelete('CASCADE').unique();
    table.text('endpoint').notNullable().unique();
    table.text('p256dh').notNullable();
    table.text('auth').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('last_seen_at').notNullable();
    table.bigInteger('last_accepted_at');
  });
  await knex.schema.createTable('reminders', (table) => {
    table.text('id').primary();
    table.text('announcement_id').notNullable().references('announcements.id').onDelete('CASCADE').index();
    table.text('person_id');
    table.integer('recipients').notNullable();
    table.bigInteger('at').notNullable();
  });
  await knex.schema.createTable('deliveries', (table) => {
    table.increments('id');
    // The release, the reminder or the test that asked for it: one row per occasion and subscription, ever.
    table.text('occasion_id').notNullable();
    table.text('subscription_id').notNullable();
    table.text('kind').notNullable();
    table.text('announcement_id');
    table.text('person_id').notNullable();
    table.text('device_id').notNullable();
    table.text('transport').notNullable();
    table.text('state').notNullable();
    table.integer('attempts').notNullable();
    table.bigInteger('next_attempt_at').notNullable();
    table.text('lease_id');
    table.bigInteger('lease_until');
    table.integer('last_status');
    table.text('last_error');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('expires_at').notNullable();
    table.bigInteger('settled_at');
    table.unique(['occasion_id', 'subscription_id']);
    table.index(['announcement_id', 'person_id']);
    table.index(['state', 'next_attempt_at']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['deliveries', 'reminders', 'push_subscriptions']) await knex.schema.dropTable(table);
}

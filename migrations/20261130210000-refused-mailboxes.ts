import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // The address that the mail server has last refused for good: no road while it is still the person's.
  await knex.schema.createTable('refused_mailboxes', (table) => {
    table.text('person_id').primary().references('people.id').onDelete('CASCADE');
    table.text('address').notNullable();
    table.integer('status').notNullable();
    table.bigInteger('refused_at').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('refused_mailboxes');
}

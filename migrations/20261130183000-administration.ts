import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('sign_in_links', (table) => {
    // Null: by the command line.
    table.text('made_by');
    table.bigInteger('ended_at');
  });
  await knex.raw('create index people_left on people (left_at) where left_at is not null');
  await knex.raw(
    "create index audit_entries_of_leavers on audit_entries (subject, seq) where action = 'person:left'",
  );
}

export async function down(knex: Knex): Promise<void> {
  for (const index of ['audit_entries_of_leavers', 'people_left']) await knex.raw(`drop index ${index}`);
  await knex.schema.alterTable('sign_in_links', (table) => {
    table.dropColumn('made_by');
    table.dropColumn('ended_at');
  });
}

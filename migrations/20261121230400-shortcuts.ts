import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('preferences', (table) => {
    table.boolean('shortcuts').notNullable().defaultTo(true);
    // Whoever switches the shortcuts off has not chosen a language thereby.
    table.setNullable('language');
  });
  // The inbox goes through a person's announcements without looking for the row of each.
  await knex.schema.alterTable('recipients', (table) => {
    table.dropIndex(['person_id']);
  });
  await knex.raw(
    'create index recipients_of_person on recipients (person_id, announcement_id, left_at, acknowledgement_id)',
  );
  // An announcement is found by its number too.
  await knex.raw(`update announcement_versions set search_text =
    (select number_year || '-' || number_serial from announcements where announcements.id = announcement_id)
      || ' ' || search_text`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index recipients_of_person');
  await knex.schema.alterTable('recipients', (table) => {
    table.index(['person_id']);
  });
  await knex('preferences').whereNull('language').delete();
  await knex.schema.alterTable('preferences', (table) => {
    table.dropNullable('language');
    table.dropColumn('shortcuts');
  });
}

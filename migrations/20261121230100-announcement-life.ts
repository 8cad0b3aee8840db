import type { Knex } from 'knex';

/** As the search folds what is typed; written out here because a migration stays as it was. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('đ', 'd')
    .replaceAll('æ', 'ae');

type OldVersion = { announcement_id: string; version: number; title: string; body: string };

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('announcements', (table) => {
    // A confirmation of an older version than this no longer counts.
    table.integer('asks_from_version').notNullable().defaultTo(1);
    table.text('language');
    table.boolean('drill').notNullable().defaultTo(false);
    table.bigInteger('release_at');
    table.bigInteger('expires_at');
    table.bigInteger('submitted_at');
    table.bigInteger('held_at');
    table.bigInteger('withdrawn_at');
    table.text('withdrawal_reason');
    table.index(['status', 'release_at']);
  });
  // Every page of a publisher asks whether something has lost its sender, which hardly anything ever does.
  await knex.raw('create index announcements_held on announcements (held_at) where held_at is not null');
  await knex.schema.alterTable('announcement_versions', (table) => {
    table.text('kind').notNullable().defaultTo('original');
    table.text('note').notNullable().defaultTo('');
    table.text('search_text').notNullable().defaultTo('');
    table.bigInteger('created_at');
    table.text('author_id');
  });
  await knex.raw(`update announcement_versions set
    created_at = (select coalesce(released_at, created_at) from announcements where id = announcement_id),
    author_id = (select sender_id from announcements where id = announcement_id)`);
  await knex.raw(
    'update announcements set language = (select language from people where people.id = announcements.sender_id)',
  );
  const versions = (await knex('announcement_versions').select(
    'announcement_id',
    'version',
    'title',
    'body',
  )) as OldVersion[];
  for (const { announcement_id, version, title, body } of versions) {
    await knex('announcement_versions')
      .where({ announcement_id, version })
      .update({ search_text: fold(`${title} ${body}`) });
  }
  await knex.schema.createTable('announcement_translations', (table) => {
    table.text('announcement_id').notNullable().references('announcements.id').onDelete('CASCADE');
    table.integer('version').notNullable();
    table.text('language').notNullable();
    table.text('title').notNullable();
    table.text('body').notNullable();
    table.text('body_html').notNullable();
    table.primary(['announcement_id', 'version', 'language']);
  });
  await knex.schema.createTable('approval_decisions', (table) => {
    table.text('id').primary();
    table.text('announcement_id').notNullable().references('announcements.id').onDelete('CASCADE').index();
    table.text('person_id').notNullable().references('people.id');
    table.text('decision').notNullable();
    table.text('note').notNullable();
    table.text('content_hash').notNullable();
    table.bigInteger('at').notNullable();
  });
  // The history of one announcement is read from the record.
  await knex.raw('create index audit_entries_subject on audit_entries (subject, action, seq)');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index audit_entries_subject');
  await knex.raw('drop index announcements_held');
  for (const table of ['approval_decisions', 'announcement_translations']) await knex.schema.dropTable(table);
  await knex.schema.alterTable('announcement_versions', (table) => {
    table.dropColumns('kind', 'note', 'search_text', 'created_at', 'author_id');
  });
  await knex.schema.alterTable('announcements', (table) => {
    table.dropIndex(['status', 'release_at']);
    table.dropColumns('asks_from_version', 'language', 'drill', 'release_at', 'expires_at', 'submitted_at');
    table.dropColumns('held_at', 'withdrawn_at', 'withdrawal_reason');
  });
}

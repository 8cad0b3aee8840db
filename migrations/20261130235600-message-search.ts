import type { Knex } from 'knex';

const isSqlite = (knex: Knex): boolean =>
  (knex.client as { config: { client: unknown } }).config.client === 'sqlite3';

/** By which words a message is found. They are ours, each is kept as it is, and found by its beginning. */
export async function up(knex: Knex): Promise<void> {
  if (isSqlite(knex)) {
    // ASCII signs part the tokens, and nothing else does.
    await knex.raw(
      'create virtual table message_search using fts5(words, tokenize = ascii, detail = none, columnsize = 0)',
    );
    // What is taken out leaves the file at once, not when segments happen to be merged.
    await knex.raw("insert into message_search (message_search, rank) values ('secure-delete', 1)");
    await knex.raw(`create trigger messages_leave_search after delete on messages
      begin delete from message_search where rowid = old.row_id; end`);
    return;
  }
  await knex.schema.createTable('message_search', (table) => {
    table.integer('rowid').primary().references('messages.row_id').onDelete('CASCADE');
    table.specificType('words', 'tsvector').notNullable();
  });
  await knex.raw('create index message_search_words on message_search using gin (words)');
}

export async function down(knex: Knex): Promise<void> {
  if (isSqlite(knex)) await knex.raw('drop trigger messages_leave_search');
  await knex.schema.dropTable('message_search');
}

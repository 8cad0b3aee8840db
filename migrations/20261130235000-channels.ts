import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('channels', (table) => {
    table.text('id').primary();
    // `team`: its members are those of its teams. `direct`: those of its participants who still share a team.
    table.text('kind').notNullable();
    // `text`, or `sealed`: bodies that this server cannot read, render or search.
    table.text('content').notNullable();
    table.text('title');
    table.text('purpose').notNullable();
    // What a newcomer sees: `joining` or `whole`.
    table.text('history').notNullable();
    // `days`, `hours`, or `conversation`: after so many idle hours, or, with none, when a member says that it is over.
    table.text('retention').notNullable();
    table.integer('retention_amount');
    table.text('opened_by').notNullable();
    table.bigInteger('opened_at').notNullable();
    // One conversation for the same people; null for teams.
    table.text('participants_key').unique();
    // The last `seq` given, and how often anything in it has changed; whoever raises one holds the row.
    table.integer('last_seq').notNullable();
    table.integer('revision').notNullable();
    // Messages below this one are gone for good.
    table.integer('first_seq').notNullable();
    table.bigInteger('last_posted_at');
  });
  await knex.schema.createTable('channel_teams', (table) => {
    table.text('channel_id').notNullable().references('channels.id').onDelete('CASCADE');
    table.text('team_id').notNullable().references('teams.id').onDelete('CASCADE').index();
    table.primary(['channel_id', 'team_id']);
  });
  await knex.schema.createTable('channel_participants', (table) => {
    table.text('channel_id').notNullable().references('channels.id').onDelete('CASCADE');
    table.text('person_id').notNullable().references('people.id').onDelete('CASCADE').index();
    table.primary(['channel_id', 'person_id']);
  });
  // Who is in a channel now, as the directory says; a row ends in the transaction in which the membership does.
  await knex.schema.createTable('channel_members', (table) => {
    table.text('channel_id').notNullable().references('channels.id').onDelete('CASCADE');
    table.text('person_id').notNullable().references('people.id').onDelete('CASCADE').index();
    table.bigInteger('since').notNullable();
    // Sees no message below this one.
    table.integer('first_seq').notNullable();
    // Own read marker, nobody else's business.
    table.integer('read_seq').notNullable();
    // What is pushed: `all`, `mentions`, `nothing`.
    table.text('notices').notNullable();
    table.primary(['channel_id', 'person_id']);
  });
  await knex.schema.createTable('messages', (table) => {
    table.increments('row_id');
    table.text('channel_id').notNullable().references('channels.id').onDelete('CASCADE');
    table.integer('seq').notNullable();
    table.integer('revision').notNullable();
    table.text('sender_id').notNullable();
    table.text('client_message_id').notNullable();
    // Both empty once deleted.
    table.text('body').notNullable();
    table.text('html').notNullable();
    table.integer('reply_to_seq');
    table.boolean('mentions_all').notNullable();
    table.bigInteger('posted_at').notNullable();
    table.bigInteger('edited_at');
    table.bigInteger('deleted_at');
    table.unique(['channel_id', 'seq']);
    table.unique(['channel_id', 'sender_id', 'client_message_id']);
    table.index(['channel_id', 'revision']);
    table.index(['channel_id', 'reply_to_seq']);
    table.index(['channel_id', 'posted_at']);
  });
  await knex.schema.createTable('message_mentions', (table) => {
    table.text('channel_id').notNullable();
    table.integer('seq').notNullable();
    table.text('person_id').notNullable().references('people.id').onDelete('CASCADE');
    table.primary(['channel_id', 'seq', 'person_id']);
    table.index(['person_id', 'channel_id', 'seq']);
    table
      .foreign(['channel_id', 'seq'])
      .references(['channel_id', 'seq'])
      .inTable('messages')
      .onDelete('CASCADE');
  });
  await knex.schema.createTable('message_reactions', (table) => {
    table.text('channel_id').notNullable();
    table.integer('seq').notNullable();
    table.text('person_id').notNullable().references('people.id').onDelete('CASCADE').index();
    table.text('emoji').notNullable();
    table.bigInteger('at').notNullable();
    table.primary(['channel_id', 'seq', 'person_id', 'emoji']);
    table
      .foreign(['channel_id', 'seq'])
      .references(['channel_id', 'seq'])
      .inTable('messages')
      .onDelete('CASCADE');
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of [
    ...['message_reactions', 'message_mentions', 'messages', 'channel_members'],
    ...['channel_participants', 'channel_teams', 'channels'],
  ])
    await knex.schema.dropTable(table);
}

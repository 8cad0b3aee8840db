import type { Knex } from 'knex';

const bucketMs = 5 * 60_000;

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('recipients', (table) => {
    // The confirmation that fulfils this obligation; none while it is outstanding.
    table.text('acknowledgement_id');
    table.text('sort_key').notNullable().defaultTo('');
    table.index(['announcement_id', 'team_id']);
  });
  await knex.schema.alterTable('acknowledgements', (table) => {
    table.bigInteger('claimed_at');
  });
  await knex.raw(`update recipients set
    sort_key = (select people.sort_key from people where people.id = recipients.person_id),
    acknowledgement_id = (select acknowledgements.id from acknowledgements
      where acknowledgements.announcement_id = recipients.announcement_id
        and acknowledgements.person_id = recipients.person_id
      order by acknowledgements.version desc limit 1)`);
  const outstanding = 'where acknowledgement_id is null and left_at is null';
  await knex.raw(
    `create index recipients_outstanding on recipients (announcement_id, sort_key, person_id) ${outstanding}`,
  );
  await knex.raw(`create index recipients_waiting on recipients (person_id, announcement_id) ${outstanding}`);
  await knex.raw('create index recipients_by_name on recipients (announcement_id, sort_key, person_id)');
  await createCounts(knex);
  await createBuckets(knex);
  // Progress reads its figures of delivery from these alone.
  await knex.raw('create index deliveries_states on deliveries (announcement_id, state)');
  await knex.raw('create index deliveries_skew on deliveries (occasion_id, created_at, state, settled_at)');
}

async function createCounts(knex: Knex): Promise<void> {
  await knex.schema.createTable('obligation_counts', (table) => {
    table.text('announcement_id').notNullable().references('announcements.id').onDelete('CASCADE');
    table.text('team_id').notNullable();
    for (const count of ['recipients', 'confirmed', 'left', 'late']) table.integer(count).notNullable();
    table.primary(['announcement_id', 'team_id']);
  });
  await knex.raw(
    `insert into obligation_counts (announcement_id, team_id, recipients, confirmed, ??, late)
      select recipients.announcement_id, coalesce(recipients.team_id, ''), count(*), count(acknowledgements.id),
        sum(case when acknowledgements.id is null and recipients.left_at is not null then 1 else 0 end),
        sum(case when acknowledgements.acknowledged_at > acknowledgements.deadline_at then 1 else 0 end)
      from recipients left join acknowledgements on acknowledgements.id = recipients.acknowledgement_id
      group by 1, 2`,
    ['left'],
  );
}

async function createBuckets(knex: Knex): Promise<void> {
  await knex.schema.createTable('confirmation_buckets', (table) => {
    table.text('announcement_id').notNullable().references('announcements.id').onDelete('CASCADE');
    table.integer('asks_from_version').notNullable();
    table.bigInteger('starts_at').notNullable();
    table.integer('confirmed').notNullable();
    table.primary(['announcement_id', 'asks_from_version', 'starts_at']);
  });
  await knex.raw(
    `insert into confirmation_buckets (announcement_id, asks_from_version, starts_at, confirmed)
      select announcement_id, 1, acknowledged_at / ${bucketMs} * ${bucketMs}, count(*)
      from acknowledgements group by 1, 2, 3`,
  );
}

export async function down(knex: Knex): Promise<void> {
  const indexes = ['deliveries_skew', 'deliveries_states'];
  const ofRecipients = ['recipients_by_name', 'recipients_waiting', 'recipients_outstanding'];
  for (const index of [...indexes, ...ofRecipients]) await knex.raw(`drop index ${index}`);
  for (const table of ['confirmation_buckets', 'obligation_counts']) await knex.schema.dropTable(table);
  await knex.schema.alterTable('acknowledgements', (table) => {
    table.dropColumn('claimed_at');
  });
  await knex.schema.alterTable('recipients', (table) => {
    table.dropIndex(['announcement_id', 'team_id']);
    table.dropColumns('acknowledgement_id', 'sort_key');
  });
}

import type { Request, Response } from 'express';
import { z } from 'zod';
import { mayAddressTeam } from '../directory/addressable.ts';
import { listTeamsWithCounts } from '../directory/team-queries.ts';
import { id, parse, repeated, text } from '../platform/http/parse.ts';
import { Refusal } from '../platform/refusal.ts';
import { translate } from '../platform/views/languages.ts';
import { languageOf, showPage } from '../show-page.ts';
import { explainRefusal } from '../show-trouble.ts';
import type { Actor } from '../sign-in/actor.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { findChannelFor } from './channel-queries.ts';
import { histories } from './channel.ts';
import { findBindable, mayOpenChannels } from './may-open.ts';
import { openChannel } from './open-channel.ts';
import { emptyRetention, readRetention, retentionFields } from './retention-form.ts';

const openForm = z.object({
  ...{ title: text(), purpose: text(), teams: repeated(id()), history: z.enum(histories) },
  ...retentionFields,
});
type OpenForm = z.infer<typeof openForm>;

const emptyForm: OpenForm = {
  ...{ title: '', purpose: '', teams: [], history: 'joining' },
  ...emptyRetention,
};

async function listTeams({ db }: Umlauf, actor: Actor, chosen: string[]) {
  const bindable = await findBindable(db, actor);
  return (await listTeamsWithCounts(db))
    .filter(({ id }) => mayAddressTeam(bindable, id))
    .map((team) => ({ ...team, chosen: chosen.includes(team.id) }));
}

export function openRoutes(umlauf: Umlauf): UmlaufRoute[] {
  async function show(request: Request, response: Response, form: OpenForm, refusal: Refusal | null) {
    const actor = actorOf(request);
    if (!mayOpenChannels(actor)) throw new Refusal('forbidden', 'channel-openers');
    const page = { title: 'channels.openTitle', nav: 'channels' as const };
    await showPage(umlauf, request, response, 'channels/open', page, {
      form,
      teams: await listTeams(umlauf, actor, form.teams),
      refusal: refusal && {
        field: refusal.field,
        sentence: translate(languageOf(umlauf, request), `refusals:${refusal.reason}`, refusal.params),
      },
    });
  }

  async function open(request: Request, response: Response): Promise<void> {
    const actor = actorOf(request);
    const form = parse(openForm, request.body ?? {});
    explainRefusal(response, async (refusal) => {
      if (refusal.code !== 'invalid') throw refusal;
      await show(request, response, form, refusal);
    });
    const { title, purpose, teams: teamIds, history } = form;
    const given = { title, purpose, teamIds, history, retention: readRetention(form) };
    const channelId = await openChannel(umlauf, actor, given);
    const isIn = (await findChannelFor(umlauf.db, actor.person.id, channelId)) !== null;
    response.redirect(303, isIn ? `/channels/${channelId}` : '/channels?opened=1');
  }

  return [
    {
      method: 'get',
      path: '/channels/new',
      guard: 'signed-in',
      handle: (request, response) => show(request, response, emptyForm, null),
    },
    { method: 'post', path: '/channels', guard: 'signed-in', handle: open },
  ];
}

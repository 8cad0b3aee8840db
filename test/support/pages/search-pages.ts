import { plantChannel, plantMessages } from '../conversation.ts';
import type { Visitor } from '../visitor.ts';
import type { World } from '../world.ts';
import type { PageInAState } from './page-in-a-state.ts';

/** The search in messages, in each of its states. */
export async function prepareSearch({ umlauf }: World, [ben, other]: Visitor[]): Promise<PageInAState[]> {
  if (!ben || !other) return [];
  const title = 'Sicherheitsunterweisungen der Hubarbeitsbühnenbedienerinnen';
  const channelId = await plantChannel(umlauf, [ben.personId, other.personId], { title });
  const long = 'Donaudampfschifffahrtsgesellschaftskapitänsabsauganlage'.repeat(3);
  await plantMessages(umlauf, [
    ...Array.from({ length: 30 }, (_, at) => ({
      ...{ channelId, senderId: other.personId, text: `Rundgang ${at}: die Absauganlage läuft` },
    })),
    { channelId, senderId: other.personId, text: `Siehe https://intranet.werk.example/${long}` },
  ]);
  const at = (query: string) => `/channels/search${query}`;
  return [
    { name: 'search in messages', login: 'ben', at: at('') },
    { name: 'search in messages, found', login: 'ben', at: at(`?q=anlage&channel=${channelId}`) },
    { name: 'search in messages, nothing found', login: 'ben', at: at('?q=Zeppelin&person=Niemand') },
    {
      ...{ name: 'search in messages, refused', login: 'ben', status: 422 },
      at: at(`?q=${encodeURIComponent('%%')}`),
    },
    {
      ...{ name: 'search in messages, a day that is none', login: 'ben', status: 422 },
      at: at('?from=2027-02-31'),
    },
  ];
}

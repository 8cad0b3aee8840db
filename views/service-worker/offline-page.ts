declare const self: ServiceWorkerGlobalScope;

const prefix = 'umlauf-offline';
// So marked in the kept page, its styles and its script come out of the same store, and on no other page.
const mark = 'kept=1';

export interface Wanted {
  release: string;
  language: string;
}

/** Keeps the page that says that there is no network: nobody's page, in one language, of one release. */
export async function keepOfflinePage(language: string, release?: string): Promise<void> {
  const known = await caches.keys();
  if (release !== undefined && known.includes(nameOf({ language, release }))) return;
  const answer = await fetch('/offline', {
    ...{ credentials: 'omit', cache: 'no-store' },
    headers: { Accept: 'text/html', 'Accept-Language': language },
  });
  if (!answer.ok) throw new Error(`The page for times without network was answered with ${answer.status}`);
  const html = (await answer.text()).replaceAll(/\?v(=|&#x3D;)/g, `?${mark}&amp;v=`);
  const name = nameOf({ language, release: /data-release="([^"]*)"/.exec(html)?.[1] ?? '' });
  const cache = await caches.open(name);
  await cache.addAll(assetsOf(html));
  await cache.put('/offline', new Response(html, { headers: answer.headers }));
  const others = (await caches.keys()).filter((other) => other.startsWith(prefix) && other !== name);
  await Promise.all(others.map((other) => caches.delete(other)));
}

export function findOfflinePage(): Promise<Response | undefined> {
  return caches.match('/offline', { ignoreVary: true });
}

export function isKeptAsset({ url }: Request): boolean {
  const { origin, search } = new URL(url);
  return origin === self.location.origin && search.startsWith(`?${mark}&`);
}

export async function answerAsset(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

function assetsOf(html: string): string[] {
  const addresses = [...html.matchAll(/(?:href|src)="([^"#]+)/g)].map(([, address = '']) => address);
  const marked = addresses.filter((address) => address.includes(mark));
  return [...new Set(marked.map((address) => address.replace('&amp;', '&')))];
}

function nameOf({ release, language }: Wanted): string {
  return `${prefix} ${release} ${language}`;
}

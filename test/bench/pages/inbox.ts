import type { RequestListener } from 'node:http';
import type { Express } from 'express';
import { createApp } from '../../../server/app.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import { createLog } from '../../../server/platform/log.ts';
import { projectRoot } from '../../../server/platform/project-root.ts';
import { createViewEngine } from '../../../server/platform/views/view-engine.ts';
import { serve } from '../../../server/serve.ts';
import type { Umlauf } from '../../../server/umlauf.ts';
import { actorCalled, configOf, signInCookie } from '../demo-house.ts';
import { inject, type Injected } from '../inject.ts';

export type Page = { path: string; data: object; html: string };
type Engine = Parameters<Express['engine']>[1];
/** As far as it matters here: the lists of announcements that a page of the inbox has in this house. */
type Inbox = { obligations: object[]; fresh: object[]; nextPath: string | null };

export const announcements = 50;
export const titleOf = (at: number): string => `Wartung der Förderanlage, Abschnitt ${at} & Umgebung`;
const shows = (html: string, at: number): boolean => html.includes(titleOf(at).replace('&', '&amp;'));

/** The whole portal on this file, and somebody signed in. What it logs goes nowhere, but is written. */
export async function openPortal(
  file: string,
): Promise<{ umlauf: Umlauf; cookie: string; stop: () => Promise<void> }> {
  const log = createLog('info', { write: () => undefined });
  const { umlauf, stop } = await serve(configOf(file), log, systemClock);
  return { umlauf, cookie: await signInCookie(umlauf, await actorCalled(umlauf, 'ben')), stop };
}

export function portalWith(umlauf: Umlauf, engine: Engine): RequestListener {
  const app = createApp(umlauf, () => false);
  app.engine('hbs', engine);
  return app;
}

/** It begins with the announcement that is due first. */
export const isInbox = ({ status, body }: Injected): boolean => status === 200 && shows(body, 1);

/** What the real inbox hands to its view, here with the announcements of all its pages on one. */
export async function captureInbox(file: string): Promise<Page> {
  const { umlauf, cookie, stop } = await openPortal(file);
  const engine = createViewEngine({ root: projectRoot, cache: true });
  const captured: { path: string; data: Inbox }[] = [];
  const app = portalWith(umlauf, (path, options, callback) => {
    captured.push({ path, data: options as Inbox });
    engine(path, options, callback);
  });
  for (let next: string | null = '/'; next !== null; next = captured.at(-1)?.data.nextPath ?? null)
    await inject(app, next, { cookie });
  await stop();
  const [first] = captured;
  if (!first) throw new Error('there is no inbox');
  const all = (list: 'obligations' | 'fresh') => captured.flatMap(({ data }) => data[list]);
  // What Express adds is of no use to a view and cannot be written down.
  const express = { settings: undefined, cache: undefined, _locals: undefined };
  const lists = { obligations: all('obligations'), fresh: all('fresh'), nextPath: null };
  const data = { ...first.data, ...express, ...lists };
  const html = engine.renderFragment('announcements/inbox', data);
  const missing = Array.from({ length: announcements }, (_, at) => at + 1).filter((at) => !shows(html, at));
  if (missing.length > 0) throw new Error(`the inbox does not show the announcements ${missing.join(', ')}`);
  return { path: first.path, data, html };
}

import express from 'express';
import { authenticate } from '../../../server/sign-in/authenticate.ts';
import { endDevice } from '../../../server/sign-in/end-device.ts';
import { findActor } from '../../../server/sign-in/find-actor.ts';
import { actorCalled, openDemoHouse, signInCookie } from '../demo-house.ts';
import { inject } from '../inject.ts';
import { report } from '../measure.ts';
import { addedCost } from './added-cost.ts';
import type { RequestHandler } from 'express';

const [file = ''] = process.argv.slice(2);
const login = 'ben';
const house = await openDemoHouse(file);
await house.changes.start();
const cookie = await signInCookie(house, await actorCalled(house, login));
const session = authenticate(house);
const sayLogin: RequestHandler = (request, response) => {
  response.send(request.actor?.person.login ?? '');
};
const prices = await addedCost({ session, cookie, login, sayLogin, requests: 3000 });

// Quick is not enough: a session that has ended must be refused at once.
const found = await findActor(house, { cookie }, null);
if (!found?.session) throw new Error('the session was lost');
await endDevice(house, found.actor, found.session.deviceId, 'ended');
const app = express().use(session).get('/', sayLogin);
const { body } = await inject(app, '/', { cookie });
if (body !== '') throw new Error('a session that has ended was remembered');
report({ prices });
